import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { ownDockerfile } from '../../../src/python/source/own-dockerfile';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { folderWith } from '../../support/folder';
import { withoutHanging } from '../../support/without-hanging';

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

test.each([
  ['<<EOF cat > /x\nCMD a\nEOF\n', 1], ['<<-"A" <<B cat\nCMD a\nA\nCMD b\nB\n', 1], ['<<EOF\r\nCMD a\r\nEOF\r\n', 1], ['<<EOF\nCMD a\nEOFS\n', 2], ['echo $((1 <<N))\nCMD a\n', 2],
])('the text of a here-document is no instruction: %j', (text, commands) => {
  expect(read({ Dockerfile: `FROM a\nRUN ${text}CMD z\n` })?.instructions.filter(({ keyword }) => keyword === 'CMD')).toHaveLength(commands);
});

test('one that cannot be read counts as not there', () => {
  const folder = folderWith({ Containerfile: 'FROM a\n' });
  fs.writeFileSync(path.join(folder, 'Dockerfile'), Buffer.from([0x46, 0xe9]));
  expect(ownDockerfile(SourceFolder.open(folder))?.file).toBe('Containerfile');
});

test('400,000 blanks within a line are read to their end', () => {
  const rest = `echo a${' '.repeat(400_000)}b`;
  expect(withoutHanging('blanks', () => read({ Dockerfile: `RUN ${rest} \n` }))?.instructions).toEqual([{ keyword: 'RUN', rest }]);
});
