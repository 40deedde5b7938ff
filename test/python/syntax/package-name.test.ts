import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isName, nearestNames, normalizeName } from '../../../src/python/syntax/package-name';

test.each([['Flask', 'flask'], ['zope.interface', 'zope-interface'], ['a__b--c..d', 'a-b-c-d'], ['x_-.y', 'x-y']])('%s is normalized to %s', (name, expected) => {
  expect(normalizeName(name)).toBe(expected);
});

test('normalizing twice changes nothing', () => {
  fc.assert(fc.property(fc.string(), (name) => {
    expect(normalizeName(normalizeName(name))).toBe(normalizeName(name));
  }));
});

test.each([['a', true], ['a1.b-c_d', true], ['-a', false], ['a-', false], ['', false], ['a b', false], ['ä', false]])('%j as a name: %s', (name, valid) => {
  expect(isName(name)).toBe(valid);
});

describe('nearestNames', () => {
  test('finds a mistyped name, the nearest first', () => {
    expect(nearestNames('psycopg', ['pillow', 'psycopg2', 'psycopg-c', 'psycopg'])).toEqual(['psycopg', 'psycopg2', 'psycopg-c']);
  });

  test('does not guess at something else', () => {
    expect(nearestNames('numpy', ['pillow', 'lxml'])).toEqual([]);
  });
});
