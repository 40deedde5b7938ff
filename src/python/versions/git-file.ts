import * as fs from 'fs';
import * as path from 'path';
import { isBelow } from '../source/source-paths';

/** A file of a folder of git, by its name there. Undefined when there is none, or when a link leads out of the folder: git makes no such links. */
export function gitFile(folder: string, ...name: string[]): string | undefined {
  const file = path.join(folder, ...name);
  try {
    const real = fs.realpathSync(file);
    return isBelow(fs.realpathSync(folder), real) && fs.statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}

/** The text of such a file. */
export function readGitFile(folder: string, ...name: string[]): string | undefined {
  const file = gitFile(folder, ...name);
  return file === undefined ? undefined : fs.readFileSync(file, 'utf8');
}
