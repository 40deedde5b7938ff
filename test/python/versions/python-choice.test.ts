import { describe, expect, test } from 'vitest';
import { PythonVersion } from '../../../src/python';
import { choosePython } from '../../../src/python/versions/python-choice';
import { coded } from '../../support/coded';

const rule = (requiresPython: string, file = 'pyproject.toml') => ({ file, requiresPython });

describe('without a request', () => {
  test.each([
    [[], '3.13'], [['>=3.9'], '3.13'], [['>=3.14'], '3.14'], [['<3.13'], '3.12'], [['>=3.10,<3.12'], '3.11'], [['==3.10.*'], '3.10'],
    [['>=3.13.2'], '3.13'], [['!=3.13.*'], '3.14'], [['~=3.12.1'], '3.12'], [['>=3.10', '<3.13'], '3.12'],
  ])('%j chooses %s', (specifiers, minor) => {
    expect(choosePython(specifiers.map((specifier) => rule(specifier))).minor).toBe(minor);
  });

  test('fails when no supported version is allowed', () => {
    expect(() => choosePython([rule('<3.9')])).toThrow(coded('PythonExcluded', /requires-python = "<3\.9", which no supported Python satisfies\n {2}found: .*<3\.9.*\n.*3\.10, 3\.11/));
  });
});

describe('with a version that a file names', () => {
  const pin = (requiresPython: string, file = '.python-version', more = {}) => ({ file, requiresPython, says: 'it', pinned: true, ...more });

  test('takes it, the first of several that the others allow, and one that is newer than the library', () => {
    expect(choosePython([rule('>=3.9'), pin('==3.11.*')]).minor).toBe('3.11');
    expect(choosePython([pin('==3.12.* || ==3.11.*')]).minor).toBe('3.12');
    expect(choosePython([rule('<3.12'), pin('==3.12.* || ==3.11.*')]).minor).toBe('3.11');
    expect(choosePython([pin('==3.15.*')]).minor).toBe('3.15');
    expect(choosePython([pin('==3.12.*'), pin('==3.12.*', 'runtime.txt')]).minor).toBe('3.12');
  });

  test('goes by a request before it', () => {
    expect(choosePython([rule('>=3.9'), pin('==3.8.*')], PythonVersion.V3_13)).toBe(PythonVersion.V3_13);
  });

  test('takes no pre-release, and fails for one that is nothing else', () => {
    expect(choosePython([pin('==3.14.*', '.python-version', { preRelease: true })]).minor).toBe('3.14');
    expect(() => choosePython([pin('==3.16.*', '.python-version', { preRelease: true })])).toThrow(coded('PythonExcluded', /\.python-version says it, which no supported/));
  });

  test('fails when two files disagree, naming them and not the third', () => {
    expect(() => choosePython([rule('>=3.10', 'uv.lock'), rule('>=3.13'), pin('==3.12.*')])).toThrow(coded('PythonExcluded',
      /^pyproject\.toml and \.python-version disagree about the Python\n {2}found: {4}pyproject\.toml has requires-python = ">=3\.13"\n {12}\.python-version says it\n[^]*write: {4}python: PythonVersion\.of\('3\.13'\), or another version in \.python-version/));
    expect(() => choosePython([pin('==3.12.*'), pin('==3.11.*', 'runtime.txt')])).toThrow(coded('PythonExcluded',
      /^\.python-version and runtime\.txt disagree[^]*write: {4}python: PythonVersion\.of\('3\.12'\), or another version in \.python-version/));
  });

  test('fails for one that is too old', () => {
    expect(() => choosePython([pin('==3.8.*', 'runtime.txt', { says: 'python-3.8.20' })])).toThrow(coded('PythonExcluded',
      /^runtime\.txt says python-3\.8\.20, which no supported Python satisfies\n {2}found: {4}runtime\.txt says python-3\.8\.20\n {2}expected: one of 3\.10, .*\n {2}write: {4}python: PythonVersion\.of/));
  });

  test('fails for another Python', () => {
    expect(() => choosePython([pin('===none', '.python-version', { unsupported: 'why' })])).toThrow(coded('PythonUnsupported', /expected: a version of CPython: why/));
  });
});

describe('with a request', () => {
  test('takes it when it is allowed', () => {
    expect(choosePython([rule('>=3.10')], PythonVersion.V3_11)).toBe(PythonVersion.V3_11);
    expect(choosePython([rule('>=3.10')], PythonVersion.of('3.15')).minor).toBe('3.15');
  });

  test('fails when a rule excludes it, naming both and what is allowed', () => {
    expect(() => choosePython([rule('>=3.10'), rule('<3.13', 'uv.lock')], PythonVersion.V3_13)).toThrow(coded('PythonExcluded',
      /^Python 3\.13 was chosen, but uv\.lock has requires-python = "<3\.13"\n {2}found: {4}python: PythonVersion\.of\('3\.13'\)\n {2}expected: one of 3\.10, 3\.11, 3\.12\n {2}write: {4}python: PythonVersion\.of\('3\.12'\)/));
  });
});
