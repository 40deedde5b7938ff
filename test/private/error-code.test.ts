import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../src/private/error-code';
import { unhelpful } from '../support/coded';

const ROOT = path.resolve(__dirname, '../..');

test.each(Object.entries(ERROR_CODES))('%s is explained in one line', (code, explanation) => {
  expect(code).toMatch(/^([A-Z][a-z]+)+$/);
  expect(explanation).toMatch(/^\S.{15,110}[^.\s]$/);
});

test('docs/errors.md has every code, in the same order, and what puts it right', () => {
  const rows = fs.readFileSync(path.join(ROOT, 'docs/errors.md'), 'utf8').split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.map((row) => row.split(' | ').slice(0, 2).join(' | '))).toEqual(Object.entries(ERROR_CODES).map(([code, explanation]) => `| \`${code}\` | ${explanation}`));
  expect(rows.filter((row) => !/^(?:[^|]+\|){2} [^|]{10,} \|$/.test(row.slice(2)))).toEqual([]);
});

test('every code is used', () => {
  const files = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('error-code.ts'));
  const source = files.map((file) => fs.readFileSync(path.join(ROOT, 'src', file), 'utf8')).join('\n');
  expect(Object.keys(ERROR_CODES).filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});

test('every code has a test that fails with it, and so is held to what a message has to say', () => {
  const files = fs.readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts') && !/^(?:image|nuitka|deploy)\//.test(file));
  const texts = files.map((file) => fs.readFileSync(path.join(ROOT, 'test', file), 'utf8')).filter((text) => /\bcoded\(/.test(text) && /['"`]fails/.test(text)).join('\n');
  expect(Object.keys(ERROR_CODES).filter((code) => !texts.includes(`'${code}'`))).toEqual([]);
});

test.each([
  ['x\n  found:    w\n  expected: y\n  write:    z\n  (SourceEmpty)', undefined],
  ['x\n  expected: y\n  write:    z\n  (SourceEmpty)', 'it does not say what was found'],
  ['x\n  found:    w\n  write:    z\n  (SourceEmpty)', 'it does not say what was expected'],
  ['x\n  found:    w\n  expected: y\n  (SourceEmpty)', 'it does not say what to write'],
  [`x ${ROOT}/lib\n  found:    w\n  expected: y\n  write:    z`, 'it names a folder of the library'],
  [`x${'\n'.repeat(30)}\n  found:    w\n  expected: y\n  write:    z`, 'it has more than 30 lines'],
])('what a message has to say: %j', (message, problem) => {
  expect(unhelpful(message)).toBe(problem);
});
