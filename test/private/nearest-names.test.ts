import { expect, test } from 'vitest';
import { nearestNames } from '../../src/private/nearest-names';

test('finds a mistyped name, the nearest first', () => {
  expect(nearestNames('psycopg', ['pillow', 'psycopg2', 'psycopg-c', 'psycopg'])).toEqual(['psycopg', 'psycopg2', 'psycopg-c']);
});

test('does not guess at something else', () => {
  expect(nearestNames('numpy', ['pillow', 'lxml'])).toEqual([]);
});
