import { expect, test } from 'vitest';
import { PythonVersion } from '../../../src/python';
import { coded } from '../../support/coded';

test('has a minor version and the tag of wheels', () => {
  expect([PythonVersion.V3_10.minor, PythonVersion.V3_14.tag]).toEqual(['3.10', 'cp314']);
  expect(PythonVersion.of('3.15')).toMatchObject({ minor: '3.15', tag: 'cp315' });
});

test.each(['3.9', '3', '3.13.2', '2.7', '4.0', '3.013', ' 3.13', '', '3.1000'])('fails for %j', (minor) => {
  expect(() => PythonVersion.of(minor)).toThrow(coded('PythonUnsupported', /is not a Python version to build with/));
});

test('fails for a patch release and suggests its minor version', () => {
  expect(() => PythonVersion.of('3.12.4')).toThrow(coded('PythonUnsupported', /PythonVersion\.of\('3\.12'\)/));
});
