import * as path from 'path';
import { expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const bind = (sources: string, more: Record<string, string> = {}) => Dependencies._default()._bind(PythonProject.fromFolder(folderWith({
  'main.py': 'print(1)\n',
  'pyproject.toml': `[project]\nname = "shop"\nversion = "1"\ndependencies = ["Shop_Models", "idna"]\n[tool.uv.sources]\n${sources}`,
  ...more,
})));

test('without a lock, a repository is one', () => {
  expect(bind('shop-models = { git = "https://git.example/models", tag = "v1" }\n').packages).toEqual([
    { name: 'idna', extras: [], source: 'index' },
    { name: 'shop-models', extras: [], source: 'git', url: 'git+https://git.example/models' },
  ]);
});

test('without a lock, sources of what nobody asks for and indexes say nothing', () => {
  expect(bind('other = { workspace = true }\nidna = { index = "mirror" }\n').packages.map(({ source }) => source)).toEqual(['index', 'index']);
});

const LIBRARY = (name: string, dependencies: string, sources = '') => `[project]\nname = "${name}"\nversion = "1"\ndependencies = [${dependencies}]\n`
  + `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n${sources === '' ? '' : `[tool.uv.sources]\n${sources}\n`}`;

test.each([
  ['a folder', 'shop-models = { path = "libs/models" }\nidna = { git = "https://git.example/idna", rev = "v3" }\n'],
  ['the workspace', 'shop-models = { workspace = true, editable = true }\nidna = { git = "https://git.example/idna", rev = "v3" }\n[tool.uv.workspace]\nmembers = ["libs/*"]\n'],
])('without a lock, projects of %s are built apart, with what they need in turn', (_what, sources) => {
  const plan = bind(sources, {
    'libs/models/pyproject.toml': LIBRARY('shop-models', '"attrs>=23", "shop_base"', 'shop-base = { path = "../base" }'), 'libs/models/shop_models.py': '',
    'libs/base/pyproject.toml': LIBRARY('shop-base', '"h11"'), 'libs/base/shop_base.py': '',
  });
  expect(plan.members?.map(({ name }) => name)).toEqual(['shop-base', 'shop-models']);
  expect(plan).toMatchObject({ installer: 'words', locked: false, requirements: ['idna @ git+https://git.example/idna@v3', 'attrs>=23', 'h11'], refreshCommand: 'uv lock' });
  expect(plan.packages.map(({ name, source }) => `${name} ${source}`)).toEqual(['attrs index', 'h11 index', 'idna git', 'shop-base path', 'shop-models path']);
});

test('without a lock, a member of a workspace finds its neighbours, and markers and extras stay', () => {
  const root = folderWith({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["apps/*", "libs/**"]\nexclude = ["libs/old"]\n[tool.uv.sources]\nmodels = { workspace = true }\n',
    'apps/web/pyproject.toml': '[project]\nname = "web"\nversion = "1"\ndependencies = ["models[pg]>=1; python_version > \'3\'"]\n',
    'apps/web/main.py': 'import models\n',
    'libs/deep/models/pyproject.toml': `${LIBRARY('models', '')}[project.optional-dependencies]\npg = ["psycopg"]\n`, 'libs/deep/models/models.py': '',
    'libs/old/pyproject.toml': LIBRARY('models', ''),
  });
  const plan = Dependencies._default()._bind(PythonProject.fromFolder(path.join(root, 'apps/web')));
  expect(plan.members?.map(({ project }) => path.relative(root, project.root))).toEqual(['libs/deep/models']);
  expect(plan.requirements).toEqual(['psycopg']);
});

test.each(['shop-models = { workspace = true }\n', 'shop-models = { path = "models", package = false }\n', 'shop-models = { path = "models" }\nidna = { index = "mirror" }\n', 'shop-models = [{ path = "models", marker = "sys_platform == \'linux\'" }]\n'])(
  'fails without a lock for %j, naming the command that makes one', (sources) => {
    expect(() => bind(sources)).toThrow(coded('LockNotUnderstood', /takes shop-models from a folder[^]*write: {4}uv lock/));
  });
