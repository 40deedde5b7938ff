import { linesOf } from '../source/text-lines';

/** One logical line of a requirements file. */
export interface RequirementsLine {
  /** The number of its first line, from 1. */
  readonly number: number;
  /** The number of its last line. */
  readonly end: number;
  /** Without comment and continuations. */
  readonly text: string;
  /** It was written from what a file of another kind says, here: the number is none of that file. */
  readonly place?: string;
}

/** Where a line stands, for a message. */
export function placeOf(file: string, { number, place }: RequirementsLine): string {
  return place ?? `${file}, line ${number}`;
}

/**
 * The lines of a requirements file as pip reads them: a `\` at the end continues a line (not that of a comment),
 * ` #` begins a comment, empty lines are left out.
 */
export function requirementsLines(text: string): RequirementsLine[] {
  const lines: RequirementsLine[] = [];
  let number = 0;
  let started = 0;
  let parts: string[] = [];
  const finish = () => {
    const line = parts.join('').replace(/(^|\s+)#.*$/s, '').trim();
    if (line !== '') {
      lines.push({ number: started, end: number, text: line });
    }
    parts = [];
  };
  for (const raw of linesOf(text.replace(/^\ufeff/, ''))) {
    number++;
    if (parts.length === 0) {
      started = number;
    }
    const comment = /^\s*#/.test(raw);
    if (raw.endsWith('\\') && !comment) {
      parts.push(raw.slice(0, -1));
      continue;
    }
    parts.push(comment ? ` ${raw}` : raw);
    finish();
  }
  if (parts.length > 0) {
    finish();
  }
  return lines;
}
