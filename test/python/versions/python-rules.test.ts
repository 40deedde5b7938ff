import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const minor = (files: Record<string, string>) => PythonProject.fromFolder(folderWith({ 'main.py': '', ...files })).choosePython().minor;
const poetry = (python: string) => ({ 'pyproject.toml': `[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "${python}"\n` });

test.each([
  ['^3.9', '3.13'], ['~3.11', '3.11'], ['3.12.*', '3.12'], ['>=3.8,<3.12', '3.11'], ['^3.14', '3.14'], ['~3.10 || ~3.12', '3.12'], ['*', '3.13'], ['what?', '3.13'],
])('Poetry with python = "%s" gets %s', (python, expected) => {
  expect(minor(poetry(python))).toBe(expected);
});

test('setup.cfg, setup.py and Flit say it, too', () => {
  expect(minor({ 'setup.cfg': '[metadata]\nname = x\n[options]\npython_requires = >=3.10, <3.12\n' })).toBe('3.11');
  expect(minor({ 'setup.py': 'import setuptools\nPY = ">=3.10,<3.13"\nsetuptools.setup(name="x", python_requires=PY)\n' })).toBe('3.12');
  expect(minor({ 'pyproject.toml': '[tool.flit.metadata]\nmodule = "x"\nrequires-python = "<3.13"\n' })).toBe('3.12');
});

test('python of Poetry holds beside requires-python of the standard: Poetry locks for it', () => {
  const both = (standard: string, poetry_: string) => minor({
    'pyproject.toml': `[project]\nname = "x"\nrequires-python = "${standard}"\n[tool.poetry.dependencies]\npython = "${poetry_}"\n`,
  });
  expect(both('>=3.8', '>=3.8,<3.11')).toBe('3.10');
  expect(both('<3.12', '^3.10')).toBe('3.11');
  expect(() => both('<3.12', '^3.14')).toThrow(coded('PythonExcluded', /requires-python = "<3\.12"[^]*python = "\^3\.14"/));
});

test('fails when setup.py and .python-version disagree, naming both and how they say it', () => {
  expect(() => minor({ 'setup.py': 'from setuptools import setup\nsetup(python_requires=">=3.13")\n', '.python-version': '3.12' })).toThrow(coded('PythonExcluded',
    /^setup\.py and \.python-version disagree[^]*setup\.py says python_requires = ">=3\.13"/));
});
