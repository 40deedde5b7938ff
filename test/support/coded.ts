import { expect } from 'vitest';

/** What `toThrow` compares a coded error with: its code and its message. */
export function coded(code: string, message: RegExp): Error {
  return expect.objectContaining({ name: code, message: expect.stringMatching(message) }) as Error;
}
