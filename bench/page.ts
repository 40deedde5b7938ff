import * as fs from 'fs';

const END = '<!-- measured: to here -->';

/** Puts what a command measured between its two marks of a page. What stands around them is written by hand and stays. */
export function withMeasured(page: string, measured: string, command = 'bench'): string {
  const mark = `<!-- measured: written by \`npm run ${command}\` from here -->`;
  const begin = page.indexOf(mark);
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < begin) {
    throw new Error(`the page has not the marks ${mark} and ${END}`);
  }
  return `${page.slice(0, begin + mark.length)}\n\n${measured.trim()}\n\n${page.slice(end)}`;
}

/** Rewrites the part of a file that a command measured. */
export function rewritePage(file: string, measured: string, command?: string): void {
  fs.writeFileSync(file, withMeasured(fs.readFileSync(file, 'utf8'), measured, command));
}
