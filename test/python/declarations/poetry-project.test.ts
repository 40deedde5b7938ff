import { describe, expect, test } from 'vitest';
import { poetrySpecifier } from '../../../src/python/declarations/poetry-constraint';
import { readPoetry } from '../../../src/python/declarations/poetry-project';
import { parsePyproject } from '../../../src/python/declarations/pyproject';
import { coded } from '../../support/coded';

const main = (dependencies: string) => readPoetry(parsePyproject(`[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.11"\n${dependencies}\n`)).main;

test.each([
  ['*', ''], ['1.2.3', '==1.2.3'], ['=1.2', '==1.2'], ['1.2.*', '==1.2.*'], ['^1.2.3', '>=1.2.3,<2'], ['^0.2.3', '>=0.2.3,<0.3'], ['^0.0.3', '>=0.0.3,<0.0.4'],
  ['^0', '>=0,<1'], ['^1.2.3b1', '>=1.2.3b1,<2'], ['~1.2.3', '>=1.2.3,<1.3'], ['~1', '>=1,<2'], ['~=1.4.2', '~=1.4.2'], ['>=1, <2.5,!=2.0', '>=1,<2.5,!=2.0'], ['>= 1.0', '>=1.0'],
  ['^1.0 || ^2.0', '>=2.0,<3'], ['v1.0', '==1.0'], ['dev-main', undefined],
])('%j is %j', (constraint, specifier) => {
  expect(poetrySpecifier(constraint)).toBe(specifier);
});

test.each([
  ['idna = "^3.4"', ['idna>=3.4,<4']],
  ['uvicorn = { version = "*", extras = ["standard"] }', ['uvicorn[standard]']],
  ['uvloop = { version = "^0.20", markers = "sys_platform != \'win32\'", python = ">=3.12" }', ['uvloop>=0.20,<0.21 ; python_version >= "3.12" and (sys_platform != \'win32\')']],
  ['a = [{ version = "1.0", python = "<3.12" }, { version = "2.0", platform = "linux" }]', ['a==1.0 ; python_version < "3.12"', 'a==2.0 ; sys_platform == "linux"']],
  ['lib = { path = "libs/lib", develop = true }', ['./libs/lib']],
  ['tool = { git = "https://git.example/tool.git", tag = "v1", subdirectory = "sub" }', ['tool @ git+https://git.example/tool.git@v1#subdirectory=sub']],
  ['tool = { git = "git@git.example:owner/tool.git", rev = "abc" }', ['tool @ git+ssh://git@git.example/owner/tool.git@abc']],
  ['w = { url = "https://files.example/w-1-py3-none-any.whl" }', ['w @ https://files.example/w-1-py3-none-any.whl']],
  ['o = { version = "1", optional = true }', []],
])('%s', (line, expected) => {
  expect(main(line)).toEqual(expected);
});

test('what [project] has goes before, extras and groups of both kinds', () => {
  const read = readPoetry(parsePyproject([
    '[project]', 'name = "x"', 'version = "1"', 'dependencies = ["idna>=3"]', '[project.optional-dependencies]', 'Fast = ["uvloop"]', '[dependency-groups]', 'ops = ["ansible"]',
    '[tool.poetry.dependencies]', 'idna = { source = "company" }', 'redis = { version = "5", optional = true }', '[tool.poetry.extras]', 'cache = ["redis"]',
    '[tool.poetry.dev-dependencies]', 'black = "*"', '[tool.poetry.group.test.dependencies]', 'pytest = "^8"',
  ].join('\n')));
  expect(read).toEqual({
    main: ['idna>=3'], extras: { fast: ['uvloop'], cache: ['redis==5'] }, groups: { ops: ['ansible'], dev: ['black'], test: ['pytest>=8,<9'] },
  });
});

describe('fails', () => {
  test('for a version that cannot be read', () => {
    expect(() => main('idna = "newest"')).toThrow(coded('RequirementsInvalid', /^the version of idna in \[tool\.poetry\][^]*found: {4}"newest"/));
  });
});
