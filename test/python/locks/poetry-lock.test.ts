import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { linuxEnvironment } from '../../support/linux-environment';
import { poetryProject } from '../../support/locked-projects';

const bind = (files: Record<string, string>, options = {}) => Dependencies.fromPoetryLock(options)._bind(PythonProject.fromFolder(folderWith(files)));
const names = (list: { name: string }[]) => list.map(({ name }) => name);

/** What Poetry computes for the pyproject.toml of OLD. */
const HASH = '1df84468929676895e7fc32ab41b700a8be6f5a1c019c16af2a8bfbb636bdbfd';

/** A lock of Poetry 1.1: groups and markers are in the graph, the files at the end. */
const OLD = {
  'pyproject.toml': [
    '[tool.poetry]', 'name = "web"', '[tool.poetry.dependencies]', 'python = "~3.11 || ^3.12"', 'uvicorn = { version = "^0.30", extras = ["standard"] }',
    'redis = { version = "*", optional = true }', '[tool.poetry.extras]', 'Cache = ["redis"]', '[tool.poetry.dev-dependencies]', 'pytest = "*"', '',
  ].join('\n'),
  'poetry.lock': [
    ...['uvicorn', 'httptools', 'click', 'colorama', 'redis', 'pytest'].flatMap((name) => [
      '[[package]]', `name = "${name}"`, 'version = "1.0"', `category = "${name === 'pytest' ? 'dev' : 'main'}"`, 'optional = false', 'python-versions = "*"',
      ...(name === 'uvicorn' ? [
        '[package.dependencies]', 'click = ">=7"', 'httptools = { version = ">=0.6", optional = true, markers = "extra == \\"standard\\"" }',
        'colorama = [{ version = "*", markers = "sys_platform == \\"win32\\"" }]', '[package.extras]', 'standard = ["httptools (>=0.6)", "watchfiles"]',
      ] : []),
    ]),
    '[metadata]', 'lock-version = "1.1"', 'python-versions = "*"', 'content-hash = "CONTENT"',
    '[metadata.files]', 'click = [{ file = "click-1.0-py3-none-any.whl", hash = "sha256:1" }]', 'httptools = [{ file = "httptools-1.0.tar.gz", hash = "sha256:2" }]', '',
  ].join('\n'),
};

test('the main group, from the file names to what installs it', () => {
  expect(bind(poetryProject())).toMatchObject({
    installer: 'written', file: 'poetry.lock', files: ['poetry.lock', 'pyproject.toml'], locked: true, hashed: true, refreshCommand: 'poetry lock',
    packages: [{ name: 'idna', version: '3.10', source: 'index', wheels: ['idna-3.10-py3-none-any.whl'], hasSdist: true }],
    writer: { tool: 'poetry', requires: ['poetry==2.5.1', 'poetry-plugin-export==1.10.1'], options: [] },
    pythonRules: [{ file: 'poetry.lock', requiresPython: '>=3.11,<4' }],
  });
});

test('groups, and the version of the tool', () => {
  const plan = bind(poetryProject(), { groups: ['Dev'], poetryVersion: '2.4.0', exportVersion: '1.9.0' });
  expect(names(plan.packages)).toEqual(['idna', 'iniconfig']);
  expect(plan.writer).toMatchObject({ requires: ['poetry==2.4.0', 'poetry-plugin-export==1.9.0'], options: ['--with=dev'] });
});

test('markers and extras of a lock that says them of each package', () => {
  const files = poetryProject({ pyproject: ['[tool.poetry.extras]', 'fast = ["idna"]'] });
  const lock = files['poetry.lock'].replace('groups = ["main"]', 'groups = ["main"]\nmarkers = "extra == \\"fast\\" and sys_platform == \\"linux\\""')
    .replace('optional = false', 'optional = true');
  expect(bind({ ...files, 'poetry.lock': lock }).packagesFor(linuxEnvironment())).toEqual([]);
  expect(names(bind({ ...files, 'poetry.lock': lock }, { extras: ['fast'] }).packagesFor(linuxEnvironment()))).toEqual(['idna']);
});

describe('a lock of Poetry 1', () => {
  const old = (options = {}) => bind({ ...OLD, 'poetry.lock': OLD['poetry.lock'].replace('CONTENT', HASH) }, options);

  test('is walked from what the project asks for: extras of packages, and what a target needs', () => {
    expect(names(old().packages)).toEqual(['click', 'colorama', 'httptools', 'uvicorn']);
    expect(names(old().packagesFor(linuxEnvironment()))).toEqual(['click', 'httptools', 'uvicorn']);
    expect(old().packages.find(({ name }) => name === 'httptools')).toMatchObject({ wheels: [], hasSdist: true });
  });

  test('has extras and groups of the project', () => {
    expect(names(old({ extras: ['cache'], groups: ['dev'] }).packages)).toEqual(['click', 'colorama', 'httptools', 'pytest', 'redis', 'uvicorn']);
  });

  test('is for the Pythons of the last alternative', () => {
    expect(old().pythonRules).toEqual([{ file: 'poetry.lock', requiresPython: '>=3.12,<4' }]);
  });
});

describe('places', () => {
  const withSource = (source: string) => {
    const files = poetryProject();
    return { ...files, 'poetry.lock': files['poetry.lock'].replace('[[package]]\nname = "iniconfig"', `[package.source]\n${source}\n\n[[package]]\nname = "iniconfig"`) };
  };

  test('a folder is a project of its own, and its package has no hash', () => {
    expect(bind({ ...withSource('type = "directory"\nurl = "libs/idna"'), 'libs/idna/pyproject.toml': '' }))
      .toMatchObject({ folders: [], members: [{ name: 'idna' }], hashed: false, packages: [{ name: 'idna', source: 'path', path: 'libs/idna' }] });
  });

  test('a repository', () => {
    expect(bind(withSource('type = "git"\nurl = "https://git.example/idna"\nreference = "main"\nresolved_reference = "abc"')))
      .toMatchObject({ hashed: false, packages: [{ name: 'idna', source: 'git' }] });
  });
});

describe('fails', () => {
  test('for a stale lock', () => {
    const files = poetryProject();
    expect(() => bind({ ...files, 'pyproject.toml': files['pyproject.toml'].replace('^3.4', '^3.5') }))
      .toThrow(coded('LockStale', /^poetry\.lock does not agree with pyproject\.toml[^]*write: {4}poetry lock/));
  });

  test.each([
    ['[metadata]\nlock-version = "3.0"\n', 'LockInvalid', /found: {4}lock-version = "3\.0"/],
    ['[[package]]\nname = "idna"\n', 'LockInvalid', /no lock-version/],
    ['[[package]]\nversion = "1"\n[metadata]\nlock-version = "2.1"\n', 'LockInvalid', /entry 1 of \[\[package\]\]/],
    ['a = 1\n<<<<<<< HEAD\n', 'LockInvalid', /^unresolved merge conflict in poetry\.lock, line 2\n[^]*write: {4}pyproject\.toml without the conflict, then: poetry lock/],
    ['name\n', 'TomlInvalid', /poetry\.lock has a syntax error/],
    ['# https://me:secret@pypi.example/simple\n', 'CredentialInSource', /poetry\.lock, line 1/],
  ])('for %j', (lock, code, message) => {
    expect(() => bind({ ...poetryProject(), 'poetry.lock': lock })).toThrow(coded(code, message));
  });

  test('for a lock that is not there, or has no pyproject.toml', () => {
    expect(() => bind({ 'pyproject.toml': '', 'main.py': '' })).toThrow(coded('LockNotFound', /poetry\.lock does not exist/));
    expect(() => bind({ 'poetry.lock': '', 'main.py': '' })).toThrow(coded('LockInvalid', /but no pyproject\.toml/));
  });

  test('for an extra and a group that are not there', () => {
    expect(() => bind(poetryProject(), { extras: ['x'] })).toThrow(coded('DependencyGroupUnknown', /the extra "x" is not declared\n {2}found: {4}none/));
    expect(() => bind(poetryProject(), { groups: ['x'] })).toThrow(coded('DependencyGroupUnknown', /the group "x"[^]*found: {4}dev/));
  });
});
