import { execFileSync } from 'child_process';
import * as path from 'path';
import { expect, test } from 'vitest';
import { CATALOGUE_SUITES } from '../../src/python/system/catalogue';

/** Asks the mirror of this machine's apt, and fails where there is none: names that nobody checked are guesses. */
test('every Debian name of the catalogue is in the index of its suite', () => {
  const answer = execFileSync(path.join(__dirname, '../../scripts/debian-index'), ['names'], { encoding: 'utf8' });
  expect(answer.trim().split('\n').map((line) => line.replace(/: \d+ names of \d+ packages of PyPI$/, ''))).toEqual(CATALOGUE_SUITES);
});
