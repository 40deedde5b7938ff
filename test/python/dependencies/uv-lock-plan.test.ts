import * as path from 'path';
import { expect, test } from 'vitest';
import { Dependencies, ImagePlatform, PythonProject } from '../../../src';
import { DependencyPlan, membersFor } from '../../../src/python/dependencies/dependency-plan';
import { markerEnvironment } from '../../../src/python/dependencies/install-target';
import { parseToml } from '../../../src/python/source/toml-file';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { memberProject, WORKSPACE, WORKSPACE_LOCK } from '../../support/workspaces';

const FILES: Record<string, string> = { ...WORKSPACE, 'uv.lock': WORKSPACE_LOCK };

function planOf(source: string, changes: Record<string, string> = {}, dependencies = Dependencies._default()): DependencyPlan {
  return dependencies._bind(PythonProject.fromFolder(path.join(folderWith({ ...FILES, ...changes }), source)));
}

function writtenOf({ reduced = [] }: DependencyPlan): Record<string, string | undefined> {
  return Object.fromEntries(reduced.map((file) => [file.path, file.text]));
}

test('a member is installed with the members that it needs, from the lock of its workspace', () => {
  const plan = planOf('services/worker');
  expect(plan).toMatchObject({ installer: 'uv-lock', file: '../../uv.lock', files: [], folders: [], locked: true });
  expect(plan.members?.map(({ name, path: at }) => [name, at])).toEqual([['acme-common', 'members/acme-common'], ['acme-store', 'members/acme-store']]);
  expect(plan.packages.map(({ name }) => name)).toEqual(['acme-common', 'acme-store', 'click', 'idna']);
});

test('the lock is reduced to what the project needs, and the project stands beside it', () => {
  const { 'uv.lock': lock = '', 'pyproject.toml': pyproject } = writtenOf(planOf('services/api'));
  expect(parseToml(lock, 'uv.lock')).toEqual({
    'version': 1, 'revision': 3, 'requires-python': '>=3.11',
    'package': [
      { name: 'acme-api', source: { virtual: '.' }, dependencies: [{ name: 'acme-common' }] },
      { name: 'acme-common', source: { editable: 'libs/common' }, dependencies: [{ name: 'click' }] },
      expect.objectContaining({ name: 'click', version: '8.3.0' }),
    ],
  });
  expect(parseToml(pyproject ?? '', 'pyproject.toml')).toEqual({ project: { name: 'acme-api', version: '0' }, tool: { uv: { package: false } } });
});

test('what is written does not change with another member, with versions of projects, or with what nothing is installed of', () => {
  const unused = '[[package]]\nname = "acme-unused"\nversion = "1.0"\nsource = { editable = "libs/unused" }\ndependencies = [{ name = "six" }]';
  expect(WORKSPACE_LOCK).toContain(unused);
  const changed = WORKSPACE_LOCK.replace(unused, unused.replace('"1.0"', '"2.0"').replace('six', 'idna'));
  const common = FILES['libs/common/pyproject.toml'].replace('"1.0"', '"1.1"');
  const bumped = WORKSPACE_LOCK.replace('name = "acme-common"\nversion = "1.0"', 'name = "acme-common"\nversion = "1.1"');
  const before = writtenOf(planOf('services/api'));
  expect(writtenOf(planOf('services/api', { 'uv.lock': changed }))).toEqual(before);
  expect(writtenOf(planOf('services/api', { 'uv.lock': bumped, 'libs/common/pyproject.toml': common }))).toEqual(before);
  expect(writtenOf(planOf('services/api', { 'uv.lock': WORKSPACE_LOCK.replace('8.3.0', '8.3.1') }))).not.toEqual(before);
});

test('how packages are fetched is said by the workspace and by the members; how they were resolved is not repeated', () => {
  const index = (name: string) => `[[tool.uv.index]]\nname = "${name}"\nurl = "https://${name}.example/simple"\n`;
  const { 'pyproject.toml': text = '' } = writtenOf(planOf('services/api', {
    'pyproject.toml': `${FILES['pyproject.toml']}[tool.uv]\nno-binary-package = ["click"]\nconstraint-dependencies = ["six<2"]\n${index('ours')}`,
    'libs/common/pyproject.toml': FILES['libs/common/pyproject.toml'] + index('theirs'),
  }));
  const { uv } = parseToml(text, 'pyproject.toml').tool as { uv: Record<string, unknown> };
  expect(uv).toEqual({
    'package': false, 'no-binary-package': ['click'],
    'index': ['ours', 'theirs'].map((name) => ({ name, url: `https://${name}.example/simple` })),
  });
});

test('the lock of the member itself does not count where its workspace has one, and does where it has none', () => {
  expect(planOf('services/api', { 'services/api/uv.lock': 'no lock' }).file).toBe('../../uv.lock');
  const { 'uv.lock': _, ...without } = FILES;
  const alone = WORKSPACE_LOCK.replace('services/api', '.').replaceAll('libs/', '../../libs/');
  const root = folderWith({ ...without, 'services/api/uv.lock': alone });
  expect(Dependencies._default()._bind(PythonProject.fromFolder(path.join(root, 'services/api')))).toMatchObject({ file: 'uv.lock', members: [{ name: 'acme-common' }] });
});

test('a member that only another system needs is in no image for Linux', () => {
  const windows = (text: string, written: string, marked: string) => text.replace(written, marked);
  const plan = planOf('services/worker', {
    'uv.lock': windows(windows(WORKSPACE_LOCK, 'dependencies = [{ name = "acme-common" }, { name = "idna" }]',
      'dependencies = [{ name = "acme-common", marker = "sys_platform == \'win32\'" }, { name = "idna" }]'),
    'requires-dist = [{ name = "acme-common", editable = "libs/common" }, { name = "idna" }]',
    'requires-dist = [{ name = "acme-common", marker = "sys_platform == \'win32\'", editable = "libs/common" }, { name = "idna" }]'),
    'libs/store/pyproject.toml': windows(FILES['libs/store/pyproject.toml'], '"acme-common"', '"acme-common; sys_platform == \'win32\'"'),
  });
  const linux = markerEnvironment({ python: { implementation: 'cpython', version: '3.13', path: '' }, platform: ImagePlatform.LINUX_AMD64 });
  expect(membersFor(plan, linux).map(({ name }) => name)).toEqual(['acme-store']);
  expect(plan.members).toHaveLength(2);
});

test('the Python is one that the needed members allow, too', () => {
  const common = FILES['libs/common/pyproject.toml'].replace('>=3.11', '>=3.11,<3.13');
  expect(planOf('services/api', { 'libs/common/pyproject.toml': common }).pythonRules)
    .toEqual([{ file: '../../uv.lock', requiresPython: '>=3.11' }, { file: '../../libs/common/pyproject.toml', requiresPython: '>=3.11,<3.13' }]);
});

test('fails for a member that the lock knows otherwise, and names it', () => {
  const stale = { 'libs/common/pyproject.toml': memberProject('acme-common', ['click>=9']) };
  expect(() => planOf('services/api', stale)).toThrow(coded('LockStale', /^\.\.\/\.\.\/uv\.lock does not agree with \.\.\/\.\.\/libs\/common\/pyproject\.toml: click differs/));
  expect(planOf('services/api', { 'libs/unused/pyproject.toml': memberProject('acme-unused', ['gone']) }).locked).toBe(true);
});

test('fails for a project that the lock does not have', () => {
  expect(() => planOf('services/new', { 'services/new/pyproject.toml': memberProject('new', []) }))
    .toThrow(coded('LockInvalid', /^\.\.\/\.\.\/uv\.lock does not have the project in it[^]*services\/new[^]*uv lock/));
});

test('fails for a member that is not there', () => {
  const lock = WORKSPACE_LOCK.replaceAll('libs/common', 'libs/gone');
  expect(() => planOf('services/api', { 'uv.lock': lock })).toThrow(coded('SourceNotFound', /libs\/gone/));
});

test('fails for a password in what the workspace says of indexes', () => {
  const pyproject = `${FILES['pyproject.toml']}[[tool.uv.index]]\nname = "ours"\nurl = "https://me:hunter2@ours.example/simple"\n`;
  expect(() => planOf('services/api', { 'pyproject.toml': pyproject })).toThrow(coded('CredentialInSource', /^pyproject\.toml of the workspace/));
});

test('without a lock, what comes from the workspace is built apart all the same', () => {
  const { 'uv.lock': _, ...without } = FILES;
  const root = folderWith(without);
  const plan = Dependencies._default()._bind(PythonProject.fromFolder(path.join(root, 'services/api')));
  expect(plan).toMatchObject({ locked: false, refreshCommand: 'uv lock' });
  expect(plan.members?.map(({ name }) => name)).toContain('acme-common');
});

test('the lock of one project is compared in the build with what it was made from, and nothing else of pyproject.toml is there', () => {
  const lock = ['version = 1', 'requires-python = ">=3.11"', '[[package]]', 'name = "one"', 'version = "1"', 'source = { editable = "." }', ''].join('\n');
  const project = ['[project]', 'name = "one"', 'version = "1"', 'requires-python = ">=3.11"', 'dependencies = []'];
  const rest = ['description = "d"', '[project.scripts]', 'one = "one:main"', '[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"',
    '[dependency-groups]', 'dev = []', '[tool.ruff]', 'line-length = 100', '[tool.uv]', 'no-binary-package = ["click"]', '[tool.uv.build-backend]', 'module-root = ""'];
  const plan = planOf('', { 'uv.lock': lock, 'pyproject.toml': [...project, ...rest, ''].join('\n') });
  expect(plan).toMatchObject({ installer: 'uv-lock', files: ['uv.lock'] });
  expect(plan.members).toBeUndefined();
  expect(parseToml(writtenOf(plan)['pyproject.toml'] ?? '', 'pyproject.toml')).toEqual({
    'project': { 'name': 'one', 'version': '1', 'requires-python': '>=3.11', 'dependencies': [] },
    'dependency-groups': { dev: [] },
    'build-system': { requires: [] },
    'tool': { uv: { 'no-binary-package': ['click'] } },
  });
});
