import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const PYPROJECT = `[project]
name = "shop"
version = "1.0"
requires-python = ">=3.10"
dependencies = ["idna>=3,<4", "click >= 8.0", "h11[x]>=0.14 ; python_version < '3.13'"]
[project.optional-dependencies]
extra_one = ["certifi>=2024"]
all = ["shop[extra-one]"]
[dependency-groups]
dev = ["iniconfig>=2"]
more = [{include-group = "dev"}, "packaging"]
`;
const LOCK = `version = 1
requires-python = ">=3.10"
[[package]]
name = "shop"
version = "1.0"
source = { virtual = "." }
[package.metadata]
requires-dist = [
    { name = "certifi", marker = "extra == 'extra-one'", specifier = ">=2024" },
    { name = "click", specifier = ">=8.0" },
    { name = "h11", extras = ["x"], marker = "python_full_version < '3.13'", specifier = ">=0.14" },
    { name = "idna", specifier = ">=3,<4" },
    { name = "shop", extras = ["extra-one"], marker = "extra == 'all'" },
]
provides-extras = ["extra-one", "all"]
[package.metadata.requires-dev]
dev = [{ name = "iniconfig", specifier = ">=2" }]
more = [
    { name = "iniconfig", specifier = ">=2" },
    { name = "packaging" },
]
`;
const bind = (pyproject: string, lock = LOCK) =>
  Dependencies.fromUvLock()._bind(PythonProject.fromFolder(folderWith({ 'pyproject.toml': pyproject, 'uv.lock': lock })));

// The verdicts are those of `uv lock --check` of uv 0.13.8 on the same edits.
describe('a uv.lock agrees after', () => {
  test.each([
    ['nothing', 'x', 'x'],
    ['another order', '"idna>=3,<4", "click >= 8.0"', '"click>=8.0", "idna<4,>=3"'],
    ['a zero less', 'click >= 8.0', 'click >= 8'],
    ['another spelling', 'click', 'Click'],
    ['the same version', 'version = "1.0"', 'version = "1.0.0"'],
    ['another spelling of the name', 'name = "shop"', 'name = "Shop"'],
    ['the same Pythons', '>=3.10', '>=3.10.0'],
    ['another spelling of an extra', 'extra_one', 'extra-one'],
    ['the same marker', "python_version < '3.13'", "python_full_version < '3.13'"],
    ['one line in two', '"idna>=3,<4"', '"idna>=3", "idna<4"'],
  ])('%s', (_edit, before, after) => {
    expect(bind(PYPROJECT.replace(before, after)).locked).toBe(true);
  });
});

describe('fails when uv.lock does not agree on', () => {
  test.each([
    ['a new dependency', '"idna', '"certifi", "idna', /certifi differs\n {2}found: {4}pyproject\.toml: certifi\n {12}uv\.lock: not there/],
    ['a dependency less', '"idna>=3,<4", ', '', /idna differs\n {2}found: {4}pyproject\.toml: not declared\n {12}uv\.lock: idna>=3,<4/],
    ['a version', 'idna>=3,<4', 'idna>=3.1,<4', /idna>=3\.1,<4\n {12}uv\.lock: idna>=3,<4\n {2}expected: .*\n {2}write: {4}uv lock/],
    ['no version', 'idna>=3,<4', 'idna', /idna differs/],
    ['the version of the project', 'version = "1.0"', 'version = "1.1"', /the version of the project differs\n {2}found: {4}pyproject\.toml: 1\.1\n {12}uv\.lock: 1\.0/],
    ['the name', 'name = "shop"', 'name = "store"', /the name of the project/],
    ['the Pythons', '>=3.10', '>=3.11', /requires-python differs/],
    ['a new extra', 'all = [', 'two = ["h11"]\nall = [', /the extra "two"/],
    ['a new extra without dependencies', 'all = [', 'two = []\nall = [', /the extra "two"/],
    ['the version in an extra', 'certifi>=2024', 'certifi>=2023', /certifi of the extra "extra-one"/],
    ['the version in a group', 'iniconfig>=2', 'iniconfig>=1', /iniconfig of the group "dev"/],
    ['a new group', '[dependency-groups]', '[dependency-groups]\nx=["h11"]', /h11 of the group "x"/],
    ['a group less', 'more = [{include-group = "dev"}, "packaging"]', '', /of the group "more"/],
    ['the extras of a dependency', 'h11[x]', 'h11', /h11 differs/],
    ['a marker', "python_version < '3.13'", "python_version < '3.12'", /h11 differs/],
    ['something to build', '[dependency-groups]', '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[dependency-groups]', /something to build differs/],
    ['an extra that asks for another', 'all = ["shop[extra-one]"]', 'all = []', /shop of the extra "all"/],
  ])('%s', (_edit, before, after, message) => {
    expect(() => bind(PYPROJECT.replace(before, after))).toThrow(coded('LockStale', message));
  });
});

test('fails for a uv.lock where Poetry has declared the project, which uv does not read', () => {
  expect(() => bind('[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nidna = "*"\n')).toThrow(coded('LockStale', /write: {4}poetry lock, and remove uv\.lock/));
});

test('fails for a uv.lock of a project that required nothing', () => {
  expect(() => bind(PYPROJECT, LOCK.slice(0, LOCK.indexOf('[package.metadata]')))).toThrow(coded('LockStale', /uv\.lock does not agree with pyproject\.toml/));
});

describe('a uv.lock is not asked about', () => {
  test('what it does not remember', () => {
    const old = `${LOCK.slice(0, LOCK.indexOf('[package.metadata]'))}dependencies = [{ name = "greeter", marker = "extra == 'never'" }]\n`;
    expect(bind(PYPROJECT.replace('idna>=3', 'idna>=3.5'), old).locked).toBe(true);
  });

  test('the version of a dependency that has its own source', () => {
    const sources = '[tool.uv.sources]\nidna = { git = "https://git.example/idna" }\n';
    expect(bind(PYPROJECT.replace('idna>=3,<4', 'idna') + sources, LOCK.replace('specifier = ">=3,<4"', 'git = "https://git.example/idna"')).locked).toBe(true);
  });
});

describe('requirements', () => {
  const check = (dependencies: string, requirements: string) => Dependencies.fromRequirements()._bind(PythonProject.fromFolder(folderWith({
    'pyproject.toml': `[project]\nname = "x"\nversion = "1"\ndependencies = [${dependencies}]\n`, 'requirements.txt': requirements,
  })));

  test.each([
    ['"idna>=3"', 'idna==3.10\nmore==1'],
    ['"Typing_Extensions"', 'typing-extensions==4.0'],
    ['"idna>=3"', 'idna'],
    ['"pywin32; sys_platform == \'win32\'"', 'idna==3.10'],
    ['"a @ https://x.example/a-1-py3-none-any.whl"', 'https://x.example/a-1-py3-none-any.whl'],
  ])('agree: %s and %j', (dependencies, requirements) => {
    expect(check(dependencies, requirements).installer).toBe('requirements');
  });

  test('without a lock, what is missing is installed with them', () => {
    expect(check('"idna>=3", "h11>=0.16; python_version > \'3.0\'"', 'idna==3.10')).toMatchObject({
      locked: false, requirements: ["h11>=0.16; python_version > '3.0'"], packages: [{ name: 'h11' }, { name: 'idna' }],
    });
  });

  test('fail when a lock misses a dependency', () => {
    expect(() => check('"idna>=3", "h11"', `idna==3.10 --hash=sha256:${'0'.repeat(64)}`)).toThrow(coded('LockStale',
      /^requirements\.txt does not agree with pyproject\.toml: h11 differs\n[^]*write: {4}uv pip compile pyproject\.toml -o requirements\.txt --universal --generate-hashes\n/));
  });

  test('fail when a pin is excluded, and name the command that made the file', () => {
    const header = '# This file was autogenerated by uv via the following command:\n#    uv pip compile pyproject.toml -o requirements.txt\n';
    expect(() => check('"idna>=4"', `${header}idna==3.10`)).toThrow(coded('LockStale',
      /pyproject\.toml: idna>=4\n {12}requirements\.txt: idna==3\.10\n[^]*write: {4}uv pip compile pyproject\.toml -o requirements\.txt\n/));
  });

  test('fail without repeating an address that the header names', () => {
    const header = '# This file was autogenerated by uv via the following command:\n#    uv pip compile --index-url https://secret.example/simple\n';
    expect(() => check('"idna>=4"', `${header}idna==3.10`)).toThrow(coded('LockStale', /^(?![^]*secret)/));
  });
});
