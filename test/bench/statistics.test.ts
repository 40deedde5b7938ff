import { expect, test } from 'vitest';
import { median, range } from '../../bench/statistics';

test('the median is the value in the middle, or between the two in the middle', () => {
  expect(median([3, 1, 10])).toBe(3);
  expect(median([4, 1, 2, 30])).toBe(3);
  expect(range([3, 1, 2])).toEqual([1, 3]);
});

test('fails without values', () => {
  expect(() => median([])).toThrow(/no values/);
});
