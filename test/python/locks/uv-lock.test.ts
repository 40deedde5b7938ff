import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { ImagePlatform } from '../../../src/dockerfile';
import { markerEnvironment } from '../../../src/python/dependencies/install-target';
import { readUvLock } from '../../../src/python/locks/uv-lock';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const FIXTURES = path.join(__dirname, '..', 'fixtures');
const NOTHING = { extras: [], groups: [] };
const linux = markerEnvironment({ python: { implementation: 'cpython', version: '3.13', path: '' }, platform: ImagePlatform.LINUX_AMD64 });
const fixture = (name: string, selection = NOTHING as { extras: string[]; groups: string[] }) =>
  readUvLock(SourceFolder.open(path.join(FIXTURES, name)), 'uv.lock', selection);
const names = (packages: { name: string }[]) => packages.map(({ name }) => name);
const read = (text: string, selection: { extras: string[]; groups: string[] } = NOTHING) =>
  readUvLock(SourceFolder.open(folderWith({ 'uv.lock': text })), 'uv.lock', selection);

/** A lock of a virtual project with these dependencies and packages. */
const lock = (dependencies: string, packages: string, more = '') => `version = 1\nrequires-python = ">=3.11"
[[package]]\nname = "app"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [${dependencies}]\n${more}\n${packages}`;
const entry = (name: string, version: string, more = '') =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://pypi.example/simple" }\n${more}\n`;

describe('a package', () => {
  test('needs what it depends on, and no development group', () => {
    expect(names(fixture('uv-package').packages)).toEqual(['click', 'h11', 'psycopg2', 'uvicorn']);
  });

  test('needs more with extras and groups', () => {
    expect(names(fixture('uv-package', { extras: ['Templates'], groups: ['server'] }).packages))
      .toEqual(['click', 'h11', 'iniconfig', 'markupsafe', 'psycopg2', 'uvicorn']);
  });

  test('has the wheels of each package by their file names', () => {
    const psycopg2 = fixture('uv-package').packages.find(({ name }) => name === 'psycopg2');
    expect(psycopg2).toEqual({
      name: 'psycopg2', version: '2.9.13', extras: [], source: 'index', wheels: ['psycopg2-2.9.13-cp313-cp313-win_amd64.whl'], hasSdist: true,
    });
  });

  test('has the facts of the lock', () => {
    expect(fixture('uv-package')).toMatchObject({
      files: ['uv.lock'], folders: [], locked: true, hashed: true, requiresPython: '>=3.11', workspace: false,
      record: { name: 'shop-api', version: '1.0', extras: ['templates'], isPackage: true },
    });
  });
});

describe('a workspace', () => {
  const facts = fixture('uv-workspace');

  test('has the places of its members', () => {
    expect(facts).toMatchObject({ workspace: true, locals: [{ name: 'lib', place: 'packages/lib' }, { name: 'vendored', place: 'vendored' }], files: ['uv.lock'] });
  });

  test('has members without wheels, and archives with them', () => {
    expect(facts.packages.find(({ name }) => name === 'lib')).toEqual({ name: 'lib', version: '1', extras: [], source: 'path', hasSdist: false, path: 'packages/lib' });
    expect(facts.packages.find(({ name }) => name === 'h11')).toMatchObject({ source: 'url', wheels: ['h11-0.16.0-py3-none-any.whl'] });
  });
});

describe('the graph', () => {
  test('follows markers for a target, and all of them without one', () => {
    const facts = read(lock('{ name = "a" }, { name = "b", marker = "sys_platform == \'win32\'" }', entry('a', '1') + entry('b', '1')));
    expect([names(facts.packages), names(facts.packagesFor(linux))]).toEqual([['a', 'b'], ['a']]);
  });

  test('takes of two versions the one that the edge names', () => {
    const edges = '{ name = "a", version = "1", marker = "python_full_version < \'3.12\'" }, { name = "a", version = "2", marker = "python_full_version >= \'3.12\'" }';
    expect(read(lock(edges, entry('a', '1') + entry('a', '2'))).packagesFor(linux)).toMatchObject([{ name: 'a', version: '2' }]);
  });

  test('follows the extras of an edge, through circles', () => {
    const packages = entry('a', '1', 'dependencies = [{ name = "b", extra = ["x"] }]')
      + entry('b', '1', 'dependencies = [{ name = "a" }]\n[package.optional-dependencies]\nx = [{ name = "c" }]\ny = [{ name = "d" }]') + entry('c', '1') + entry('d', '1');
    expect(names(read(lock('{ name = "a" }', packages)).packages)).toEqual(['a', 'b', 'c']);
  });

  test('understands the encoded markers of conflicting extras', () => {
    const edges = '{ name = "a", marker = "extra == \'extra-3-app-cpu\'" }, { name = "b", marker = "extra != \'extra-3-app-cpu\'" }';
    const text = lock(edges, entry('a', '1') + entry('b', '1'), '[package.optional-dependencies]\ncpu = []\n');
    expect(names(read(text, { extras: ['cpu'], groups: [] }).packagesFor(linux))).toEqual(['a']);
    expect(names(read(text).packagesFor(linux))).toEqual(['b']);
  });

  test('knows a package of a git repository', () => {
    const git = '[[package]]\nname = "a"\nversion = "1"\nsource = { git = "https://git.example/a?rev=v1#0" }\n';
    expect(read(lock('{ name = "a" }', git)).packages)
      .toEqual([{ name: 'a', version: '1', extras: [], source: 'git', hasSdist: false, url: 'https://git.example/a?rev=v1#0' }]);
  });
});

describe('fails', () => {
  test.each([
    ['version = 1\n<<<<<<< HEAD\n', 'LockInvalid', /^unresolved merge conflict in uv\.lock, line 2\n[^]*then: uv lock/],
    ['version = 2', 'LockInvalid', /version that is not understood\n {2}found: {4}version = 2\n[^]*write: {4}uv lock/],
    ['version = 1', 'LockInvalid', /does not have the project in it\n {2}found: {4}0 packages/],
    ['version = 1\n[[package]]\nname = "a"', 'LockInvalid', /package 1 of uv\.lock has no name or no source/],
    ['version = ', 'TomlInvalid', /^uv\.lock has a syntax error in line 1/],
    [lock('{ nam = "a" }', ''), 'LockInvalid', /dependencies of app in uv\.lock has an entry without a name/],
    [lock('{ name = "a", marker = "x" }', ''), 'LockInvalid', /a marker in uv\.lock cannot be read\n {2}found: {4}"x" at character 1/],
    [lock('{ name = "b" }', '[[package]]\nname = "b"\nsource = { directory = "../b" }\n'), 'SourceEscapes', /uv\.lock names "\.\.\/b"/],
  ])('for %j', (text, code, message) => {
    expect(() => read(text)).toThrow(coded(code, message));
  });

  test('for an extra or a group that is not there, with those that are', () => {
    expect(() => fixture('uv-package', { extras: ['image'], groups: [] })).toThrow(coded('DependencyGroupUnknown', /the extra "image" is not in uv\.lock\n {2}found: {4}templates\n/));
    expect(() => fixture('uv-package', { extras: [], groups: ['x'] })).toThrow(coded('DependencyGroupUnknown', /the dependency group "x" .*\n {2}found: {4}dev, server\n/));
  });

  test('for a lock that is not there', () => {
    expect(() => readUvLock(SourceFolder.open(folderWith({ a: '' })), 'uv.lock', NOTHING)).toThrow(coded('LockNotFound', /^uv\.lock does not exist/));
  });
});

test('no fixture names a host that exists', () => {
  const files = fs.readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((file) => fs.statSync(path.join(FIXTURES, file)).isFile());
  expect(files.length).toBeGreaterThan(10);
  const hosts = files.flatMap((file) => fs.readFileSync(path.join(FIXTURES, file), 'utf8').match(/https?:\/\/[^/"\s]+/g) ?? []);
  expect([...new Set(hosts)]).toEqual(['https://pypi.example']);
});
