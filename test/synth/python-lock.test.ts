import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { Dependencies, PythonApp, PythonLock } from '../../src';
import { cli as run } from '../support/cli';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder, writeFiles } from '../support/folder';

const IN = { 'main.py': 'print("hello")\n', 'requirements.in': 'idna\n' };

function appOf(source: string, props: { dependencies?: Dependencies } = {}): { app: PythonApp; outdir: string } {
  const outdir = temporaryFolder();
  return { app: new PythonApp(new Stack(new App({ outdir }), 'Stack'), 'Api', { source, ...props }), outdir };
}

/** The command line, with another program in place of docker. */
function cli(words: string[], docker: string = 'exit 1') {
  const bin = temporaryFolder();
  fs.writeFileSync(path.join(bin, 'docker'), `#!/bin/sh\n${docker}\n`, { mode: 0o755 });
  return run(words, { PATH: `${bin}:${process.env.PATH}` });
}

test('without its lock the synthesis ends with an error that names the command, and the lock is staged all the same', () => {
  const { app, outdir } = appOf(folderWith(IN));
  const { node } = new PythonLock(app, 'Lock');
  expect(Annotations.fromStack(Stack.of(app)).findError('/Stack/Api/Lock', Match.stringLikeRegexp('requirements.txt is not computed yet.*npx cdk-python-images lock'))).toHaveLength(1);
  expect(cli(['lock', '--app', outdir, '--list']).stdout).toMatch(new RegExp(`^${node.path}  \\S+requirements\\.txt\n$`));
});

test('with its lock there is no error', () => {
  const { app } = appOf(folderWith({ ...IN, 'requirements.txt': `idna==3.10 --hash=sha256:${'0'.repeat(64)}\n` }));
  new PythonLock(app, 'Lock');
  expect(Annotations.fromStack(Stack.of(app)).findError('*', Match.anyValue())).toEqual([]);
});

test('a lock that is named by hand is missed where the image is made, too', () => {
  const { app } = appOf(folderWith(IN), { dependencies: Dependencies.fromRequirements({ file: 'locked.txt' }) });
  expect(new PythonLock(app, 'Lock', { file: 'locked.txt' }).stage.file).toBe('locked.txt');
  expect(() => app.image).toThrow(coded('LockNotFound', /locked\.txt does not exist/));
});

test('a stale lock is missed where the image is made, so that it can be computed again', () => {
  const pyproject = (idna: string) => `[project]\nname = "x"\nversion = "1"\ndependencies = ["idna${idna}"]\n`;
  const { app } = appOf(folderWith({ ...IN, 'pyproject.toml': pyproject('>=3'), 'requirements.txt': `idna==2.0 --hash=sha256:${'0'.repeat(64)}\n` }));
  expect(new PythonLock(app, 'Lock').stage.file).toBe('requirements.txt');
  expect(() => app.image).toThrow(coded('LockStale', /^Stack\/Api: /));
});

test('the command builds the target with the computation anew, and says what changed', () => {
  const source = folderWith({ ...IN, 'requirements.txt': 'idna==3.9\n' });
  const { app, outdir } = appOf(source);
  new PythonLock(app, 'Lock');
  const docker = `echo "$@" >&2\nprintf 'idna==3.10\\n' > ${source}/requirements.txt`;
  const { status, stdout, stderr } = cli(['lock', '--app', outdir, '--upgrade'], docker);
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/^Stack\/Api\/Lock: computing requirements\.txt\ncomputed again: .*requirements\.txt\n {2}~ idna 3\.9 -> 3\.10\n$/);
  expect(stderr).toMatch(new RegExp('^buildx build --target=lock-file --platform=linux/amd64 '
    + `--build-arg=SOURCE_DATE_EPOCH=\\d+ --build-arg=UPGRADE=1 --no-cache-filter=lock-file-computation --output=type=local,dest=${source} \\S+/asset\\.[0-9a-f]{64}\n$`));
});

test('fails when what the lock is computed from changed since the synthesis', () => {
  const source = folderWith(IN);
  const { app, outdir } = appOf(source);
  new PythonLock(app, 'Lock');
  writeFiles(source, { 'requirements.in': 'idna<3\n' });
  expect(cli(['lock', '--app', outdir])).toMatchObject({ status: 1, stderr: expect.stringMatching(/requirements\.in changed since the synthesis\n {2}write: npx cdk synth/) });
  writeFiles(source, { 'requirements.in': 'idna\n', 'requirements.txt': 'idna==1\n' });
  expect(cli(['lock', '--app', outdir])).toMatchObject({ status: 1, stderr: expect.stringMatching(/requirements\.txt changed/) });
});

test('fails when Docker does, and leaves the lock as it is', () => {
  const source = folderWith({ ...IN, 'requirements.txt': 'idna==3.9\n' });
  const { app, outdir } = appOf(source);
  new PythonLock(app, 'Lock');
  expect(cli(['lock', '--app', outdir])).toMatchObject({ status: 1, stderr: expect.stringMatching(/^the lock was not computed/) });
  expect(fs.readFileSync(path.join(source, 'requirements.txt'), 'utf8')).toBe('idna==3.9\n');
});

test.each<[string[], RegExp]>([
  [['lock', '--app', '/nowhere'], /there is no assembly at \/nowhere\n {2}write: npx cdk synth/],
  [['pin', '--app', '/nowhere'], /there is no assembly at \/nowhere\n {2}write: npx cdk synth/],
  [['lock', '--no-such'], /Unknown option '--no-such'(.|\n)*--upgrade/],
  [['bake'], /there is no command "bake"(.|\n)*lock/],
])('fails for %j', (words, message) => {
  expect(cli(words)).toMatchObject({ status: 1, stderr: expect.stringMatching(message) });
});

test('fails for an assembly without locks', () => {
  expect(cli(['lock', '--app', temporaryFolder()])).toMatchObject({ status: 1, stderr: expect.stringMatching(/there is no lock in \/\S+\n {2}write: new PythonLock/) });
});

test('fails for a lock that is not there, with those that are', () => {
  const { app, outdir } = appOf(folderWith(IN));
  new PythonLock(app, 'Lock');
  expect(cli(['lock', '--app', outdir, 'Stack/Other'])).toMatchObject({ status: 1, stderr: 'nothing is called Stack/Other; there are:\n  Stack/Api/Lock\n' });
});

test('help says what there is', () => {
  expect(cli([]).stdout).toMatch(/cdk-python-images COMMAND(.|\n)* {2}lock /);
  expect(cli(['lock', '--help']).stdout).toMatch(/--upgrade/);
});
