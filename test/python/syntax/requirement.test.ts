import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRequirement, pinnedVersion } from '../../../src/python/syntax/requirement';
import { SyntaxProblem } from '../../../src/python/syntax/syntax-problem';

const summary = (text: string) => {
  const { name, extras, clauses, url, marker } = parseRequirement(text);
  return [name, extras, clauses.map(({ operator, version }) => operator + version), url, marker !== undefined];
};

test.each([
  ['Flask', ['flask', [], [], undefined, false]],
  [' requests [security, Socks_5]>= 2.8.1 , == 2.8.* ; python_version < "2.7" ', ['requests', ['security', 'socks-5'], ['>=2.8.1', '==2.8.*'], undefined, true]],
  ['pip @ https://x.example/pip.zip#sha1=da9 ; os_name == "posix"', ['pip', [], [], 'https://x.example/pip.zip#sha1=da9', true]],
  ['a@git+https://x.example/a', ['a', [], [], 'git+https://x.example/a', false]],
  ['zope.interface(>=1,<2)', ['zope-interface', [], ['>=1', '<2'], undefined, false]],
  ['a[]', ['a', [], [], undefined, false]],
  ['a>=1,', ['a', [], ['>=1'], undefined, false]],
])('reads %j', (text, expected) => {
  expect(summary(text)).toEqual(expected);
});

test.each([
  ['', 0, 'name'], ['-x', 0, 'name'], ['a b', 2, 'version'], ['a>=', 1, 'version'], ['a==1 2', 5, '","'], ['a[b', 3, '"]"'], ['a[b c]', 2, 'commas'],
  ['a @', 3, 'URL'], ['a>=1.*', 4, 'PEP 440'], ['a~=1', 1, 'version'], ['a (>=1', 6, '")"'], ['a; x', 3, 'variable'], ['a; os_name == "x" y', 18, '"and"'],
  ['a @ https://x.example/a b', 24, '" ;"'], ['a==1.0+', 6, 'PEP 440'], ['a=1', 1, 'version'],
])('fails to read %j at %i', (text, position, expected) => {
  try {
    parseRequirement(text);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxProblem);
    expect([(error as SyntaxProblem).position, (error as SyntaxProblem).problem]).toEqual([position, expect.stringContaining(expected)]);
  }
});

test.each([['a==1.2', '1.2'], ['a===1.2', '1.2'], ['a==1.*', undefined], ['a>=1', undefined], ['a>=1,==1.5', '1.5'], ['a', undefined]])('%s pins %s', (text, version) => {
  expect(pinnedVersion(parseRequirement(text).clauses)).toBe(version);
});

describe('properties', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,6}[A-Za-z0-9])?$/);
  const clause = fc.tuple(fc.constantFrom('==', '>=', '<', '!='), fc.array(fc.nat(99), { minLength: 1, maxLength: 3 })).map(([operator, numbers]) => operator + numbers.join('.'));

  test('reads back what was put together, with any blanks', () => {
    const blank = fc.constantFrom('', ' ', '\t ');
    fc.assert(fc.property(word, fc.array(word, { maxLength: 3 }), fc.array(clause, { maxLength: 3 }), blank, (name, extras, clauses, space) => {
      const text = `${space}${name}${space}${extras.length > 0 ? `[${extras.join(`${space},${space}`)}]` : ''}${space}${clauses.join(`${space},${space}`)}${space}`;
      const read = parseRequirement(text);
      expect(read.clauses.map(({ operator, version }) => operator + version)).toEqual(clauses);
      expect(read.extras).toEqual([...new Set(extras.map((extra) => extra.toLowerCase().replace(/[-_.]+/g, '-')))].sort());
    }));
  });

  test('fails by no other exception, at a position inside the text', () => {
    const bits = fc.array(fc.constantFrom('a', '[', ']', '==1', '>=', ',', ';', ' @ ', 'os_name', '"x"', '(', ')', ' ', 'and', '1.*'), { maxLength: 10 });
    fc.assert(fc.property(fc.oneof(fc.string(), bits.map((list) => list.join(''))), (text) => {
      try {
        expect(parseRequirement(text).name).toMatch(/^[a-z0-9][a-z0-9-]*$/);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxProblem);
        expect((error as SyntaxProblem).position).toBeLessThanOrEqual(text.length);
      }
    }));
  });
});
