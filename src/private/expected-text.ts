import { CodedError } from './coded-error';

/** A text, also in a program that no compiler has checked. Fails with `PropInvalid`; `what` names the value, `write` has an example. */
export function expectText(value: unknown, what: string, write: string): string {
  if (typeof value !== 'string') {
    throw new CodedError('PropInvalid', { what: `${what} is ${value === undefined ? 'missing' : 'no text'}`, found: shown(value), expected: 'a text', write });
  }
  return value;
}

/** A list of texts, copied. Fails with `PropInvalid`. */
export function expectTexts(value: unknown, what: string, write: string): string[] {
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
    throw new CodedError('PropInvalid', {
      what: `${what} ${value === undefined ? 'are missing' : 'are no list of texts'}`, found: shown(value), expected: 'a list of texts', write,
    });
  }
  return [...value as string[]];
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
