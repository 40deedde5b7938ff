import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src';
import { poetryHashes } from '../../../src/python/declarations/poetry-project';
import { DependencyPlan } from '../../../src/python/dependencies/dependency-plan';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { memberProject } from '../../support/workspaces';

const LIBS = {
  '.git/HEAD': '',
  'libs/common/pyproject.toml': memberProject('acme-common', ['click>=8']),
  'libs/store/pyproject.toml': memberProject('acme-store', ['acme-common @ file:../common', 'idna']),
};

function planOf(files: Record<string, string>, base: Record<string, string> = LIBS): DependencyPlan {
  const root = folderWith({ ...base, ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`services/api/${file}`, text])) });
  return Dependencies._default()._bind(PythonProject.fromFolder(path.join(root, 'services/api')));
}

const membersOf = ({ members = [] }: DependencyPlan) => members.map(({ name, path: at }) => [name, at]);

describe('requirements.txt', () => {
  test.each(['-e ../../libs/common', '../../libs/common', '-e ../../libs/common/ # ours', 'acme-common @ file:../../libs/common'])('%s is a project of its own', (line) => {
    const plan = planOf({ 'requirements.txt': `six\n${line}\n` });
    expect(membersOf(plan)).toEqual([['acme-common', 'members/acme-common']]);
    expect(plan).toMatchObject({ folders: [], requirements: ['click>=8'], rewritten: [{ file: 'requirements.txt', without: [{ first: 2, last: 2 }] }] });
    expect(plan.packages.map(({ name }) => name)).toEqual(['acme-common', 'click', 'six']);
  });

  test('what a project needs in turn is installed, too, from its folder or from an index', () => {
    const plan = planOf({ 'requirements.txt': '-e ../../libs/store\n' });
    expect(membersOf(plan).map(([name]) => name)).toEqual(['acme-common', 'acme-store']);
    expect(plan.requirements).toEqual(['idna', 'click>=8']);
  });

  test('a lock says it all: with hashes for the rest, or with the header of a tool', () => {
    const hashed = planOf({ 'requirements.txt': `-e ../../libs/common\nclick==8.3.0 --hash=sha256:${'0'.repeat(64)}\n` });
    expect(hashed).toMatchObject({ locked: true, hashed: true, members: [{ name: 'acme-common' }] });
    expect(hashed.requirements).toBeUndefined();
    expect(planOf({ 'requirements.txt': '#    uv export --no-hashes\n-e ../../libs/common\nclick==8.3.0\n' })).toMatchObject({ locked: true, hashed: false });
  });

  test('a file above the source is read, and is a file of the installer', () => {
    const plan = planOf({ 'requirements.txt': '-r ../../requirements/base.txt\nsix\n' }, { ...LIBS, 'requirements/base.txt': 'idna\n' });
    expect(plan).toMatchObject({ files: ['requirements.txt'], above: [{ path: '../../requirements/base.txt' }] });
    expect(plan.packages.map(({ name }) => name)).toEqual(['idna', 'six']);
  });

  test('the Python is one that the other project allows, too', () => {
    const old = { ...LIBS, 'libs/common/pyproject.toml': LIBS['libs/common/pyproject.toml'].replace('>=3.11', '>=3.11,<3.13') };
    expect(planOf({ 'requirements.txt': '-e ../../libs/common\n' }, old).pythonRules).toEqual([{ file: '../../libs/common/pyproject.toml', requiresPython: '>=3.11,<3.13' }]);
  });

  test('fails outside of a git repository, with what to write', () => {
    const { '.git/HEAD': _, ...libs } = LIBS;
    expect(() => planOf({ 'requirements.txt': '-e ../../libs/common\n' }, libs))
      .toThrow(coded('SourceEscapes', /^requirements\.txt, line 1 names "\.\.\/\.\.\/libs\/common"[^]*write: +workspace: "/));
  });

  test('fails for a path in the table of Poetry with the line of the table', () => {
    const root = folderWith({ 'app/pyproject.toml': '[tool.poetry]\nname = "api"\n[tool.poetry.dependencies]\ncommon = { path = "../common" }\n', 'common/setup.py': '' });
    expect(() => Dependencies._default()._bind(PythonProject.fromFolder(path.join(root, 'app')))).toThrow(coded('SourceEscapes', /^pyproject\.toml, line 4 names "\.\.\/common"/));
  });

  test('fails for a project above whose needs only its back end knows, and no lock', () => {
    const dynamic = { ...LIBS, 'libs/common/pyproject.toml': '[project]\nname = "acme-common"\ndynamic = ["version", "dependencies"]\n' };
    expect(() => planOf({ 'requirements.txt': '-e ../../libs/common\n' }, dynamic)).toThrow(coded('LockNotUnderstood', /installs \.\.\/\.\.\/libs\/common, and only its build back end knows/));
  });
});

describe('Poetry', () => {
  const pyproject = [
    '[tool.poetry]', 'name = "api"', 'version = "1.0"', '[tool.poetry.dependencies]', 'python = "^3.11"',
    'acme-common = { path = "../../libs/common", develop = true }', '',
  ].join('\n');

  test('a path of the lock is a project of its own, and the rest has hashes', () => {
    const lock = [
      '[[package]]', 'name = "acme-common"', 'version = "1.0"', 'optional = false', 'groups = ["main"]', 'files = []', 'develop = true',
      '[package.dependencies]', 'click = ">=8"', '[package.source]', 'type = "directory"', 'url = "../../libs/common"',
      '[[package]]', 'name = "click"', 'version = "8.3.0"', 'optional = false', 'groups = ["main"]', 'files = [{ file = "click-8.3.0-py3-none-any.whl", hash = "sha256:1" }]',
      '[metadata]', 'lock-version = "2.1"', 'python-versions = "^3.11"', `content-hash = "${poetryHashes(pyproject)[0]}"`, '',
    ].join('\n');
    expect(planOf({ 'pyproject.toml': pyproject, 'poetry.lock': lock })).toMatchObject({ installer: 'written', folders: [], members: [{ name: 'acme-common' }], locked: true });
  });

  test('so is one that nothing locks', () => {
    expect(planOf({ 'pyproject.toml': pyproject })).toMatchObject({ installer: 'words', requirements: ['click>=8'], members: [{ name: 'acme-common' }] });
  });
});
