import { execFileSync } from 'child_process';
import * as path from 'path';
import { expect, test } from 'vitest';

/** Asks the index of this machine. */
test('the index has every file that the locks of the tools name', () => {
  const answer = execFileSync(path.join(__dirname, '../../scripts/tool-locks'), ['check'], { encoding: 'utf8' });
  expect(answer.trim().split('\n').filter((line) => !/^tools\/locks\/[a-z]+-[\d.]+\.txt: [1-9]\d* files$/.test(line))).toEqual([]);
});
