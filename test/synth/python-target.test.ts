import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { Dependencies, PythonApp, PythonTarget, TestStage } from '../../src';
import { cli } from '../support/cli';
import { folderWith, temporaryFolder } from '../support/folder';
import { pinned } from '../support/script-app';

function staged(): { outdir: string; target: PythonTarget } {
  const outdir = temporaryFolder();
  const source = folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': pinned('idna'), 'requirements-dev.txt': pinned('idna', 'pytest'), 'tests/test_main.py': '' });
  const cdk = new App({ outdir });
  const app = new PythonApp(new Stack(cdk, 'Stack'), 'Api', { source });
  const stage = new TestStage(app, 'Test', { runtime: app.runtime, dependencies: Dependencies.fromRequirements({ file: 'requirements-dev.txt' }) });
  const target = new PythonTarget(app, 'Tests', { target: stage });
  cdk.synth();
  return { outdir, target };
}

test('a target is staged and no asset', () => {
  const { outdir, target } = staged();
  expect(target.contextFiles).toContain('files/tests/test_main.py');
  expect(fs.existsSync(path.join(target.contextDirectory, 'Dockerfile'))).toBe(true);
  const assets = JSON.parse(fs.readFileSync(path.join(outdir, 'Stack.assets.json'), 'utf8'));
  const directories = Object.values<{ source: { directory: string } }>(assets.dockerImages).map(({ source }) => source.directory);
  expect(directories).toHaveLength(1);
  expect(directories).not.toContain(path.basename(target.contextDirectory));
});

test('the command builds it, and fails when it does', () => {
  const { outdir } = staged();
  const bin = temporaryFolder();
  const docker = (text: string) => fs.writeFileSync(path.join(bin, 'docker'), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  const run = (...words: string[]) => cli(['test', '--app', outdir, ...words], { PATH: `${bin}:${process.env.PATH}` });
  docker('echo "$@" >&2');
  expect(run()).toMatchObject({ status: 0, stdout: 'Stack/Api/Tests\n', stderr: expect.stringMatching(/^buildx build --target=test --platform=linux\/amd64 --build-arg=SOURCE_DATE_EPOCH=\d+ \S+\/asset\.\w+\n$/) });
  expect(run('--again').stderr).toContain(' --no-cache-filter=test ');
  docker('exit 1');
  expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('Stack/Api/Tests failed') });
  expect(run('--list')).toMatchObject({ status: 0, stdout: 'Stack/Api/Tests\n' });
});

test('fails when there is none', () => {
  expect(cli(['test', '--app', '/nowhere'])).toMatchObject({ status: 1, stderr: expect.stringMatching(/^there is no assembly at \/nowhere\n {2}write: npx cdk synth/) });
  expect(cli(['test', '--app', temporaryFolder()])).toMatchObject({ status: 1, stderr: expect.stringMatching(/there is no target(.|\n)*new TestStage/) });
});
