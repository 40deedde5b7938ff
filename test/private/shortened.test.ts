import { expect, test } from 'vitest';
import { besideIt, shortened } from '../../src/private/shortened';

test('a long list says that it goes on, one that fits does not', () => {
  expect(shortened(['a', 'b', 'c'], 2)).toBe('a, b …');
  expect(shortened(['a', 'b'], 2)).toBe('a, b');
});

test('where nothing lies beside, that is said', () => {
  expect([besideIt(['a', 'b']), besideIt([])]).toEqual(['beside it: a, b', 'beside it: nothing']);
});
