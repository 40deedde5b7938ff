import { expect, test } from 'vitest';
import { isPython, pythonTarget } from '../../../src/python/entrypoints/python-words';

test.each(['python', 'python3', 'python3.13', 'pythonw', 'ipython', 'python-config', '/usr/bin/python'])('%s is Python, or another program', (program) => {
  expect(isPython(program)).toBe(['python', 'python3', 'python3.13'].includes(program));
});

test('what Python starts stands behind its options', () => {
  expect(pythonTarget(['-u', '-OO', 'main.py', '-v'])).toBe(2);
  expect(pythonTarget(['-m', 'shop'])).toBe(0);
  expect(pythonTarget(['-uB'])).toBe(-1);
});
