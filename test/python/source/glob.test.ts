import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globBase, globToRegExp, isGlob } from '../../../src/python/source/glob';

test.each([
  ['LICEN[CS]E*', 'LICENSE.txt', true],
  ['LICEN[CS]E*', 'licenses/x', false],
  ['*.txt', 'a.txt', true],
  ['*.txt', 'a/b.txt', false],
  ['**/*.txt', 'a.txt', true],
  ['**/*.txt', 'a/b/c.txt', true],
  ['a/**', 'a/b/c', true],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['[!a]x', 'bx', true],
  ['[!a]x', 'ax', false],
  ['a+b(1).txt', 'a+b(1).txt', true],
  ['[z-a]', 'z', false],
])('%s and %s: %s', (pattern, path, matches) => {
  expect(globToRegExp(pattern).test(path)).toBe(matches);
});

test('a text without wildcards matches itself and nothing else, and never fails', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (pattern, other) => {
    const expression = globToRegExp(pattern);
    if (!isGlob(pattern)) {
      expect(expression.test(pattern)).toBe(true);
      expect(expression.test(other)).toBe(pattern === other);
    } else {
      expect([true, false]).toContain(expression.test(other));
    }
  }));
});

test.each([['data/**/*.json', 'data'], ['a/b', 'a/b'], ['*.txt', ''], ['a/b*/c', 'a']])('the base of %s is %j', (pattern, base) => {
  expect(globBase(pattern)).toBe(base);
});
