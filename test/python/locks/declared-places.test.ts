import * as path from 'path';
import { expect, test } from 'vitest';
import { PythonProject } from '../../../src';
import { declaredPlaces } from '../../../src/python/locks/declared-places';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const PYPROJECT = [
  '[project]', 'name = "x"', 'version = "1"', 'dependencies = [', '  "models",', '  "My.Tool>=1",', ']', '', '[tool.uv.sources]', 'models = { path = "../../models" }', '',
].join('\n');

test('fails for a path in [tool.uv.sources] with its line', () => {
  const source = folderWith({ 'pyproject.toml': PYPROJECT, 'main.py': 'print(1)\n' });
  expect(() => testApp({ source })).toThrow(coded('SourceEscapes', /^Stack\/Api: pyproject\.toml, line 10 names "\.\.\/\.\.\/models"/));
});

test.each([
  ['models @ ./../../models', 'pyproject.toml, line 10'], ['my-tool>=1', 'pyproject.toml, line 6'], ['models', 'pyproject.toml, line 5'], ['other>=1', 'pyproject.toml'],
])('the requirement %s stands in %s', (requirement, place) => {
  expect(declaredPlaces(PythonProject.fromFolder(folderWith({ 'pyproject.toml': PYPROJECT }))._source, 'pyproject.toml')(requirement)).toBe(place);
});

test('a path is written from where the source is', () => {
  const root = folderWith({ 'services/api/main.py': '' });
  const relative = path.relative(process.cwd(), `${root}/services`);
  expect(PythonProject.fromFolder(relative)._source.spelledAs('api')).toBe(`${relative}/api`);
});
