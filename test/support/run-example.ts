import { spawnSync } from 'child_process';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');

export interface ExampleRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the example as `npm run example` does, of this checkout or of another one. */
export function runExample(args: string[], env: Record<string, string> = {}, root: string = ROOT): ExampleRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', path.join('examples', 'inventory', 'run.ts'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { exitCode: status, stdout, stderr };
}
