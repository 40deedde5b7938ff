import { expect, test } from 'vitest';
import { checkImage } from './root-file-system';

const run = (TARGETPLATFORM: string) => checkImage(['imports', 'json', '--', 'native', '--', 'imports', 'nothing_of_that_name'], {
  environment: { BUILDPLATFORM: 'linux/amd64', TARGETPLATFORM },
});

test('what follows is tried where the image is for the platform that builds', () => {
  const { code, output, errors } = run('linux/amd64');
  expect([code, output]).toEqual([1, 'imports: imported json\nnative: the platform of the image is the one that builds\n']);
  expect(errors).toContain('nothing_of_that_name');
});

test('and not where it is for another one', () => {
  expect(run('linux/arm64')).toEqual({ code: 0, output: 'imports: imported json\n', errors: '' });
});
