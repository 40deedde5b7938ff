import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodedError } from '../../../src/private/coded-error';
import { excerpt, isTable, parseToml, stringsOf, tableAt } from '../../../src/python/source/toml-file';
import { coded } from '../../support/coded';

test('fails at a mistake with the line, the column and the text of the line', () => {
  expect(() => parseToml('[project]\nname = "shop"\nversion = 1.0.0\n', 'pyproject.toml'))
    .toThrow(coded('TomlInvalid', /^pyproject\.toml has a syntax error in line 3, column \d+: .*\n {2}found: {4}version = 1\.0\.0\n {12} *\^\n/));
});

test('fails at a conflict that git left, and says that it is one', () => {
  expect(() => parseToml('[project]\n<<<<<<< HEAD\nname = "a"\n=======\nname = "b"\n>>>>>>> other\n', 'pyproject.toml'))
    .toThrow(coded('TomlInvalid', /^unresolved merge conflict in pyproject\.toml, line 2\n {2}found: {4}<<<<<<< HEAD\n[^]*write: {4}pyproject\.toml with the lines that count/));
  expect(parseToml('a = """\n<<<<<<< HEAD\n"""\n', 'x')).toEqual({ a: '<<<<<<< HEAD\n' });
});

test('fails at a duplicate key, an open string and an open table', () => {
  expect(() => parseToml('a = 1\na = 2', 'x')).toThrow(coded('TomlInvalid', /line 2/));
  expect(() => parseToml('a = "x', 'x')).toThrow(coded('TomlInvalid', /line 1/));
  expect(() => parseToml('[a', 'x')).toThrow(coded('TomlInvalid', /line 1/));
});

test('the excerpt of a long line is cut around the column', () => {
  const [line, caret] = excerpt(`${'a'.repeat(300)}!${'b'.repeat(300)}`, 301).split('\n');
  expect(line).toHaveLength(100);
  expect(line[caret.indexOf('^')]).toBe('!');
});

test('finds tables, and nothing that is inherited', () => {
  const table = parseToml('[a.b]\nc = 1\n[[d]]\n', 'x');
  expect([tableAt(table, 'a', 'b'), tableAt(table, 'a', 'b', 'c'), tableAt(table, 'd'), tableAt(table, 'constructor')]).toEqual([{ c: 1 }, undefined, undefined, undefined]);
  expect([isTable([]), isTable(null), isTable(new Date(0)), isTable({})]).toEqual([false, false, false, true]);
  expect([stringsOf(['a', 1, 'b']), stringsOf('a')]).toEqual([['a', 'b'], []]);
});

describe('properties', () => {
  test('fails in the line that is wrong', () => {
    const good = fc.array(fc.nat(9), { maxLength: 8 }).map((numbers) => numbers.map((number, index) => `key_${index} = ${number}`));
    fc.assert(fc.property(good, good, fc.constantFrom('= 1', 'a b = 1', '[x', 'y = "', 'z = [1 2]', 'w ='), fc.constantFrom('\n', '\r\n'), (before, after, wrong, newline) => {
      const text = [...before, wrong, ...after.map((line) => `x${line}`)].join(newline);
      try {
        parseToml(text, 'file.toml');
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(CodedError);
        const [, line] = /in line (\d+),/.exec((error as CodedError).message) ?? [];
        expect([before.length + 1, before.length + 2]).toContain(Number(line));
      }
    }));
  });

  test('fails by no other exception on any text', () => {
    const bits = fc.array(fc.constantFrom('[', ']', 'a', '=', '"', "'", '\n', '.', '{', '}', ',', '1', '-', ':', '#', 'inf', '"""', '\u0000', '\u{1F40D}'), { maxLength: 20 });
    fc.assert(fc.property(fc.oneof(fc.string(), bits.map((list) => list.join(''))), (text) => {
      try {
        expect(isTable(parseToml(text, 'x'))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(CodedError);
      }
    }), { numRuns: 500 });
  });
});
