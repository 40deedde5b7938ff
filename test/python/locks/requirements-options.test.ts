import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitOptions } from '../../../src/python/locks/requirements-options';
import { SyntaxProblem } from '../../../src/python/syntax/syntax-problem';

const read = (line: string) => {
  const { body, options } = splitOptions(line);
  return [body, ...options.map(({ name, value }) => `${name}=${value}`)];
};

test.each([
  ['idna==3.10', ['idna==3.10']],
  ['idna==3.10 --hash=sha256:a --hash sha256:b', ['idna==3.10', '--hash=sha256:a', '--hash=sha256:b']],
  ['-r base.txt', ['', '--requirement=base.txt']],
  ['-rbase.txt', ['', '--requirement=base.txt']],
  ['--requirement=a b.txt', ['', '--requirement=a b.txt']],
  ['-e .[server]', ['', '--editable=.[server]']],
  ['--editable "./my lib"', ['', '--editable=./my lib']],
  ['-i https://x.example/simple --no-index --pre', ['', '--index-url=https://x.example/simple', '--no-index=', '--pre=']],
  ['--only-binary=:all: --no-binary a,b', ['', '--only-binary=:all:', '--no-binary=a,b']],
  ['my-package-name', ['my-package-name']],
  ['a ; os_name == "x" --hash=sha256:a', ['a ; os_name == "x"', '--hash=sha256:a']],
])('splits %j', (line, expected) => {
  expect(read(line)).toEqual(expected);
});

test.each([['--nonsense', 0], ['-r', 2], ['a --hash', 8], ['--', 0], ['a --hash=b c', 11]])('fails to split %j at %i', (line, position) => {
  try {
    splitOptions(line);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxProblem);
    expect((error as SyntaxProblem).position).toBe(position);
  }
});

test('fails by no other exception on any text', () => {
  const bits = fc.array(fc.constantFrom('-', '--', 'r', '-r', ' ', '=', 'hash', '--hash', '"', "'", 'a', '-e', '\t'), { maxLength: 10 });
  fc.assert(fc.property(fc.oneof(fc.string(), bits.map((list) => list.join(''))), (line) => {
    try {
      expect(typeof splitOptions(line).body).toBe('string');
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxProblem);
    }
  }));
});
