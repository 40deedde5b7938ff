import { spawnSync } from 'child_process';
import * as path from 'path';
import { expect, test } from 'vitest';
import { GOLDENS } from '../golden/goldens';

test.each(Object.keys(GOLDENS))('docker build --check has nothing to say of %s', (name) => {
  const folder = path.resolve(__dirname, '../golden', name);
  const words = ['build', '--check', '--build-arg', 'BUILDKIT_DOCKERFILE_CHECK=experimental=all', folder];
  const { status, stdout, stderr } = spawnSync('docker', words, { encoding: 'utf8' });
  expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: expect.stringContaining('no warnings found') });
});
