import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { withMeasured } from '../../bench/page';

const PAGE = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'benchmarks.md'), 'utf8');

test('the measured part is replaced, and what stands around it stays', () => {
  const once = withMeasured(PAGE, '| first |');
  const twice = withMeasured(once, '| second |\n');
  expect(twice).toBe(once.replace('first', 'second'));
  expect(once.startsWith(PAGE.slice(0, PAGE.indexOf('<!-- measured')))).toBe(true);
  expect(once.endsWith(PAGE.slice(PAGE.indexOf('<!-- measured: to here -->')))).toBe(true);
});

test('fails on a page without the marks', () => {
  expect(() => withMeasured('# Benchmarks\n', 'x')).toThrow(/marks/);
});
