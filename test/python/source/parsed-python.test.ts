import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { parsedPython } from '../../../src/python/source/parsed-python';
import { folderWith } from '../../support/folder';

const sourceOf = (files: Record<string, string>) => PythonProject.fromFolder(folderWith(files))._source;

test('a file is parsed as its source has it', () => {
  const [one, other] = [sourceOf({ 'main.py': 'X = 1\n' }), sourceOf({ 'main.py': 'Y = 1\n' })];
  expect([one, other].map((source) => parsedPython(source, 'main.py').top.assignments[0].name)).toEqual(['X', 'Y']);
});

test('a file that is not there has nothing in it', () => {
  expect(parsedPython(sourceOf({ 'main.py': '' }), 'other.py').text).toBe('');
});
