import { describe, expect, test } from 'vitest';
import { LEGACY_BACKEND, parsePyproject } from '../../../src/python/declarations/pyproject';
import { coded } from '../../support/coded';

const project = (lines: string) => parsePyproject(`[project]\n${lines}`).project;

test('reads what an image depends on', () => {
  const read = parsePyproject(`
[project]
name = "Shop_API"
version = "1.2"
requires-python = " >=3.11 "
readme = "README.md"
license-files = ["LICENSE*"]
dynamic = ["classifiers"]
dependencies = ["fastapi>=0.115"]
[project.optional-dependencies]
Images = ["pillow"]
[project.scripts]
shop = "shop.cli:main"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
backend-path = ["tools"]
[tool.uv]
package = true
`);
  expect(read).toMatchObject({
    project: {
      name: 'Shop_API', version: '1.2', requiresPython: '>=3.11', readme: 'README.md', licensePatterns: ['LICENSE*'], dynamic: ['classifiers'],
      dependencies: [{ name: 'fastapi' }], optionalDependencies: { Images: [{ name: 'pillow' }] }, scripts: { shop: 'shop.cli:main' },
    },
    buildSystem: { backend: 'hatchling.build', backendPath: ['tools'] },
    tool: { uv: { package: true } },
  });
});

test('an empty name or version is none', () => {
  expect(project('name = ""\nversion = ""\nrequires-python = ""')).toEqual({ dynamic: [], dependencies: [], optionalDependencies: {}, scripts: {} });
});

test('tables of tools alone are no project', () => {
  expect(parsePyproject('[tool.ruff]\nline-length = 100\n')).toMatchObject({ groups: {} });
  expect(parsePyproject('[tool.ruff]\nline-length = 100\n').project).toBeUndefined();
});

test('a [build-system] without a back end is that of setuptools', () => {
  expect(parsePyproject('[build-system]\nrequires = ["setuptools"]').buildSystem).toEqual({ backend: LEGACY_BACKEND, backendPath: [], requires: ['setuptools'] });
});

test.each([
  ['readme = { file = "a.md", content-type = "text/markdown" }', { readme: 'a.md' }],
  ['readme = { text = "x", content-type = "text/plain" }', {}],
  ['license = { file = "COPYING" }', { licenseFile: 'COPYING' }],
  ['license = "MIT"', {}],
  ['license-files = { paths = ["A", "B"] }', { licensePatterns: ['A', 'B'] }],
])('understands %s', (line, expected) => {
  expect(project(line)).toEqual({ dynamic: [], dependencies: [], optionalDependencies: {}, scripts: {}, ...expected });
});

describe('fails', () => {
  test.each([
    ['name = "my service"', 'PyprojectInvalid', /^name in \[project\] of pyproject\.toml is not valid\n {2}found: {4}"my service"\n[^]*write: {4}name = "my-service"/],
    ['name = 1', 'PyprojectInvalid', /^name in \[project\] of pyproject\.toml, line 2, is not valid\n {2}found: {4}1\n[^]*write: {4}name = "1"/],
    ['name = "shop"\nversion = 1.0 # the first', 'PyprojectInvalid', /^version in \[project\] of pyproject\.toml, line 3, is not valid\n {2}found: {4}1\.0\n[^]*write: {4}version = "1\.0"/],
    ['version = ["1"]', 'PyprojectInvalid', /^version in \[project\] of pyproject\.toml is not valid\n/],
    ['requires-python = 3.13', 'PyprojectInvalid', /write: {4}requires-python = ">=3\.13"/],
    ['requires-python = "3.13+"', 'PyprojectInvalid', /write: {4}requires-python = ">=3\.13"/],
    ['dependencies = [\n  "idna",\n  "uvicorn[standard] == latest",\n]', 'RequirementsInvalid', /^a requirement in pyproject\.toml \[project\] dependencies, line 4, cannot be read\n[^]*write: {4}"uvicorn\[standard\]"/],
    ['dependencies = "idna"', 'PyprojectInvalid', /dependencies .*\n.*"idna"/],
    ['dependencies = [1]', 'PyprojectInvalid', /dependencies/],
    ['dependencies = ["idna>=3.*"]', 'RequirementsInvalid', /\[project\] dependencies, line 2, cannot be read\n {2}found: {4}"idna>=3\.\*" at character 8/],
    ['requires-python = "^3.11"', 'PyprojectInvalid', /requires-python .*\n.*\^3\.11[^]*write: {4}requires-python = ">=3\.11,<4"/],
    ['requires-python = "3.12.*"', 'PyprojectInvalid', /write: {4}requires-python = "==3\.12\.\*"/],
    ['requires-python = "3.12"', 'PyprojectInvalid', /write: {4}requires-python = "==3\.12\.\*"/],
    ['scripts = ["a"]', 'PyprojectInvalid', /\[project\.scripts\] .* is not a table/],
    ['scripts = { a = 1 }', 'PyprojectInvalid', /a in \[project\.scripts\]/],
    ['optional-dependencies = { x = "a" }', 'PyprojectInvalid', /x in \[project\.optional-dependencies\]/],
    ['license-files = "LICENSE"', 'PyprojectInvalid', /license-files/],
  ])('for %s', (lines, code, message) => {
    expect(() => project(lines)).toThrow(coded(code, message));
  });

  test.each([
    ['setuptools.build-meta', /found: {4}"setuptools\.build-meta"\n[^]*write: {4}build-backend = "setuptools\.build_meta"/],
    ['hatchling build', /build-backend in \[build-system\] of pyproject\.toml is not valid/],
    ['', /build-backend in/],
  ])('for the back end %j', (backend, message) => {
    expect(() => parsePyproject(`[build-system]\nrequires = []\nbuild-backend = "${backend}"\n`)).toThrow(coded('PyprojectInvalid', message));
  });

  test('for a [project] that is not a table', () => {
    expect(() => parsePyproject('project = 1')).toThrow(coded('PyprojectInvalid', /\[project\] of pyproject\.toml is not a table/));
  });

  test('for broken TOML, with the place', () => {
    expect(() => parsePyproject('[project\nname = 1')).toThrow(coded('TomlInvalid', /^pyproject\.toml has a syntax error in line 1/));
  });
});
