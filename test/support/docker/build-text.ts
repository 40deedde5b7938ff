import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { type BuildOptions, dockerBuild } from './docker-build';

/** Builds a Dockerfile that reads no file but itself, and gives the id of the image. */
export async function buildText(lines: string[], options: Omit<BuildOptions, 'contextDirectory'> = {}): Promise<string> {
  const contextDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'build-text-'));
  try {
    fs.writeFileSync(path.join(contextDirectory, 'Dockerfile'), `${lines.join('\n')}\n`);
    return (await dockerBuild({ contextDirectory, ...options })).imageId;
  } finally {
    fs.rmSync(contextDirectory, { recursive: true });
  }
}
