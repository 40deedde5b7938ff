import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const fixture = (name: string) => PythonProject.fromFolder(path.join(__dirname, '..', 'fixtures', name));
const project = (files: Record<string, string>) => PythonProject.fromFolder(folderWith(files));

test('by default, uv.lock with its pyproject.toml', () => {
  expect(Dependencies._default()._bind(fixture('uv-package'))).toMatchObject({
    installer: 'uv-lock', file: 'uv.lock', files: ['uv.lock'], reduced: [{ path: 'pyproject.toml' }], extras: [], groups: [], locked: true, hashed: true, refreshCommand: 'uv lock',
    pythonRules: [{ file: 'uv.lock', requiresPython: '>=3.11' }],
  });
});

test('the members of a workspace are projects of their own, and the installer sees a lock without them', () => {
  const { files, folders, members, reduced } = Dependencies._default()._bind(fixture('uv-workspace'));
  expect([files, folders, members?.map(({ name }) => name), reduced?.map((file) => file.path)])
    .toEqual([[], [], ['lib', 'vendored'], ['pyproject.toml', 'uv.lock']]);
});

test('uv.lock with extras and groups, normalized', () => {
  const plan = Dependencies.fromUvLock({ extras: ['Templates'], groups: ['Server'] })._bind(fixture('uv-package'));
  expect(plan).toMatchObject({ extras: ['templates'], groups: ['server'] });
  expect(plan.packages.map(({ name }) => name)).toContain('markupsafe');
});

test('a requirements file with what it includes', () => {
  const plan = Dependencies.fromRequirements()._bind(fixture('requirements-nested'));
  expect(plan).toMatchObject({ installer: 'requirements', file: 'requirements.txt', locked: false, hashed: false, pythonRules: [] });
  expect(plan.files).toHaveLength(4);
});

test('fails naming the lock that is missing, not the pyproject.toml beside it', () => {
  expect(() => Dependencies.fromUvLock()._bind(project({ 'main.py': '' }))).toThrow(coded('LockNotFound', /^uv\.lock does not exist[^]*write: {4}uv lock/));
});

test('another requirements file, and the command to make it anew', () => {
  const plan = Dependencies.fromRequirements({ file: './requirements/prod.txt' })._bind(project({ 'requirements/prod.txt': 'idna==3.10', 'requirements/prod.in': 'idna' }));
  expect(plan).toMatchObject({ file: 'requirements/prod.txt', refreshCommand: 'uv pip compile requirements/prod.in -o requirements/prod.txt --universal --generate-hashes' });
});

test('local folders are projects of their own, and the files of the installer stay', () => {
  const plan = Dependencies.fromRequirements()._bind(project({
    'requirements.txt': './lib\n./lib/sub\n./library\n-c lib/pins.txt\n-r more.txt', 'more.txt': '',
    'lib/pyproject.toml': '', 'lib/pins.txt': '', 'lib/sub/pyproject.toml': '', 'library/pyproject.toml': '',
  }));
  expect(plan).toMatchObject({ files: ['requirements.txt', 'lib/pins.txt', 'more.txt'], folders: [], members: [{ name: 'lib' }, { name: 'library' }, { name: 'sub' }] });
  expect(plan.packages.map(({ source }) => source)).toEqual(['path', 'path', 'path']);
});

test('without a lock, what pyproject.toml declares', () => {
  const plan = Dependencies._default()._bind(project({ 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = ["idna>=3", "h11==0.16.0"]' }));
  expect(plan).toMatchObject({ installer: 'pyproject', file: 'pyproject.toml', files: ['pyproject.toml'], locked: false, hashed: false });
  expect(plan.packages).toEqual([{ name: 'h11', version: '0.16.0', extras: [], source: 'index' }, { name: 'idna', extras: [], source: 'index' }]);
});

test.each([['none()', Dependencies.none()], ['the default of a script', Dependencies._default()]])('nothing for %s', (_what, dependencies) => {
  expect(dependencies._bind(project({ 'main.py': '' }))).toMatchObject({ installer: 'none', files: [], packages: [], locked: true });
});

test('uv.lock with dependencies that only the build back end knows: uv compares them in the build', () => {
  const files = {
    'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndynamic = ["dependencies"]\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
    'uv.lock': 'version = 1\n[[package]]\nname = "x"\nversion = "1"\nsource = { editable = "." }\n[package.metadata]\nrequires-dist = [{ name = "idna" }]\n',
  };
  expect(Dependencies.fromUvLock()._bind(project(files))).toMatchObject({
    installer: 'written', file: 'uv.lock', locked: true, writer: { tool: 'uv-lock', options: ['--no-emit-project', '--no-default-groups'], wholeSource: true },
  });
  const version = { ...files, 'pyproject.toml': files['pyproject.toml'].replace('"dependencies"', '"version"').replace('version = "1"\n', ''), 'uv.lock': files['uv.lock'].replace('{ name = "idna" }', '') };
  expect(Dependencies.fromUvLock()._bind(project(version)).installer).toBe('uv-lock');
});

describe('fails', () => {
  test('for a lock outside the source', () => {
    expect(() => Dependencies.fromUvLock({ file: '../uv.lock' })._bind(project({ a: '' }))).toThrow(coded('SourceEscapes', /the lock names "\.\.\/uv\.lock"/));
    expect(() => Dependencies.fromRequirements({ file: '/etc/r.txt' })._bind(project({ a: '' }))).toThrow(coded('SourceEscapes', /the requirements file names/));
  });

  test('for uv.lock without pyproject.toml', () => {
    expect(() => Dependencies.fromUvLock()._bind(project({ 'uv.lock': 'version = 1' }))).toThrow(coded('LockInvalid', /uv\.lock is there, but no pyproject\.toml/));
  });
});
