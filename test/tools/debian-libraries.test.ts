import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { CATALOGUE_SUITES, catalogueEntry, catalogueNames, cataloguePackages } from '../../src/python/system/catalogue';

const FILE = path.resolve(__dirname, '../../tools/check-image/debian-libraries.json');
/** `scripts/debian-index libraries` writes it. */
const table = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Record<string, string | Record<string, string>>;

test('every library has a package name, or one for each suite', () => {
  for (const [library, value] of Object.entries(table)) {
    expect(library).toMatch(/^lib[\w+.-]+\.so(\.\w+)*$/);
    const names = typeof value === 'string' ? { trixie: value } : value;
    expect(Object.keys(names).filter((suite) => !CATALOGUE_SUITES.includes(suite))).toEqual([]);
    for (const name of Object.values(names)) {
      expect(name).toMatch(/^[a-z0-9][a-z0-9+.-]+$/);
    }
  }
});

test('the libraries are sorted, so that each has one place', () => {
  const names = Object.keys(table);
  const sorted = [...names].sort((a, b) => a.toLowerCase() < b.toLowerCase() ? -1 : 1);
  expect(names).toEqual(sorted);
});

test.each(CATALOGUE_SUITES)('the libraries of what the catalogue installs on %s are known, and those that they need', (suite) => {
  const known = new Set(Object.values(table).map((value) => typeof value === 'string' ? value : value[suite]));
  const runtime = catalogueNames().flatMap((name) => cataloguePackages(catalogueEntry(name)!, 'debian', suite)?.runtime ?? []);
  // libopenblas0 is an empty package that brings one of several builds.
  expect([...new Set(runtime)].filter((name) => name.startsWith('lib') && name !== 'libopenblas0' && !known.has(name))).toEqual([]);
  expect(['libkrb5-3', 'libgcc-s1', 'libopenblas0-pthread', 'liblapack3'].filter((name) => !known.has(name))).toEqual([]);
});
