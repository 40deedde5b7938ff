import * as fs from 'fs';
import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { ImagePlatform, PythonApp, VirtualenvBuilderStage } from '../../src';
import { BuildContext } from '../../src/context';
import { Dockerfile } from '../../src/dockerfile';
import { testApp, testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder, writeFiles } from '../support/folder';
import { FLAT, SCRIPT } from '../support/projects';

function contextOf(app: PythonApp): BuildContext {
  return BuildContext.plan(Dockerfile.fromTarget(app.runtime));
}

function hashOf(files: Record<string, string>, change: (folder: string) => void = () => undefined): string {
  const source = folderWith(files);
  change(source);
  return contextOf(testApp({ source })).hash;
}

test('holds the files that the build reads and nothing else', () => {
  const source = folderWith({
    ...FLAT,
    '.env': 'TOKEN=canary', '.git/HEAD': 'ref', '.venv/bin/python': '', 'tests/test_it.py': '', 'greeter/__pycache__/x.pyc': '', 'Dockerfile': 'FROM x',
  });
  expect(contextOf(testApp({ source })).files.map((file) => file.path).filter((file) => !file.startsWith('tools/')))
    .toEqual(['.dockerignore', 'Dockerfile', 'app/greeter/__init__.py', 'app/pyproject.toml']);
});

test('the hash does not depend on the place, the time and the order on disk', () => {
  const shuffled = Object.fromEntries(Object.entries(FLAT).reverse());
  const later = (folder: string) => fs.utimesSync(path.join(folder, 'pyproject.toml'), 1, 1);
  expect(hashOf(shuffled, later)).toBe(hashOf(FLAT));
});

test('the hash does not depend on files that are not in the context', () => {
  expect(hashOf({ ...FLAT, '.env': 'TOKEN=canary', 'tests/test_it.py': 'assert False' })).toBe(hashOf(FLAT));
});

test('of the mode, the hash depends on whether a file can be executed, and on nothing else', () => {
  const module = 'greeter/__init__.py';
  const groupWritable = hashOf(FLAT, (folder) => fs.chmodSync(path.join(folder, module), 0o664));
  const executable = hashOf(FLAT, (folder) => fs.chmodSync(path.join(folder, module), 0o755));
  expect(groupWritable).toBe(hashOf(FLAT));
  expect(executable).not.toBe(groupWritable);
});

test('the hash depends on contents, byte for byte', () => {
  expect(hashOf({ ...FLAT, 'greeter/__init__.py': FLAT['greeter/__init__.py'].replaceAll('\n', '\r\n') })).not.toBe(hashOf(FLAT));
});

test('a file with the same size, time and inode but another content is another hash', () => {
  const source = folderWith(FLAT);
  const module = path.join(source, 'greeter/__init__.py');
  fs.utimesSync(module, 1000, 1000);
  const before = contextOf(testApp({ source })).hash;
  fs.writeFileSync(module, FLAT['greeter/__init__.py'].replace('version 1', 'version 2'));
  fs.utimesSync(module, 1000, 1000);
  expect(contextOf(testApp({ source })).hash).not.toBe(before);
});

test('the hash depends on the paths', () => {
  const renamed = Object.fromEntries(Object.entries({ ...FLAT, 'greeter/a.txt': 'x' }).map(([name, text]) => [name.replace('a.txt', 'b.txt'), text]));
  expect(hashOf(renamed)).not.toBe(hashOf({ ...FLAT, 'greeter/a.txt': 'x' }));
});

test('the hash depends on the platform', () => {
  const source = folderWith(FLAT);
  const of = (platform: ImagePlatform) => contextOf(testApp({ source, platform })).hash;
  expect(of(ImagePlatform.LINUX_ARM64)).not.toBe(of(ImagePlatform.LINUX_AMD64));
});

test('writes what it planned, with modes and times that are the same everywhere', () => {
  const source = folderWith(FLAT);
  fs.chmodSync(path.join(source, 'pyproject.toml'), 0o600);
  const folder = temporaryFolder();
  contextOf(testApp({ source })).writeTo(folder);
  const stat = fs.statSync(path.join(folder, 'app/pyproject.toml'));
  expect([stat.mode & 0o777, stat.mtimeMs]).toEqual([0o644, 315532800_000]);
  expect(fs.readFileSync(path.join(folder, 'app/greeter/__init__.py'), 'utf-8')).toBe(FLAT['greeter/__init__.py']);
  expect(fs.readFileSync(path.join(folder, '.dockerignore'), 'utf-8')).toBe('Dockerfile\n.dockerignore\n');
});

test('folders are readable for everyone, whatever the umask of who synthesizes', () => {
  const before = process.umask(0o077);
  try {
    const folder = path.join(temporaryFolder(), 'context');
    contextOf(testApp({ source: folderWith(FLAT) })).writeTo(folder);
    const entries = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => fs.statSync(path.join(folder, name)));
    expect(new Set(entries.filter((entry) => entry.isDirectory()).map((entry) => `${(entry.mode & 0o777).toString(8)} ${entry.mtimeMs}`)))
      .toEqual(new Set(['755 315532800000']));
  } finally {
    process.umask(before);
  }
});

test('fails when a file changes between the hash and the copy', () => {
  const source = folderWith(FLAT);
  const context = contextOf(testApp({ source }));
  writeFiles(source, { 'greeter/__init__.py': 'changed = True\n' });
  expect(() => context.writeTo(temporaryFolder())).toThrow(coded('SourceChanged', /greeter\/__init__\.py/));
});

test('fails when an instruction reads a file that is not there', () => {
  const app = testApp({ source: folderWith(SCRIPT) });
  app.runtime.addCopy({ sources: ['conf/absent.yml'], target: '/etc/absent.yml' });
  expect(() => app.image).toThrow(coded('ContextFileNotFound', /^Stack\/Api\/Runtime: (.|\n)*"conf\/absent\.yml"/));
});

test('an instruction brings the file it reads, also one that the app does not need', () => {
  const app = testApp({ source: folderWith({ ...FLAT, 'tests/data/a.txt': 'a', 'tests/data/b.txt': 'b' }) });
  app.runtime.addCopy({ sources: ['tests/data'], target: '/data' });
  expect(app.image.contextFiles).toEqual(expect.arrayContaining(['files/tests/data/a.txt', 'files/tests/data/b.txt']));
});

test('a link that leaves the source is an error, and nothing is left in the assembly', () => {
  const source = folderWith(FLAT);
  fs.symlinkSync('/etc/hostname', path.join(source, 'greeter', 'host'));
  const app = testApp({ source });
  expect(() => app.image).toThrow(coded('SourceEscapes', /greeter\/host/));
  const outdir = (Stack.of(app).node.root as unknown as { outdir: string }).outdir;
  expect(fs.readdirSync(outdir)).toEqual([]);
});

test('holds the files of another app whose stage is used, in a folder of its name, and its hash depends on them', () => {
  const of = (code: string) => {
    const stack = testStack();
    const other = new PythonApp(stack, 'Greeter', { source: folderWith({ ...FLAT, 'greeter/__init__.py': code }) });
    const app = new PythonApp(stack, 'Api', { source: folderWith(SCRIPT) });
    app.runtime.addCopyArtifact(new VirtualenvBuilderStage(other, 'Builder').application);
    return contextOf(app);
  };
  const own = (file: string) => !file.startsWith('tools/') && !file.includes('ocker');
  expect(of('x = 1\n').files.map((file) => file.path).filter(own))
    .toEqual(['app/main.py', 'apps/greeter/app/greeter/__init__.py', 'apps/greeter/app/pyproject.toml', 'files/requirements.txt']);
  expect(of('x = 1\n').hash).toBe(of('x = 1\n').hash);
  expect(of('x = 2\n').hash).not.toBe(of('x = 1\n').hash);
});
