import { linesOf } from './text-lines';
import { CodedError } from '../../private/coded-error';
import { ErrorCode } from '../../private/error-code';

/** Fails for a file in which git left both sides of a conflict: no tool reads it, and what a parser says of it helps nobody. */
export function refuseConflict(text: string, file: string, code: ErrorCode, write = `${file} with the lines that count, without <<<<<<<, ======= and >>>>>>>`): void {
  const lines = linesOf(text);
  const index = lines.findIndex((line) => /^<{7}(?: |$)/.test(line));
  if (index >= 0) {
    throw new CodedError(code, { what: `unresolved merge conflict in ${file}, line ${index + 1}`, found: lines[index], expected: 'one of the two sides, or what both mean', write });
  }
}
