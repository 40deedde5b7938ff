import { expect, test } from 'vitest';
import { keyLine, lineNumber, linesOf } from '../../../src/python/source/text-lines';

const TEXT = '[project] # the app\r\nname = "shop"\nrequires-python = 3.0 # a number\n\n[project.scripts]\n"name" = "shop:main"\nshop.cli="shop:cli"\n[tool.x]\nlater = 1\n';

test('lines end as each system ends them', () => {
  expect(linesOf('a\r\nb\rc\nd')).toEqual(['a', 'b', 'c', 'd']);
  expect([lineNumber('a\r\nb', (line) => line === 'b'), lineNumber('a', (line) => line === 'b')]).toEqual([2, undefined]);
});

test('a key is found in its own table, with the value as it is written', () => {
  expect(keyLine(TEXT, '[project]', 'name')).toEqual({ line: 2, value: '"shop"' });
  expect(keyLine(TEXT, '[project]', 'requires-python')).toEqual({ line: 3, value: '3.0' });
  expect(keyLine(TEXT, '[project.scripts]', 'name')).toEqual({ line: 6, value: '"shop:main"' });
  expect(keyLine(TEXT, '[project.scripts]', 'shop.cli')?.line).toBe(7);
});

test('a key of a later table, and one that is not there, have no line', () => {
  expect(keyLine(TEXT, '[project]', 'later')).toBeUndefined();
  expect(keyLine(TEXT, '[tool.y]', 'later')).toBeUndefined();
});
