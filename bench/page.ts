import * as fs from 'fs';

const BEGIN = '<!-- measured: written by `npm run bench` from here -->';
const END = '<!-- measured: to here -->';

/** Puts what was measured between the two marks of a page. What stands around them is written by hand and stays. */
export function withMeasured(page: string, measured: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`the page has not the marks ${BEGIN} and ${END}`);
  }
  return `${page.slice(0, begin + BEGIN.length)}\n\n${measured.trim()}\n\n${page.slice(end)}`;
}

/** Rewrites the measured part of a file. */
export function rewritePage(file: string, measured: string): void {
  fs.writeFileSync(file, withMeasured(fs.readFileSync(file, 'utf8'), measured));
}
