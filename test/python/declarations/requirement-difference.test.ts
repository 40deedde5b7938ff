import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDifference } from '../../../src/python/declarations/requirement-difference';
import { parseMarker } from '../../../src/python/syntax/marker';
import { parseRequirement } from '../../../src/python/syntax/requirement';

const clause = fc.tuple(fc.constantFrom('>=', '<', '!=', '=='), fc.nat(9), fc.nat(9)).map(([operator, a, b]) => `${operator}${a}.${b}`);
const clauses = fc.uniqueArray(clause, { maxLength: 3 });

function difference(declared: string, specifier: string, marker?: string) {
  const requirement = parseRequirement(`idna${specifier}`);
  return findDifference([parseRequirement(declared)], [{
    name: 'idna', clauses: requirement.clauses, requestedExtras: [], ...(marker !== undefined && { marker: parseMarker(marker) }),
  }], { nameOnly: new Set(), requiresPython: '>=3.10' });
}

test('order, blanks and zeros at the end are no difference', () => {
  fc.assert(fc.property(clauses, (list) => {
    expect(difference(`idna ${[...list].reverse().map((text) => ` ${text}.0`).join(' ,')}`, list.join(','))).toBeUndefined();
  }));
});

test('another set of clauses is one', () => {
  fc.assert(fc.property(clauses, clause, (list, more) => {
    fc.pre(!list.includes(more));
    expect(difference(`idna${[...list, more].join(',')}`, list.join(','))).toMatchObject({ name: 'idna' });
  }));
});

test.each([['==8.0.*', '==8.*'], ['~=8.0', '~=8.0.0'], ['===8.0', '===8']])('%s is not %s', (declared, recorded) => {
  expect(difference(`idna${declared}`, recorded)).toBeDefined();
});

test('a marker for Pythons that are not allowed is no difference', () => {
  expect(difference('idna', '', 'python_full_version >= "3.10"')).toBeUndefined();
  expect(difference('idna', '', 'python_full_version >= "3.11"')).toEqual({ name: 'idna', declared: 'idna', recorded: 'idna' });
});
