import * as fs from 'fs';
import * as path from 'path';

/** The programs that run in a build are files of this package, beside `src/` and `lib/`. */
const TOOLS = path.join(__dirname, '..', '..', 'tools');

/** A file of a program. */
export interface ToolFile {
  /** Relative to the folder of the programs, with `/`. */
  readonly name: string;
  /** On this machine. */
  readonly path: string;
}

/** The files of a program that runs in a build: itself, or everything in its folder but what Python leaves there. */
export function toolFiles(name: string): ToolFile[] {
  const at = path.join(TOOLS, name);
  if (!fs.statSync(at).isDirectory()) {
    return [{ name, path: at }];
  }
  const files = fs.readdirSync(at).filter((file) => file !== '__pycache__').sort();
  return files.flatMap((file) => toolFiles(`${name}/${file}`));
}
