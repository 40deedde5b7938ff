import { expect, test } from 'vitest';
import { PythonApp } from '../../src';
import { UV_VERSION } from '../../src/stages/tool-versions';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';

const pyproject = (required: string) => `[project]\nname = "shop"\nversion = "1"\ndependencies = ["idna==3.10"]\n[tool.uv]\nrequired-version = "${required}"\n`;
const app = (files: Record<string, string>, uvVersion?: string) => new PythonApp(testStack(), 'Api', { source: folderWith({ 'main.py': 'print(1)\n', ...files }), uvVersion });

test.each(['>=0.6', '>=0.6,<1', UV_VERSION, `==${UV_VERSION}`, 'no version'])('the usual uv, where %j is required', (required) => {
  expect(() => app({ 'pyproject.toml': pyproject(required) })).not.toThrow();
});

test('a uv that is given, and fits', () => {
  expect(() => app({ 'pyproject.toml': pyproject('>=0.6.0,<0.7.0') }, '0.6.14')).not.toThrow();
});

test('nothing where uv does not read the file', () => {
  expect(() => app({ 'pyproject.toml': '[tool.uv]\nrequired-version = "<0.7"\n', 'requirements.txt': 'idna==3.10\n' })).not.toThrow();
});

test.each([
  ['>=0.6.0, <0.7.0', /found: +uv [\d.]+, and required-version = ">=0\.6\.0, <0\.7\.0"[^]*uvVersion: '0\.6\.0', or a newer one/],
  ['0.5.1', /uvVersion: '0\.5\.1'/],
  ['<0.7', /uvVersion: 'a version' that <0\.7 allows/],
])('fails where %j is required', (required, message) => {
  expect(() => app({ 'pyproject.toml': pyproject(required) })).toThrow(coded('PropInvalid', message));
});

test('fails for what the workspace requires', () => {
  const root = folderWith({
    'pyproject.toml': '[tool.uv]\nrequired-version = "<0.7"\n[tool.uv.workspace]\nmembers = ["api"]\n',
    'api/pyproject.toml': '[project]\nname = "api"\nversion = "1"\ndependencies = ["idna==3.10"]\n', 'api/main.py': 'print(1)\n',
  });
  expect(() => new PythonApp(testStack(), 'Api', { source: `${root}/api` })).toThrow(coded('PropInvalid', /<0\.7/));
});
