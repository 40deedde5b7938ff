import * as path from 'path';
import { expect } from 'vitest';

const REPOSITORY = path.resolve(__dirname, '../..');
/** A message is read in a terminal. */
const SCREEN = 30;

/**
 * What `toThrow` compares a coded error with: its code and its message, which also has to say what was expected and what to write, to fit on a screen,
 * and to name no folder of this library.
 */
export function coded(code: string, message: RegExp): Error {
  return expect.objectContaining({ name: code, message: helpful(message) }) as Error;
}

/** What is wrong with a message as such; undefined when nothing is. */
export function unhelpful(message: string): string | undefined {
  return WRONG.find(({ is }) => is(message))?.what;
}

const WRONG: { readonly what: string; readonly is: (message: string) => boolean }[] = [
  { what: 'it does not say what was found', is: (message) => !/\n {2}found: +\S/.test(message) },
  { what: 'it does not say what was expected', is: (message) => !/\n {2}expected: +\S/.test(message) },
  { what: 'it does not say what to write', is: (message) => !/\n {2}write: +\S/.test(message) },
  { what: `it has more than ${SCREEN} lines`, is: (message) => message.split('\n').length > SCREEN },
  { what: 'it names a folder of the library', is: (message) => message.includes(REPOSITORY) },
];

function helpful(expected: RegExp): unknown {
  return {
    asymmetricMatch: (message: unknown) => typeof message === 'string' && expected.test(message) && unhelpful(message) === undefined,
    toString: () => 'HelpfulMessage',
    toAsymmetricMatcher: () => `${expected.source}, with what was expected and what to write`,
  };
}
