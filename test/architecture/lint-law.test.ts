import { expect, test } from 'vitest';
import { lintText } from './lint-text';

const FS = "import * as fs from 'fs';\n\n";
const NO_WRITE = 'only src/context writes to disk';

test.each([
  ["fs.writeFileSync('x', '');", NO_WRITE],
  ["fs.mkdirSync('x');", NO_WRITE],
  ["fs.rmSync('x');", NO_WRITE],
  ["fs.copyFileSync('x', 'y');", NO_WRITE],
  ["fs.promises.writeFile('x', '');", NO_WRITE],
  ["fs['writeFileSync']('x', '');", NO_WRITE],
  ['const { writeFileSync } = fs;', NO_WRITE],
])('fails for a write to disk outside src/context: %s', async (statement, reason) => {
  const text = `${FS}${statement}\n`;
  expect(await lintText('src/python/x.ts', text)).toEqual([expect.stringContaining(reason)]);
  expect(await lintText('src/context/x.ts', text)).toEqual([]);
});

test.each(["fs.readFileSync('x', 'utf8');", "fs.existsSync('x');", "fs.readdirSync('x');"])('passes for a read: %s', async (statement) => {
  expect(await lintText('src/python/x.ts', `${FS}${statement}\n`)).toEqual([]);
});

test.each([
  ["import { writeFileSync } from 'fs';", 'write import * as fs'],
  ["import * as disk from 'fs';", 'write import * as fs'],
  ["import fs from 'fs';", 'write import * as fs'],
  ["throw new Error('x');", 'throw a CodedError'],
  ["throw new TypeError('x');", 'throw a CodedError'],
  ['export const now = Date.now();', 'no clock'],
  ['export const now = new Date();', 'no clock'],
  ['export const dice = Math.random();', 'no chance'],
  ['export const home = process.env.HOME;', 'not on the machine or its environment'],
  ['export const platform = process.platform;', 'not on the machine or its environment'],
  ['export class A { public add(): this { return this; } }', 'no fluent API'],
  ['export interface IA { add(): this }', 'no fluent API'],
  ['export class A {}\nexport class B {}', 'one exported class a file'],
])('fails in src for %s', async (text, reason) => {
  expect(await lintText('src/python/x.ts', `${text}\n`)).toEqual([expect.stringContaining(reason)]);
});

test.each([
  'export class A {}\nclass B {}\n',
  'export interface AProps { readonly x: string }\n\nexport class A {}\n',
  'export const epoch = new Date(0);\n',
])('passes in src for %s', async (text) => {
  expect(await lintText('src/python/x.ts', text)).toEqual([]);
});

test.each(['src/python/x.ts', 'test/python/x.test.ts'])('fails for 301 lines in %s', async (file) => {
  expect(await lintText(file, '// line\n'.repeat(300))).toEqual([]);
  expect(await lintText(file, '// line\n'.repeat(301))).toEqual([expect.stringContaining('too many lines (301)')]);
});

test.each(['test.skip', 'test.only', 'test.todo', 'it.skipIf', 'describe.only'])('fails in tests for %s', async (call) => {
  expect(await lintText('test/python/x.test.ts', `${call}('x');\n`)).toEqual([expect.stringContaining('every test runs, always')]);
});
