import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { linuxEnvironment } from '../../support/linux-environment';
import { pdmProject } from '../../support/locked-projects';

const bind = (files: Record<string, string>, options = {}, environment = linuxEnvironment()) =>
  Dependencies.fromPdmLock(options)._bind(PythonProject.fromFolder(folderWith(files)), environment);
const names = (list: { name: string }[]) => list.map(({ name }) => name);

/** A lock of PDM 2.8, which does not say of a package when it is installed. Its hash is that of PDM then. */
const OLD = {
  'pyproject.toml': '[project]\nrequires-python = ">=3.8"\ndependencies = ["strawberry-graphql>=0.192.0"]\n',
  'main.py': '',
  'pdm.lock': [
    '[[package]]', 'name = "strawberry-graphql"', 'version = "0.192.0"',
    'dependencies = ["graphql-core<3.3,>=3.2; sys_platform == \'linux\'", "wheel; python_version < \'3.9\'"]',
    ...['graphql-core', 'wheel', 'six'].flatMap((name) => ['[[package]]', `name = "${name}"`, 'version = "3.2"']),
    '[metadata]', 'lock_version = "4.2"', 'groups = ["default"]',
    'content_hash = "sha256:3953f6abcd0fee07bae867fb613689ffb2612fa7cce966f303c5c59fec7038b0"', '[metadata.files]',
    '"strawberry-graphql 0.192.0" = [{ url = "https://files.example/a/strawberry_graphql-0.192.0-py3-none-any.whl", hash = "sha256:1" }]',
    ...['graphql-core', 'wheel', 'six'].map((name) => `"${name} 3.2" = [{ url = "https://files.example/${name}-3.2.tar.gz", hash = "sha256:2" }]`), '',
  ].join('\n'),
};

test('the default group, from the file names to what installs it', () => {
  expect(bind(pdmProject())).toMatchObject({
    installer: 'written', file: 'pdm.lock', files: ['pdm.lock', 'pyproject.toml'], locked: true, hashed: true, refreshCommand: 'pdm lock',
    packages: [{ name: 'idna', version: '3.10', wheels: ['idna-3.10-py3-none-any.whl'], hasSdist: true }],
    writer: { tool: 'pdm', requires: ['pdm[locked]==2.29.3'], options: [], check: true },
  });
});

test('groups, and the version of the tool', () => {
  const plan = bind(pdmProject(), { groups: ['dev'], pdmVersion: '2.28.0' });
  expect(names(plan.packages)).toEqual(['idna', 'iniconfig']);
  expect(plan.writer).toMatchObject({ requires: ['pdm[locked]==2.28.0'], options: ['--group=dev'] });
});

test('a lock that PDM cannot export is written out for the target: what it needs there, pinned and with hashes', () => {
  const plan = bind(OLD);
  expect(plan).toMatchObject({ locked: true, hashed: true, writer: { tool: 'none', options: ['graphql-core==3.2 --hash=sha256:2', 'strawberry-graphql==0.192.0 --hash=sha256:1'] } });
  expect(names(plan.packages)).toEqual(['graphql-core', 'strawberry-graphql', 'wheel']);
});

describe('fails', () => {
  test('for a stale lock', () => {
    expect(() => bind(pdmProject(`sha256:${'0'.repeat(64)}`))).toThrow(coded('LockStale', /^pdm\.lock does not agree with pyproject\.toml[^]*write: {4}pdm lock/));
  });

  test('for a lock that PDM cannot export and that has no hashes', () => {
    expect(() => bind({ ...OLD, 'pdm.lock': OLD['pdm.lock'].replace(/\[metadata\.files\][^]*/, '') }))
      .toThrow(coded('LockNotUnderstood', /write: {4}pdm lock --update-reuse --strategy inherit_metadata/));
  });

  test('for a version that is not understood, and for an extra that is not there', () => {
    expect(() => bind({ ...pdmProject(), 'pdm.lock': '[metadata]\nlock_version = "3.1"\n' })).toThrow(coded('LockInvalid', /found: {4}lock_version = "3\.1"/));
    expect(() => bind(pdmProject(), { extras: ['x'] })).toThrow(coded('DependencyGroupUnknown', /the extra "x" is not declared/));
    expect(() => bind({ 'pdm.lock': '', 'main.py': '' })).toThrow(coded('LockInvalid', /but no pyproject\.toml/));
  });
});
