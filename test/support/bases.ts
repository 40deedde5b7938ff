import * as fs from 'fs';
import * as path from 'path';
import { temporaryFolder } from './folder';

/** An app with extension modules in its dependencies, which says in JSON what it runs on. */
export const BASES = path.join(__dirname, '..', '..', 'examples', 'bases');

/** A copy of it, to be changed. */
export function copyOfBases(): string {
  const folder = temporaryFolder();
  fs.cpSync(BASES, folder, { recursive: true });
  return folder;
}
