import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clausesAllow, isVersion, parseSpecifier } from '../../../src/python/syntax/version-specifier';

const specifierAllows = (specifier: string, version: string): boolean => {
  const clauses = parseSpecifier(specifier);
  return clauses !== undefined && clausesAllow(clauses, version);
};

// Each line was compared with the answer of PyPA's `packaging` 26.3.
test.each([
  ['>=3.11,<4', '3.13', true],
  ['>=3.11,<4', '4.0', false],
  ['~=3.11', '3.13.2', true],
  ['~=3.11.2', '3.12', false],
  ['==3.13.*', '3.13.99', true],
  ['==3.13.0.*', '3.13', true],
  ['!=3.13.*', '3.13', false],
  ['==1.0', '1.0+local', true],
  ['==1.0+local', '1.0', false],
  ['<1.0', '1.0rc1', false],
  ['<1.0rc2', '1.0rc1', true],
  ['<1.0.post1', '1.0rc1', true],
  ['>1.0', '1.0.post1', false],
  ['>1.0', '1.0+local', false],
  ['>1.0.post1', '1.0.post2', true],
  ['>1.0rc2', '1.0.post1', true],
  ['===1.0', '1.0.0', false],
  ['===1.0', '1.0', true],
  ['==1!1.0', '1.0', false],
  ['', '0', true],
  ['>=1.0,', '1.0', true],
])('%j and %j: %s', (specifier, version, allowed) => {
  expect(specifierAllows(specifier, version)).toBe(allowed);
});

test.each(['3.11', '^3.11', '~=3', '>=3.*', '>=1.0+local', '==1.0a.*', '>= ', '=3', '>=3 <4', '==1.0,,', '~=3.11.*'])('fails to read %j', (specifier) => {
  expect(parseSpecifier(specifier)).toBeUndefined();
});

test('a version that is not one satisfies only ===', () => {
  expect([specifierAllows('>=1', 'x'), specifierAllows('===X', 'x'), isVersion('x'), isVersion('1.0rc1')]).toEqual([false, true, false, true]);
});

describe('properties', () => {
  const version = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }).map((numbers) => numbers.join('.'));

  test('a version is either below or not below another', () => {
    fc.assert(fc.property(version, version, (a, b) => {
      expect(specifierAllows(`<${b}`, a)).toBe(!specifierAllows(`>=${b}`, a));
      expect(specifierAllows(`==${b}`, a)).toBe(!specifierAllows(`!=${b}`, a));
      expect(specifierAllows(`==${a}`, a)).toBe(true);
    }));
  });

  test('a clause more never allows more', () => {
    fc.assert(fc.property(version, version, version, (a, b, c) => {
      const narrow = specifierAllows(`>=${b},!=${c}`, a);
      expect(narrow && !specifierAllows(`>=${b}`, a)).toBe(false);
    }));
  });

  test('fails never by another exception', () => {
    fc.assert(fc.property(fc.string(), version, (text, a) => {
      expect([true, false]).toContain(specifierAllows(text, a));
    }));
  });
});
