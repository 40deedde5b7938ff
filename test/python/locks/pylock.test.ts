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

describe('fails', () => {
  test('for a lock that is not one', () => {
    expect(() => bind({ 'pylock.toml': 'lock-version = "2.0"' })).toThrow(coded('LockInvalid', /found: {4}lock-version = "2\.0"/));
    expect(() => bind({ 'main.py': '' })).toThrow(coded('LockNotFound', /pylock\.toml does not exist/));
    expect(() => bind({ 'pylock.toml': 'lock-version = "1.0"\n[[packages]]\nname = "x"\nmarker = "a b"\n' })).toThrow(coded('LockInvalid', /a marker in pylock\.toml cannot be read/));
  });
});
