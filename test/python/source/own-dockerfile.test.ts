import { expect, test } from 'vitest';
import { ownDockerfile } from '../../../src/python/source/own-dockerfile';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { folderWith } from '../../support/folder';

const read = (files: Record<string, string>) => ownDockerfile(SourceFolder.open(folderWith(files)));

test('comments are no instructions, a continued line is one, and keywords are told in capitals', () => {
  expect(read({ Dockerfile: '# syntax=docker/dockerfile:1\nfrom python:3.13 AS base\n\nCMD ["python", \\\n  # here\n  "main.py"]\n' })).toEqual({
    file: 'Dockerfile',
    instructions: [{ keyword: 'FROM', rest: 'python:3.13 AS base' }, { keyword: 'CMD', rest: '["python",    "main.py"]' }],
  });
});

test.each(['Containerfile', 'docker/Dockerfile'])('%s is read, too, and a Dockerfile goes before it', (file) => {
  expect(read({ [file]: 'FROM a\n' })?.file).toBe(file);
  expect(read({ [file]: 'FROM a\n', Dockerfile: 'FROM b\n' })?.file).toBe('Dockerfile');
});

test('a project without one has none', () => {
  expect(read({ 'main.py': '' })).toBeUndefined();
});
