import { execFileSync } from 'child_process';
import { onTestFinished } from 'vitest';

/**
 * Puts a file system over a folder for as long as the test runs.
 *
 * @param size how much it takes; without, no file can be made on it at all
 */
export function fullDisk(folder: string, size?: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', size === undefined ? 'nr_inodes=1' : `size=${size}`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
}
