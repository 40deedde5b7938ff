import { execFileSync } from 'child_process';
import { writeFiles } from './folder';

/** Runs git in a folder as somebody, whatever the machine has set. */
export function git(folder: string, ...words: string[]): string {
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const who = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.com', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...who, ...words], { cwd: folder, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** Commits a new file for each of the names. */
export function commit(folder: string, ...names: string[]): void {
  for (const name of names) {
    writeFiles(folder, { [`history/${name}`]: name });
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', name);
  }
}
