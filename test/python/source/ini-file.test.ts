import { expect, test } from 'vitest';
import { iniList, parseIni } from '../../../src/python/source/ini-file';

test('sections, keys in any case, values of several lines, comments', () => {
  expect(parseIni('\ufeff[options]\r\nInstall_Requires =\r\n  idna\r\n  # no\r\n\r\n  h11>=0.14\r\nzip_safe: false\n; no\n[empty]\n[options]\npackages = find:\nnonsense\n')).toEqual({
    options: { install_requires: '\nidna\nh11>=0.14', zip_safe: 'false', packages: 'find:' }, empty: {},
  });
});

test('a list has a line for each entry', () => {
  expect(iniList('\nidna  # names\nh11; python_version > "3"')).toEqual(['idna', 'h11; python_version > "3"']);
  expect(iniList(undefined)).toEqual([]);
});
