import { expect, test } from 'vitest';
import { docker } from '../support/docker/run-docker';
import { runExample } from '../support/run-example';

const APP_ANSWER = /^\{\n {2}"greeting": "hello from inventory",\n {2}"pieces": 555,\n {2}"libpq": \d+,\n {2}"jpegBytes": \d+\n\}$/m;

async function containers(): Promise<string> {
  return (await docker(['ps', '--all', '--quiet', '--filter=ancestor=inventory-example'])).stdout;
}

test('the example builds, answers, stops in time and leaves no container', async () => {
  const { exitCode, stdout } = runExample([]);
  expect(exitCode, stdout).toBe(0);
  expect(stdout).toMatch(/^Built inventory-example, sha256:[0-9a-f]{64}, in [\d.]+ s$/m);
  expect(stdout).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\/ from the container with a read-only file system: 200 after/m);
  expect(stdout).toMatch(APP_ANSWER);
  expect(stdout).toMatch(/^ {2}app's layer {2}\d\.\d kB:/m);
  expect(stdout).toMatch(/^ {2}docker stop {2}[01]\.\d s, exit code 0$/m);
  expect(await containers()).toBe('');
});
