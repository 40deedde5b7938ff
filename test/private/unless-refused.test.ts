import { expect, test } from 'vitest';
import { CodedError } from '../../src/private/coded-error';
import { unlessRefused } from '../../src/private/unless-refused';

const refused = new CodedError('SourceEmpty', { what: 'nothing is here', found: 'no file', expected: 'a file', write: 'it' });
const failing = (error: Error) => () => {
  throw error;
};

test('what is refused by a code has another value, by that code', () => {
  expect(unlessRefused(() => 1, () => 2)).toBe(1);
  expect(unlessRefused(failing(refused), ({ code }) => code)).toBe('SourceEmpty');
});

test('any other error goes on, and of a list of codes every other code', () => {
  expect(unlessRefused(failing(refused), () => 2, ['SourceEscapes', 'SourceEmpty'])).toBe(2);
  expect(() => unlessRefused(failing(refused), () => 2, ['SourceEscapes'])).toThrow(refused);
  expect(() => unlessRefused(failing(new TypeError('x is no function')), () => 2)).toThrow(TypeError);
});
