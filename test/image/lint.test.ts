import { spawnSync } from 'child_process';
import * as path from 'path';
import { expect, test } from 'vitest';
import { Dockerfile } from '../../src/dockerfile';
import { exampleTarget } from '../support/example-stages';

const text = Dockerfile.fromTarget(exampleTarget()).render();

/** What a program says of the Dockerfile. */
function said(command: string, ...words: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr, error } = spawnSync(command, words, { input: text, encoding: 'utf8', cwd: __dirname });
  expect(error).toBeUndefined();
  return { status, output: `${stdout}${stderr}` };
}

test('docker build --check has nothing to say, with the experimental rules either', () => {
  const check = said('docker', 'build', '--check', '--build-arg', 'BUILDKIT_DOCKERFILE_CHECK=experimental=all', '--file', '-', '.');
  expect(check).toEqual({ status: 0, output: expect.stringContaining('no warnings found') });
});

test('hadolint has nothing to say', () => {
  expect(said(path.resolve(__dirname, '../../.tools/venv/bin/hadolint'), '-')).toEqual({ status: 0, output: '' });
});

test('docker lists the stages with their descriptions', () => {
  const { output } = said('docker', 'build', '--call=targets', '--file', '-', '.');
  expect(output).toMatch(/^builder +makes the virtual environment$/m);
  expect(output).toMatch(/^runtime \(default\) +runs the app$/m);
});
