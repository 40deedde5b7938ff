import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { catalogueEntry, catalogueNames, cataloguePackages } from '../../src/python/catalogue';
import { normalizeName } from '../../src/python/package-name';

const FILE = path.join(__dirname, '../../src/python/system-packages.json');
const data = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Record<string, Record<string, unknown>>;
const SUITES = ['bookworm', 'trixie'];
const DEBIAN_NAME = /^[a-z0-9][a-z0-9+.-]+$/;
const MACHINES = ['any', 'x86_64', 'aarch64', 'armv7l'];

const texts = (value: unknown, form: RegExp) => Array.isArray(value) && value.every((item) => typeof item === 'string' && form.test(item)) && new Set(value).size === value.length;

describe.each(Object.entries(data))('%s', (name, entry) => {
  test('has the keys of an entry and no others', () => {
    expect(Object.keys(entry).filter((key) => !['always', 'unless'].includes(key)).sort()).toEqual(['debian', 'wheels', 'why']);
  });

  test('has a normalized name and a reason', () => {
    expect(name).toBe(normalizeName(name));
    expect(entry.why).toMatch(/^[a-z].*[^.]$/);
  });

  test('has machines that wheels are made for', () => {
    expect(texts(entry.wheels, new RegExp(`^(${MACHINES.join('|')})$`))).toBe(true);
  });

  test('has packages for every suite', () => {
    const debian = entry.debian as Record<string, Record<string, unknown>>;
    expect(Object.keys(debian).sort()).toEqual(SUITES);
    for (const suite of SUITES) {
      expect(Object.keys(debian[suite]).sort()).toEqual(['build', 'runtime']);
      expect([texts(debian[suite].build, DEBIAN_NAME), texts(debian[suite].runtime, DEBIAN_NAME)]).toEqual([true, true]);
    }
  });

  test('brings its compiler when it compiles', () => {
    const compiles = (entry.wheels as string[]).length === 0;
    const builds = Object.values(entry.debian as Record<string, { build: string[] }>).map(({ build }) => build.includes('gcc') && build.includes('libc6-dev'));
    expect(compiles && builds.includes(false)).toBe(false);
  });

  test('has flags of the right form', () => {
    expect([true, undefined]).toContain(entry.always);
    expect(entry.unless === undefined || texts(entry.unless, /^[a-z0-9-]+(\[[a-z0-9-]+\])?$/)).toBe(true);
  });
});

test('its names are in order', () => {
  expect(Object.keys(data)).toEqual(Object.keys(data).sort());
  expect(catalogueNames()).toEqual(Object.keys(data));
});

test('finds an entry under any spelling, and nothing that is inherited', () => {
  expect(catalogueEntry('Python_LDAP')?.debian.trixie.runtime).toEqual(['libldap2', 'libsasl2-2']);
  expect([catalogueEntry('constructor'), catalogueEntry('default'), catalogueEntry('numpy')]).toEqual([undefined, undefined, undefined]);
});

test('has nothing for a distribution or suite that it does not know', () => {
  const entry = catalogueEntry('psycopg2')!;
  expect(cataloguePackages(entry, 'debian', 'bookworm')).toBeDefined();
  expect([cataloguePackages(entry, 'alpine', 'v3.22'), cataloguePackages(entry, 'debian', 'bullseye'), cataloguePackages(entry, 'debian')]).toEqual([undefined, undefined, undefined]);
});
