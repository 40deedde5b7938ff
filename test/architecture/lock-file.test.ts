import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';

const lock = fs.readFileSync(path.resolve(__dirname, '../../package-lock.json'), 'utf8');

test('the lock file names no registry, so it installs from whichever one npm is set to', () => {
  const { packages } = JSON.parse(lock) as { packages: Record<string, Record<string, unknown>> };
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(Object.keys(packages).filter((name) => 'resolved' in packages[name])).toEqual([]);
});

test('the only URLs in the lock file are those of sponsors', () => {
  const parsed = JSON.parse(lock, (key: string, value: unknown) => (key === 'funding' ? undefined : value)) as object;
  expect(JSON.stringify(parsed)).not.toMatch(/https?:/);
});
