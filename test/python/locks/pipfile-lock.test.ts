import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { linuxEnvironment } from '../../support/linux-environment';
import { pipenvProject } from '../../support/locked-projects';

const bind = (files: Record<string, string>, options = {}) =>
  Dependencies.fromPipfileLock(options)._bind(PythonProject.fromFolder(folderWith(files)));

test('the packages, and what installs them: the index in every lock is left out', () => {
  expect(bind(pipenvProject())).toMatchObject({
    installer: 'written', file: 'Pipfile.lock', files: ['Pipfile.lock', 'Pipfile'], locked: true, hashed: true, refreshCommand: 'pipenv lock',
    packages: [{ name: 'idna', version: '3.10', source: 'index' }],
    writer: { tool: 'pipenv', requires: ['pipenv==2026.10.3'], options: ['--exclude-index'], check: true },
    pythonRules: [{ file: 'Pipfile', requiresPython: '==3.13.*' }],
  });
});

test('categories, and the version of the tool', () => {
  const plan = bind(pipenvProject(), { categories: ['dev-packages'], pipenvVersion: '2025.0.0' });
  expect(plan.packages.map(({ name }) => name)).toEqual(['idna', 'iniconfig']);
  expect(plan.writer).toMatchObject({ requires: ['pipenv==2025.0.0'], options: ['--exclude-index', '--categories=packages,dev-packages'] });
});

test('what does not come from the index, and another index', () => {
  const files = pipenvProject();
  const lock = JSON.parse(files['Pipfile.lock']) as { _meta: { sources: object[] }; default: Record<string, object> };
  lock._meta.sources.push({ name: 'company', url: 'https://company.example/simple', verify_ssl: true });
  Object.assign(lock.default, {
    lib: { path: './lib', editable: true }, tool: { git: 'https://git.example/tool', ref: 'abc' }, win: { version: '==1', markers: "sys_platform == 'win32'" },
  });
  const plan = bind({ ...files, 'Pipfile.lock': JSON.stringify(lock), 'lib/setup.py': '' });
  expect(plan).toMatchObject({ folders: ['lib'], hashed: false, writer: { options: [] } });
  expect(plan.packagesFor(linuxEnvironment()).map(({ name, source }) => `${name} ${source}`)).toEqual(['idna index', 'lib path', 'tool git']);
});

test('the project itself is none of its packages: it has a layer of its own', () => {
  const files = pipenvProject();
  const lock = JSON.parse(files['Pipfile.lock']) as { default: Record<string, object> };
  Object.assign(lock.default, { shop: { file: '.', editable: true } });
  expect(bind(files).writer?.itself).toBeUndefined();
  expect(bind({ ...files, 'Pipfile.lock': JSON.stringify(lock) })).toMatchObject({ packages: [{ name: 'idna' }], folders: [], hashed: true, writer: { itself: true } });
});

describe('fails', () => {
  test('for a stale lock', () => {
    expect(() => bind(pipenvProject('0'.repeat(64)))).toThrow(coded('LockStale', /^Pipfile\.lock does not agree with Pipfile[^]*write: {4}pipenv lock/));
  });

  test.each([
    ['{\r\n<<<<<<< HEAD\r\n', 'LockInvalid', /^unresolved merge conflict in Pipfile\.lock, line 2\n[^]*write: {4}Pipfile without the conflict, then: pipenv lock/],
    ['name', 'LockInvalid', /Pipfile\.lock is not JSON/],
    ['[]', 'LockInvalid', /is not JSON/],
    ['{}', 'LockInvalid', /pipfile-spec missing/],
    ['{"_meta": {"pipfile-spec": 7}}', 'LockInvalid', /pipfile-spec 7/],
  ])('for %j', (lock, code, message) => {
    expect(() => bind({ ...pipenvProject(), 'Pipfile.lock': lock })).toThrow(coded(code, message));
  });

  test('for a category that is not there, and for a lock without a Pipfile', () => {
    expect(() => bind(pipenvProject(), { categories: ['docs'] })).toThrow(coded('DependencyGroupUnknown', /the category "docs"[^]*found: {4}packages, dev-packages/));
    expect(() => bind({ 'Pipfile.lock': '{}' })).toThrow(coded('LockInvalid', /but no Pipfile/));
  });
});
