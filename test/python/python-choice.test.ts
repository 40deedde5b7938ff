import { describe, expect, test } from 'vitest';
import { PythonVersion } from '../../src/python';
import { choosePython } from '../../src/python/python-choice';
import { coded } from '../support/coded';

const rule = (requiresPython: string, file = 'pyproject.toml') => ({ file, requiresPython });

describe('without a request', () => {
  test.each([
    [[], '3.13'], [['>=3.9'], '3.13'], [['>=3.14'], '3.14'], [['<3.13'], '3.12'], [['>=3.10,<3.12'], '3.11'], [['==3.10.*'], '3.10'],
    [['>=3.13.2'], '3.13'], [['!=3.13.*'], '3.14'], [['~=3.12.1'], '3.12'], [['>=3.10', '<3.13'], '3.12'],
  ])('%j chooses %s', (specifiers, minor) => {
    expect(choosePython(specifiers.map((specifier) => rule(specifier))).minor).toBe(minor);
  });

  test('fails when no supported version is allowed', () => {
    expect(() => choosePython([rule('<3.9')])).toThrow(coded('PythonExcluded', /requires-python = "<3\.9", which no supported Python satisfies\n.*3\.10, 3\.11/));
  });
});

describe('with a request', () => {
  test('takes it when it is allowed', () => {
    expect(choosePython([rule('>=3.10')], PythonVersion.V3_11)).toBe(PythonVersion.V3_11);
    expect(choosePython([rule('>=3.10')], PythonVersion.of('3.15')).minor).toBe('3.15');
  });

  test('fails when a rule excludes it, naming both and what is allowed', () => {
    expect(() => choosePython([rule('>=3.10'), rule('<3.13', 'uv.lock')], PythonVersion.V3_13)).toThrow(coded('PythonExcluded',
      /^Python 3\.13 was chosen, but uv\.lock has requires-python = "<3\.13"\n {2}expected: one of 3\.10, 3\.11, 3\.12\n {2}write: {4}python: PythonVersion\.of\('3\.12'\)/));
  });
});
