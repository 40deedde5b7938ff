import { expect, test } from 'vitest';
import { Scanner } from '../../../src/python/syntax/scanner';
import { SyntaxProblem } from '../../../src/python/syntax/syntax-problem';

test('takes what matches here and goes on behind it', () => {
  const scanner = new Scanner('abc  12');
  expect(scanner.take(/\d+/)).toBeUndefined();
  expect(scanner.take(/[a-z]+/)).toBe('abc');
  scanner.skipSpace();
  expect([scanner.peek(/\d+/), scanner.position, scanner.take(/\d+/), scanner.atEnd]).toEqual(['12', 5, '12', true]);
});

test('fails where it stands', () => {
  const scanner = new Scanner('abc');
  scanner.take(/a/);
  expect(() => scanner.fail('a digit')).toThrow(new SyntaxProblem('a digit', 1));
  try {
    scanner.fail('a digit');
  } catch (error) {
    expect((error as SyntaxProblem).position).toBe(1);
  }
});
