import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requirementsLines } from '../../../src/python/locks/requirements-lines';

const read = (text: string) => requirementsLines(text).map(({ number, text: line }) => [number, line]);

test.each([
  ['a\n\nb\r\nc\rd', [[1, 'a'], [3, 'b'], [4, 'c'], [5, 'd']]],
  ['# c\n  # d\na # e\nb#f', [[3, 'a'], [4, 'b#f']]],
  ['a \\\n  --hash=x \\\n  --hash=y\nb', [[1, 'a   --hash=x   --hash=y'], [4, 'b']]],
  ['a \\\n# comment \\\n--hash=x\nb', [[1, 'a'], [3, '--hash=x'], [4, 'b']]],
  ['a \\', [[1, 'a']]],
  ['\ufeffa', [[1, 'a']]],
  ['', []],
])('reads %j', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('every line that is not blank or a comment is read once, with its number', () => {
  const line = fc.stringMatching(/^[a-z=.0-9]{0,8}$/);
  fc.assert(fc.property(fc.array(line), (lines) => {
    expect(read(lines.join('\n'))).toEqual(lines.map((text, index) => [index + 1, text]).filter(([, text]) => text !== ''));
  }));
});
