import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { onTestFinished } from 'vitest';
import { writeFiles } from './write-files';

export { writeFiles };

/** A new empty folder that goes when the test is done. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-python-images-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with these files, by their paths. */
export function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return folder;
}
