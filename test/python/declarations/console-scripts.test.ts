import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { folderWith } from '../../support/folder';

const scriptsOf = (files: Record<string, string>) => PythonProject.fromFolder(folderWith({ 'shop/__init__.py': '', ...files }))._consoleScripts;
const POETRY = '[tool.poetry]\nname = "shop"\nversion = "1"\n[tool.poetry.scripts]\n';
const SHOP = { shop: 'shop.cli:main' };

test.each([
  ['[project.scripts]', { 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\n[project.scripts]\nshop = "shop.cli:main"\n' }, SHOP],
  ['[tool.poetry.scripts]', { 'pyproject.toml': `${POETRY}shop = "shop.cli:main"\n` }, SHOP],
  ['[tool.poetry.scripts]', { 'pyproject.toml': `${POETRY}shop = { reference = "shop.cli:main", type = "console" }\nrun = { reference = "bin/run", type = "file" }\n` }, SHOP],
  ['[tool.flit.scripts]', { 'pyproject.toml': '[tool.flit.metadata]\nmodule = "shop"\n[tool.flit.scripts]\nshop = "shop.cli:main"\n' }, SHOP],
  ['setup.cfg', { 'setup.cfg': '[metadata]\nname = shop\n[options.entry_points]\nconsole_scripts =\n    # the program\n    shop = shop.cli:main\n' }, SHOP],
  ['setup.py', { 'setup.py': 'from setuptools import setup\nsetup(name="shop", entry_points={"console_scripts": ["shop=shop.cli:main"]})\n' }, SHOP],
  ['setup.py', { 'setup.py': 'import setuptools\nsetuptools.setup(entry_points="""\n    [console_scripts]\n    shop = shop.cli:main\n""")\n' }, SHOP],
  ['setup.cfg', {
    'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\ndynamic = ["scripts"]\n',
    'setup.cfg': '[options.entry_points]\nconsole_scripts = shop = shop.cli:main\n',
  }, SHOP],
])('%s of %j', (where, files, scripts) => {
  expect(scriptsOf(files)).toMatchObject({ where, scripts });
});

test.each([
  ['a dictionary that is unpacked', 'setup_args = {"name": "shop", "entry_points": {"console_scripts": ["shop=shop.cli:main"]}}\nsetuptools.setup(**setup_args)\n'],
  ['a dictionary that a call makes', 'args = dict(name="shop", entry_points=dict(console_scripts=["shop=shop.cli:main"]))\nsetuptools.setup(**args)\n'],
  ['lists among what is computed', 'setuptools.setup(name="shop", entry_points=merge(plugins(), {"console_scripts": ["shop=shop.cli:main"]}))\n'],
  ['a list that is put into a dictionary', 'points = {}\npoints["console_scripts"] = ["shop=shop.cli:main"]\nsetuptools.setup(name="shop", entry_points=points)\n'],
])('%s of setup.py has them', (_what, text) => {
  expect(scriptsOf({ 'setup.py': `import setuptools\n${text}` })).toMatchObject({ where: 'setup.py', project: 'shop', scripts: SHOP });
});

test('what setup.cfg has for pbr is one', () => {
  expect(scriptsOf({ 'setup.cfg': '[metadata]\nname = shop\n[entry_points]\nconsole_scripts =\n    shop = shop.cli:main\n' })).toMatchObject({ where: 'setup.cfg', scripts: SHOP });
});

test('whether there may be others is known', () => {
  expect(scriptsOf({ 'setup.py': 'from setuptools import setup\nsetup(name="shop", entry_points={"console_scripts": [s + "=x:y" for s in names]})\n' }))
    .toEqual({ scripts: {}, files: [], where: 'setup.py', project: 'shop', computed: true });
  expect(scriptsOf({ 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\ndynamic = ["scripts"]\n' })).toMatchObject({ project: 'shop', computed: true });
  expect(scriptsOf({ 'setup.py': 'from setuptools import setup\nsetup(name="shop")\n' }).computed).toBeUndefined();
});

test('what a program computes and what the standard leaves out are none', () => {
  expect(scriptsOf({ 'setup.py': 'from setuptools import setup\nsetup(entry_points=read())\n' }).scripts).toEqual({});
  expect(scriptsOf({
    'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n', 'setup.cfg': '[options.entry_points]\nconsole_scripts =\n    shop = shop.cli:main\n',
  }).scripts).toEqual({});
});
