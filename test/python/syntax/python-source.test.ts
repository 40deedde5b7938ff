import { describe, expect, test } from 'vitest';
import { PythonSource } from '../../../src/python/syntax/python-source';
import { withoutHanging } from '../../support/without-hanging';

const value = (text: string) => PythonSource.parse(`x = ${text}\n`).top.assignments[0].value.literal;

test('knows what imports stand for', () => {
  const { imports, modules } = PythonSource.parse('import a.b, c as d\nfrom . import e\nfrom ..f.g import (h, i as j,)\ntry:\n    from k import *\nexcept ImportError:\n    pass\n');
  expect(Object.fromEntries(imports)).toEqual({ 'a': 'a', 'd': 'c', 'e': '.e', 'h': '..f.g.h', 'j': '..f.g.i', '*': 'k.*' });
  expect(modules).toEqual(['a.b', 'c', '.', '..f.g', 'k']);
});

describe('a literal', () => {
  test.each([
    ['"a"', 'a'], ["'''a\nb'''", 'a\nb'], ['"a" \'b\'', 'ab'], ['("a" "b")', 'ab'], ['r"\\d"', '\\d'], ['"a\\n\\""', 'a\n"'],
    ['1_000', 1000], ['True', true], ['None', null], ['["a", "b",]  # c', ['a', 'b']], ['("a",)', ['a']], ['{"a": ["b"], "c": {}}', { a: ['b'], c: {} }],
    ['["a"] + ["b"] + ["c"]', ['a', 'b', 'c']], ['"a" + "b"', 'ab'],
  ])('%s is read', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test.each(['f"{y}"', 'b"a"', 'y()', '["a", y]', '{**y}', '[x for x in y]', '"\\x41"', '["a"] + y', '{1: 2}', '"a" % b', '1j'])('%s is not known', (text) => {
    expect(value(text)).toBeUndefined();
  });

  test('may be behind a name that has one value', () => {
    const { top } = PythonSource.parse('A = ["a"]\nB = A + ["b"]\nC = 1\nC = 2\nD = C\nE = E\n');
    expect(top.assignments.map(({ name, value: { literal } }) => [name, literal]))
      .toEqual([['A', ['a']], ['B', ['a', 'b']], ['C', 1], ['C', 2], ['D', undefined], ['E', undefined]]);
  });
});

test('finds the keywords of a call, wherever it is and whatever the function is called', () => {
  const [call, ...others] = PythonSource.parse('import setuptools as st\nfrom distutils.core import setup as s\ndef go():\n    st.setup("a", name="b", **more)\nsetup(name="c")\n')
    .calls('setuptools.setup');
  expect(others).toEqual([]);
  expect(call.keywords.name.literal).toBe('b');
  expect(call.positional.map(({ literal }) => literal)).toEqual(['a']);
  expect(call.unpacked.map(({ text }) => text)).toEqual(['more']);
});

test('reads the statements at the top, those in if, try and with too, and what is below __main__ apart', () => {
  const { top } = PythonSource.parse([
    'import flask', 'a: flask.Flask = b = flask.Flask(__name__)', 'c, d = 1, 2', 'if x:', '    e = 1', 'else:', '    f()', 'try:', '    g = 1', 'except Y:', '    h = 1',
    'with x: i = 1', 'j = 1; k()', '@deco', 'def create(p, q: int, r=1, *s, t, **u):', '    app = flask.Flask("x")', '    return app',
    'if "__main__" == __name__:', '    a.run(port=1)', '',
  ].join('\n'));
  expect(top.assignments.map(({ name }) => name)).toEqual(['a', 'b', 'e', 'g', 'h', 'i', 'j']);
  expect(top.assignments[0].value.callee?.origin).toBe('flask.Flask');
  expect(top.expressions.map(({ text }) => text)).toEqual(['f()', 'k()']);
  expect(top.functions.map(({ name, required }) => [name, required])).toEqual([['create', ['p', 'q', 't']]]);
  expect(top.functions[0].body.returns.map(({ text }) => text)).toEqual(['app']);
  expect(top.main?.expressions.map(({ callee }) => callee?.dotted)).toEqual(['a.run']);
  expect(top.acts).toBe(false);
});

test.each([
  ['brackets', `x = ${'['.repeat(20_000)}`], ['closed brackets', `x = ${'['.repeat(5000)}${']'.repeat(5000)}`], ['not', `x = ${'not '.repeat(10_000)}y`],
  ['attributes', `x = ${'a.'.repeat(10_000)}b`], ['sums', `x = ${'"a" + '.repeat(10_000)}"b"`], ['if', Array.from({ length: 400 }, (_, n) => `${' '.repeat(n)}if x:`).join('\n')],
  ['signs', `${'-'.repeat(200_000)}x\nimport y\n`], ['comprehensions', '[x for '.repeat(71_000)],
  ['awaits', `x = ${'('.repeat(5000)}f()${')'.repeat(5000)}`], ['no Python', '\0\u{1f600}}{)('.repeat(1000)], ['a long file', 'x = 1\n'.repeat(200_000)],
])('%s without end neither end the process nor keep it', (what, text) => {
  const source = withoutHanging(what, () => PythonSource.parse(text));
  source.top.assignments.slice(0, 3).forEach(({ value: expression }) => expect([expression.literal, expression.callee?.dotted]).toHaveLength(2));
  expect(source.calls('f').length).toBeLessThan(2);
});

test('brackets in texts and comments do not count as nested', () => {
  const source = PythonSource.parse(`${'a = "("  # (\nb = \'[{\'\n'.repeat(300)}f()\n`);
  expect(source.calls('f')).toHaveLength(1);
});

test('a file that was just read is not parsed again, and only so many are kept', () => {
  const first = PythonSource.parse('first = 1\n');
  expect(PythonSource.parse('first = 1\n')).toBe(first);
  Array.from({ length: 49 }, (_, n) => PythonSource.parse(`n = ${n}\n`));
  expect(PythonSource.parse('first = 1\n')).toBe(first);
  Array.from({ length: 50 }, (_, n) => PythonSource.parse(`n = ${n}\n`));
  expect(PythonSource.parse('first = 1\n')).not.toBe(first);
});
