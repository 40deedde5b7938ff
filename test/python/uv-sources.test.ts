import { expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../src/python';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';

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

test.each(['shop-models = { workspace = true }\n', 'shop-models = { path = "models" }\n', 'shop-models = [{ path = "models", marker = "sys_platform == \'linux\'" }]\n'])(
  'fails without a lock for %j, naming the command that makes one', (sources) => {
    expect(() => bind(sources)).toThrow(coded('LockNotUnderstood', /takes shop-models from a folder[^]*write: {4}uv lock/));
  });
