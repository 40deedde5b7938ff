import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isName, normalizeName } from '../../../src/python/syntax/package-name';

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
