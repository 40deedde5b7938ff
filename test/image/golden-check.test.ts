import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { GOLDENS } from '../golden/goldens';
import { temporaryFolder } from '../support/folder';

/** What stands for a base image that is not on this machine: the check asks a registry for all of them, and looks at none. */
const STAND_IN = 'public.ecr.aws/docker/library/python:3.13-slim-trixie';

test.each(Object.keys(GOLDENS))('docker build --check has nothing to say of %s', (name) => {
  const text = fs.readFileSync(path.resolve(__dirname, '../golden', name, 'Dockerfile'), 'utf8');
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, 'Dockerfile'), text.replace(/(^FROM (?:--platform=\S+ )?|\bfrom=)([\w./-]+:[\w.-]+(?:@sha256:\w+)?)/gm,
    (_, from: string, base: string) => `${from}${isHere(base) ? base : STAND_IN}`));
  const words = ['build', '--check', '--build-arg', 'BUILDKIT_DOCKERFILE_CHECK=experimental=all', folder];
  const { status, stdout, stderr } = spawnSync('docker', words, { encoding: 'utf8' });
  expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: expect.stringContaining('no warnings found') });
});

function isHere(image: string): boolean {
  return spawnSync('docker', ['image', 'inspect', image]).status === 0;
}
