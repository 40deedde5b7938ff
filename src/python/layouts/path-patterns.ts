import { globToRegExp } from '../source/glob';

/** Whether a path fits patterns as `.gitignore` has them: one without a slash at any depth, a folder with all that is in it, and the last word with `!`. */
export function fitsGit(patterns: string[]): (path: string) => boolean {
  const tests = patterns.map((pattern) => {
    const body = pattern.replace(/^!/, '').replace(/\/+$/, '');
    return { not: pattern.startsWith('!'), test: globToRegExp(body.includes('/') ? body.replace(/^\/+/, '') : `**/${body}`) };
  });
  return (path) => tests.reduce((fits, { not, test }) => around(path).some((one) => test.test(one)) ? !not : fits, false);
}

/** Whether a path, or a folder that it is in, fits patterns from the top of the source. */
export function fitsGlobs(patterns: string[]): (path: string) => boolean {
  const tests = patterns.map((pattern) => globToRegExp(pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')));
  return (path) => around(path).some((one) => tests.some((test) => test.test(one)));
}

/** A path and the folders that it is in. */
function around(path: string): string[] {
  return path.split('/').map((_, n, parts) => parts.slice(0, n + 1).join('/'));
}
