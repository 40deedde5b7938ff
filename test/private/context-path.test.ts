import { expect, test } from 'vitest';
import { contextPath } from '../../src/private/context-path';
import { coded } from '../support/coded';

test.each([
  ['a/b.py', 'a/b.py'],
  ['./a//b/', 'a/b'],
  ['/a', 'a'],
  ['a/../b', 'b'],
  ['.', '.'],
  ['/', '.'],
  ['./', '.'],
  ['..a', '..a'],
  ['a*$ b', 'a*$ b'],
])('%j is %j', (path, expected) => {
  expect(contextPath(path)).toBe(expected);
});

test.each(['..', '../a', 'a/../../b', './..'])('fails for %j, which leads out', (path) => {
  expect(() => contextPath(path)).toThrow(coded('SourceEscapes', /leads out of the source folder/));
});

test('fails for an empty path', () => {
  expect(() => contextPath('')).toThrow(coded('InstructionInvalid', /write: +"\." for the whole/));
});
