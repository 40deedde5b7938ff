import { expect, test } from 'vitest';
import { parsePyproject } from '../../../src/python/declarations/pyproject';
import { coded } from '../../support/coded';

const groups = (lines: string) => Object.fromEntries(Object.entries(parsePyproject(lines).groups)
  .map(([name, list]) => [name, list.map((item) => item.text)]));

test('writes out included groups, under normalized names', () => {
  expect(groups('[dependency-groups]\nTest_Unit = ["pytest"]\nall = ["ruff", { include-group = "test.unit" }]')).toEqual({ 'test-unit': ['pytest'], 'all': ['ruff', 'pytest'] });
});

test("uv's dev-dependencies join the group dev", () => {
  expect(groups('[dependency-groups]\ndev = ["ruff"]\n[tool.uv]\ndev-dependencies = ["mypy"]')).toEqual({ dev: ['ruff', 'mypy'] });
});

test.each([
  ['a = [{ include-group = "a" }]', /includes itself\n {2}found: {4}a → a/],
  ['a = [{ include-group = "b" }]\nb = [{ include-group = "a" }]', /includes itself\n {2}found: {4}a → b → a/],
  ['a = [{ include-group = "b" }]', /includes "b", which is not there\n {2}found: {4}a\n {2}expected: one of a/],
  ['a = "x"', /a .*is not a list/],
  ['a = [{ path = "x" }]', /an entry that is not a requirement/],
])('fails for %s', (lines, message) => {
  expect(() => groups(`[dependency-groups]\n${lines}`)).toThrow(coded('PyprojectInvalid', message));
});

test('fails for a requirement that cannot be read, with its group', () => {
  expect(() => groups('[dependency-groups]\na = ["x y"]')).toThrow(coded('RequirementsInvalid', /\[dependency-groups\] a cannot be read/));
});
