import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { linuxEnvironment } from '../../support/linux-environment';

const bind = (files: Record<string, string>, options = {}) => Dependencies.fromPylock(options)._bind(PythonProject.fromFolder(folderWith(files)));

const LOCK = [
  'lock-version = "1.0"', 'created-by = "pip"', 'requires-python = ">=3.11"',
  '[[packages]]', 'name = "IDNA"', 'version = "3.10"', 'wheels = [{ url = "https://files.example/x/idna-3.10-py3-none-any.whl", hashes = { sha256 = "1" } }]',
  'sdist = { name = "idna-3.10.tar.gz", url = "https://files.example/y", hashes = { sha256 = "2" } }',
  '[[packages]]', 'name = "win"', 'version = "1"', 'marker = "sys_platform == \'win32\'"', 'wheels = [{ name = "win-1-py3-none-any.whl", hashes = { sha256 = "3" } }]', '',
].join('\n');

test('the packages and their files', () => {
  const plan = bind({ 'pylock.toml': LOCK });
  expect(plan).toMatchObject({
    installer: 'pylock', file: 'pylock.toml', files: ['pylock.toml'], locked: true, hashed: true, pythonRules: [{ file: 'pylock.toml', requiresPython: '>=3.11' }],
  });
  expect(plan.packagesFor(linuxEnvironment())).toEqual([
    { name: 'idna', version: '3.10', extras: [], source: 'index', wheels: ['idna-3.10-py3-none-any.whl'], hasSdist: true },
  ]);
});

test('folders, archives and repositories; the project itself is none of them', () => {
  const more = ['directory = { path = "lib" }', 'archive = { path = "tool.zip", hashes = { sha256 = "4" } }', 'vcs = { type = "git", commit-id = "a" }', 'directory = { path = "." }']
    .map((place, n) => `[[packages]]\nname = "p${n}"\n${place}\n`).join('');
  const plan = bind({ 'pylock.worker.toml': LOCK + more, 'lib/pyproject.toml': '', 'tool.zip': '' }, { file: 'pylock.worker.toml' });
  expect(plan).toMatchObject({ files: ['pylock.worker.toml', 'tool.zip'], folders: ['lib'], hashed: false });
  expect(plan.packages.map(({ name, source }) => `${name} ${source}`)).toEqual(['idna index', 'p0 path', 'p1 path', 'p2 git', 'win index']);
});

describe('extras and groups', () => {
  const CHOSEN = [
    'lock-version = "1.0"', 'extras = ["PG"]', 'dependency-groups = ["default", "dev"]', 'default-groups = ["default"]',
    '[[packages]]', 'name = "idna"', 'version = "3.10"', 'marker = "\'default\' in dependency_groups"',
    '[[packages]]', 'name = "psycopg2"', 'version = "2.9"', 'marker = "\'pg\' in extras and sys_platform == \'linux\'"',
    '[[packages]]', 'name = "gunicorn"', 'version = "23"', 'marker = "\'dev\' in dependency_groups or sys_platform == \'none\' and \'dev\' not in dependency_groups"', '',
  ].join('\n');
  const names = (options = {}) => {
    const plan = bind({ 'pylock.toml': CHOSEN }, options);
    return [plan.packagesFor(linuxEnvironment()), plan.packages].map((list) => list.map(({ name }) => name));
  };

  test('the default groups alone, unless more is asked for', () => {
    expect(names()).toEqual([['idna'], ['gunicorn', 'idna']]);
    expect(names({ extras: ['pg'] })).toEqual([['idna', 'psycopg2'], ['gunicorn', 'idna', 'psycopg2']]);
    expect(names({ groups: ['Dev'] })).toEqual([['gunicorn', 'idna'], ['gunicorn', 'idna']]);
  });

  test('fails for one that the lock does not have, with those that it has', () => {
    expect(() => names({ extras: ['pf'] })).toThrow(coded('DependencyGroupUnknown', /the extra "pf" is not declared\n +found: +pg\n[^]*write: +"pg"/));
    expect(() => names({ groups: ['test'] })).toThrow(coded('DependencyGroupUnknown', /found: +default, dev\n/));
  });
});

describe('fails', () => {
  test('for a lock that is not one', () => {
    expect(() => bind({ 'pylock.toml': 'lock-version = "2.0"' })).toThrow(coded('LockInvalid', /found: {4}lock-version = "2\.0"/));
    expect(() => bind({ 'main.py': '' })).toThrow(coded('LockNotFound', /pylock\.toml does not exist/));
    expect(() => bind({ 'pylock.toml': 'lock-version = "1.0"\n[[packages]]\nname = "x"\nmarker = "a b"\n' })).toThrow(coded('LockInvalid', /a marker in pylock\.toml cannot be read/));
  });
});
