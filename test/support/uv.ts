import { execFileSync } from 'child_process';
import * as path from 'path';

/** The uv that `scripts/tools` installs. */
const UV = path.resolve(__dirname, '../../.tools/venv/bin/uv');

/** Runs uv in a folder. Locks name the index they were made with, so they are made when a test needs them and never committed. */
export function uv(folder: string, ...words: string[]): void {
  const { PIP_FIND_LINKS: _, UV_INDEX_URL: __, ...env } = process.env;
  execFileSync(UV, [...words, '--quiet'], { cwd: folder, env: { ...env, UV_PYTHON_DOWNLOADS: 'never' }, stdio: ['ignore', 'pipe', 'pipe'] });
}
