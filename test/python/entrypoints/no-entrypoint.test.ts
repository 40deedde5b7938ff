import * as fs from 'fs';
import * as path from 'path';
import { expect, test, vi } from 'vitest';
import { PythonProject } from '../../../src/python';
import { discoverEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const discover = (files: Record<string, string>) => () => discoverEntrypoint(PythonProject.fromFolder(folderWith(files)));
const LIBRARY = '[project]\nname = "shop"\nversion = "1"\n[build-system]\nrequires = []\nbuild-backend = "hatchling.build"\n';

test.each<[string, Record<string, string>, RegExp]>([
  ['Node.js', { 'package.json': '{}', 'src/index.ts': '' }, /found: {4}a project of Node\.js \(package\.json\): package\.json, src\/index\.ts\n/],
  ['Go', { 'go.mod': 'module x', 'main.go': '' }, /a project of Go \(go\.mod\)/],
  ['texts', { 'README.md': '', 'index.html': '' }, /found: {4}README\.md, index\.html\n[^]*write: {4}source: the folder/],
])('fails for a folder of %s, which has no Python', (_, files, message) => {
  expect(discover(files)).toThrow(coded('SourceEmpty', message));
});

test('fails for a program with a syntax error, with its place', () => {
  expect(discover({ 'main.py': 'import os\n\ndef f(:\n    pass\n' })).toThrow(coded('EntrypointNotFound',
    /^main\.py has a syntax error in line 3, column 7, [^]*found: {4}def f\(:\n {18}\^\n[^]*write: {4}.*python -m py_compile main\.py/));
});

test('fails for a notebook, and says how it becomes a program', () => {
  expect(discover({ 'analysis.ipynb': '{}', 'requirements.txt': 'pandas\n' })).toThrow(coded('EntrypointNotFound',
    /found: {4}analysis\.ipynb: a notebook[^]*write: {4}jupyter nbconvert --to script analysis\.ipynb, then: entrypoint: Entrypoint\.script\('analysis\.py'\)/));
});

test.each<[string, string, RegExp]>([
  ['with a function to call', 'def run():\n    pass\n', /write: {4}\[project\.scripts\]: shop = "shop:run"\n/],
  ['without one', '', /write: {4}\[project\.scripts\]: shop = "shop:main", and def main\(\): in shop\/__init__\.py\n/],
])('fails for a library %s', (_, text, message) => {
  expect(discover({ 'pyproject.toml': LIBRARY, 'shop/__init__.py': text })).toThrow(coded('EntrypointNotFound', message));
});

test('fails for files that start nothing with their names', () => {
  expect(discover({ 'one.py': 'x = 1\n', 'two.py': 'y = 2\n' })).toThrow(coded('EntrypointNotFound', /write: {4}entrypoint: Entrypoint\.script\('one\.py'\)\n *or entrypoint: Entrypoint\.script\('two\.py'\)/));
});

test('fails for a folder around projects with the sources of those that start something, and of all when none does', () => {
  const folders = { 'libs/common/pyproject.toml': LIBRARY, 'libs/common/shop/__init__.py': '' };
  const service = { 'services/api/requirements.txt': '', 'services/api/main.py': 'print("started")\n' };
  const handler = { 'services/events/requirements.txt': '', 'services/events/events.py': 'def handle(event, context):\n    pass\n' };
  const root = { 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*", "services/*"]\n' };
  expect(discover({ ...root, ...folders, ...service, ...handler })).toThrow(coded('EntrypointNotFound', /write: {4}source: '\S+\/services\/api'\n {12}or source: '\S+\/services\/events'\n {2}\(/));
  expect(discover({ ...root, ...folders })).toThrow(coded('EntrypointNotFound', /write: {4}source: '\S+\/libs\/common'\n {2}\(/));
});

test('fails for a folder below that leads back to the source, which is looked into once', () => {
  const folder = folderWith({ 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*"]\n', 'apps/readme.txt': '' });
  fs.symlinkSync('..', path.join(folder, 'apps', 'loop'));
  const project = PythonProject.fromFolder(folder);
  const opened = vi.spyOn(PythonProject.prototype, '_projectAt');
  expect(() => discoverEntrypoint(project)).toThrow(coded('EntrypointNotFound', /source: '\S+\/apps\/loop'/));
  expect(opened.mock.calls.length).toBeLessThan(4);
  opened.mockRestore();
});
