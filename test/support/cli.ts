import { spawnSync } from 'child_process';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line of the library. */
export function cli(words: string[], env: Record<string, string> = {}): CliRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', path.join('src', 'cli', 'main.ts'), ...words], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}
