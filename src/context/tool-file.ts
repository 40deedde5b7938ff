import * as path from 'path';

/** The programs that run in a build are files of this package, beside `src/` and `lib/`. */
const TOOLS = path.join(__dirname, '..', '..', 'tools');

/** Where a program that runs in a build is on this machine. */
export function toolFile(name: string): string {
  return path.join(TOOLS, name);
}
