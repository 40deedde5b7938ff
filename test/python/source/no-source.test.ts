import * as path from 'path';
import { expect, test } from 'vitest';
import { PythonProject } from '../../../src';
import { coded } from '../../support/coded';
import { folderWith, temporaryFolder } from '../../support/folder';

const open = (folder: string) => () => PythonProject.fromFolder(folder);

test('fails for a missing folder with the projects beside it, when no name is like it', () => {
  const folder = folderWith({ 'backend/pyproject.toml': '', 'frontend/package.json': '{}', 'jobs/requirements.txt': '' });
  expect(open(path.join(folder, 'api'))).toThrow(coded('SourceNotFound', /beside it: backend, frontend, jobs\n[^]*write: {4}source: ".*\/backend"\n *or source: ".*\/jobs"\n/));
});

test('fails for a missing folder with what to write, when nothing is beside it', () => {
  expect(open(path.join(temporaryFolder(), 'api'))).toThrow(coded('SourceNotFound', /write: {4}source: path\.join\(__dirname, 'FOLDER'\)/));
});

test('fails for an empty text, which no folder has for a name', () => {
  expect(open(' ')).toThrow(coded('SourceNotFound', /^the source is an empty text[^]*write: {4}source: /));
});

test('fails for a program in place of its folder', () => {
  const folder = folderWith({ 'main.py': 'x = 1\n', 'shop.zip': 'PK' });
  expect(open(path.join(folder, 'main.py'))).toThrow(coded('SourceNotFolder', /found: {4}a file of 6 bytes\n[^]*write: {4}source: ".*", entrypoint: Entrypoint\.script\("main\.py"\)/));
  expect(open(path.join(folder, 'shop.zip'))).toThrow(coded('SourceNotFolder', /write: {4}source: "[^"]*"\n/));
});

test('fails for an empty folder', () => {
  expect(open(temporaryFolder())).toThrow(coded('SourceEmpty', /write: {4}a main\.py in it[^]*git submodule update --init/));
});
