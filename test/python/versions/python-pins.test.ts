import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { readPythonPins } from '../../../src/python/versions/python-pins';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const pins = (files: Record<string, string>) => readPythonPins(SourceFolder.open(folderWith({ 'main.py': '', ...files })))
  .map(({ file, requiresPython, preRelease, unsupported }) => [file, requiresPython, ...preRelease ? ['pre-release'] : [], ...unsupported ? ['unsupported'] : []]);

test.each([
  ['.python-version', '3.12\n', '==3.12.*'], ['.python-version', '3.12.4\r\n', '==3.12.*'], ['.python-version', '# mine\n3.12\n3.11.2\n', '==3.12.* || ==3.11.*'],
  ['.python-version', 'cpython-3.12.4', '==3.12.*'], ['.python-version', 'cpython@3.12', '==3.12.*'], ['.python-version', '3', '>=3,<4'],
  ['.python-version', 'pypy3.10\n3.12', '==3.12.*'], ['.python-version', 'shop-env\n3.12', '==3.12.*'],
  ['runtime.txt', 'python-2.7.18\n', '==2.7.*'], ['.python-version', '2\n', '>=2,<3'], ['.tool-versions', 'python 3.12.4 2.7.18\n', '==3.12.* || ==2.7.*'],
  ['runtime.txt', 'python-3.11.9\n', '==3.11.*'], ['runtime.txt', '3.11', '==3.11.*'], ['runtime.txt', 'python-3.11.x', '==3.11.*'],
  ['.tool-versions', 'nodejs 20.1.0\npython 3.12.4 3.11.0 # both\n', '==3.12.* || ==3.11.*'],
  ['mise.toml', '[tools]\npython = "3.12"\n', '==3.12.*'], ['.mise.toml', '[tools]\npython = ["3.12", "3.11"]\n', '==3.12.* || ==3.11.*'],
  ['.config/mise.toml', '[tools]\npython = { version = "3.12.1" }\n', '==3.12.*'],
  ['Pipfile', '[requires]\npython_version = "3.11"\n', '==3.11.*'], ['Pipfile', '[requires]\npython_version = "3"\npython_full_version = "3.11.4"\n', '==3.11.*'],
  ['apprunner.yaml', 'version: 1.0\nruntime: python3\nrun:\n  runtime-version: 3.11.4\n', '==3.11.*'], ['apprunner.yaml', 'runtime: python311\n', '==3.11.*'],
  ['render.yaml', 'services:\n- type: web\n  envVars:\n  - {key: A, value: 1}\n  - {key: PYTHON_VERSION, value: 3.12.3}\n', '==3.12.*'],
  ['render.yaml', 'services:\n- {type: web, envVars: [{key: PYTHON_VERSION, value: 3.10}]}\n', '==3.10.*'],
  ['project.toml', '[[build.env]]\nname = "BP_CPYTHON_VERSION"\nvalue = "3.11.*"\n', '==3.11.*'],
  ['project.toml', '[[io.buildpacks.build.env]]\nname = "GOOGLE_PYTHON_VERSION"\nvalue = "3.12.1"\n', '==3.12.*'],
  ['nixpacks.toml', '[variables]\nNIXPACKS_PYTHON_VERSION = "3.12"\n', '==3.12.*'], ['railpack.json', '{"packages": {"python": "3.11"}}', '==3.11.*'],
])('%s with %j names %s', (file, text, expected) => {
  expect(pins({ [file]: text })).toEqual([[file, expected]]);
});

test.each(['', 'shop-env\n', 'system', 'latest', '\n'])('.python-version with %j says nothing', (text) => {
  expect(pins({ '.python-version': text })).toEqual([]);
});

test('a file of a platform gives way to one for a version manager', () => {
  expect(pins({ 'apprunner.yaml': 'runtime: python311\n', '.python-version': '3.12\n' })).toEqual([['.python-version', '==3.12.*']]);
});

test.each([
  ['apprunner.yaml', 'runtime: python3\n'], ['render.yaml', 'services: 5\n'], ['project.toml', '[build]\nenv = 5\n'], ['railpack.json', '{"packages": []}'],
  ['render.yaml', 'services:\n- {envVars: [{key: PYTHON_VERSION, value: 3.11}]}\n- {envVars: [{key: PYTHON_VERSION, value: 3.12}]}\n'],
])('%s with %j says nothing', (file, text) => {
  expect(pins({ [file]: text })).toEqual([]);
});

test('other files and other tools say nothing', () => {
  expect(pins({ 'mise.toml': '[tools]\nnode = "22"\n', 'Pipfile': '[packages]\n', '.tool-versions': 'python latest\n', 'runtime.txt': 'nodejs\n' })).toEqual([]);
});

test('runtime.txt has nothing but a Python, so one that cannot be read is none', () => {
  expect(pins({ 'runtime.txt': 'python-newest\n' })).toEqual([['runtime.txt', '===none', 'unsupported']]);
});

test.each(['3.14.0rc2', '3.15-dev', '3.15.0b1'])('%s is a pre-release', (text) => {
  expect(pins({ '.python-version': text })[0][2]).toBe('pre-release');
});

test.each(['pypy3.10-7.3.17', '3.13t', 'cpython-3.13.1+freethreaded', 'miniconda3-latest', 'graalpy-24'])('%s is no Python of the official images', (text) => {
  expect(pins({ '.python-version': text })).toEqual([['.python-version', '===none', 'unsupported']]);
});

test('a project goes by them, and fails when they disagree', () => {
  const project = (files: Record<string, string>) => PythonProject.fromFolder(folderWith({ 'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.11"\n', ...files }));
  expect(project({}).choosePython().minor).toBe('3.13');
  expect(project({ '.python-version': '3.12\n' }).choosePython().minor).toBe('3.12');
  expect(() => project({ '.python-version': '3.10\n' }).choosePython()).toThrow(coded('PythonExcluded', /^pyproject\.toml and \.python-version disagree/));
});
