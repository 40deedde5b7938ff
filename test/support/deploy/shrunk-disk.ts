import { execFileSync } from 'child_process';
import * as fs from 'fs';
import { onTestFinished } from 'vitest';

/**
 * Has a disk in memory be no larger than what is on it and a little more.
 *
 * @returns what gives it its size again; the end of the test does so, too
 */
export function shrunkDisk(folder: string, bytesLeft: number): () => void {
  const { bsize, blocks, bfree } = fs.statfsSync(folder);
  const resize = (bytes: number) => void execFileSync('mount', ['-o', `remount,size=${bytes}`, folder]);
  const restore = () => resize(blocks * bsize);
  onTestFinished(restore);
  resize((blocks - bfree) * bsize + bytesLeft);
  return restore;
}
