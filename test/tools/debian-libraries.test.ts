import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';

const FILE = path.resolve(__dirname, '../../tools/check-image/debian-libraries.json');
const table = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Record<string, string | Record<string, string>>;

test('every library has a package name, or one for each suite', () => {
  for (const [library, value] of Object.entries(table)) {
    expect(library).toMatch(/^lib[\w+.-]+\.so(\.\w+)*$/);
    const names = typeof value === 'string' ? { trixie: value } : value;
    expect(Object.keys(names).filter((suite) => !['trixie', 'bookworm'].includes(suite))).toEqual([]);
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
