import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { ImagePlatform, Libc } from '../../../src/dockerfile';
import { normalizeName } from '../../../src/python/syntax/package-name';
import { CATALOGUE_SUITES, CatalogueEntry, catalogueEntry, catalogueHasWheel, catalogueNames, cataloguePackages } from '../../../src/python/system/catalogue';

const FILE = path.join(__dirname, '../../../src/python/system/system-packages.json');
const data = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Record<string, Record<string, unknown>>;
const DISTRIBUTIONS = ['debian', 'alpine'] as const;
const NAME = /^[a-z0-9][a-z0-9+.-]+$/;
const TAG = /^(any|((manylinux|musllinux)_)?(x86_64|aarch64|armv7l))$/;

const texts = (value: unknown, form: RegExp) => Array.isArray(value) && value.every((item) => typeof item === 'string' && form.test(item)) && new Set(value).size === value.length;

describe.each(Object.entries(data))('%s', (name, entry) => {
  const packages = DISTRIBUTIONS.flatMap((distribution) => distribution in entry ? [entry[distribution] as Record<string, unknown[]>] : []);

  test('has the keys of an entry and no others', () => {
    expect(Object.keys(entry).filter((key) => !['alpine', 'always', 'unless'].includes(key)).sort()).toEqual(['debian', 'wheels', 'why']);
    expect(packages.map((one) => Object.keys(one))).toEqual(packages.map(() => ['build', 'runtime']));
  });

  test('has a normalized name and a reason', () => {
    expect(name).toBe(normalizeName(name));
    expect(entry.why).toMatch(/^[a-z].*[^.]$/);
  });

  test('has what wheels are made for', () => {
    expect(texts(entry.wheels, TAG)).toBe(true);
  });

  test('has names of packages, by suite where they differ', () => {
    const lists = packages.flatMap((one) => Object.values(one));
    for (const one of lists.flat()) {
      const names = typeof one === 'string' ? { trixie: one } : one as Record<string, string>;
      expect(Object.keys(names).filter((suite) => !CATALOGUE_SUITES.includes(suite))).toEqual([]);
      expect(Object.values(names).filter((text) => !NAME.test(text))).toEqual([]);
      expect(typeof one === 'string' || new Set([...Object.values(names), CATALOGUE_SUITES.length - Object.keys(names).length]).size > 1).toBe(true);
    }
    expect(lists.map((list) => new Set(list.map((one) => JSON.stringify(one))).size)).toEqual(lists.map((list) => list.length));
  });

  test('brings its compiler and the headers of the C library when it compiles', () => {
    const compiles = !(entry.wheels as string[]).includes('any');
    const compiling = packages.filter(({ build }) => compiles && (build.length > 0 || (entry.wheels as string[]).length === 0));
    const has = (...names: string[]) => compiling.map(({ build }) => names.some((one) => build.includes(one)));
    expect([has('gcc', 'g++'), has('libc6-dev', 'musl-dev')]).toEqual(Array(2).fill(compiling.map(() => true)));
  });

  test('has flags of the right form', () => {
    expect(['linked', 'opened', 'executed', undefined]).toContain(entry.always);
    expect(entry.unless === undefined || texts(entry.unless, /^[a-z0-9-]+(\[[a-z0-9-]+\])?$/)).toBe(true);
  });
});

test('its names are in order, and more than a hundred', () => {
  expect(catalogueNames().length).toBeGreaterThan(100);
  expect(Object.keys(data)).toEqual(Object.keys(data).sort());
  expect(catalogueNames()).toEqual(Object.keys(data));
});

test('finds an entry under any spelling, and nothing that is inherited', () => {
  expect(cataloguePackages(catalogueEntry('Python_LDAP')!, 'debian', 'trixie')?.runtime).toEqual(['libldap2', 'libsasl2-2']);
  expect([catalogueEntry('constructor'), catalogueEntry('default'), catalogueEntry('requests')]).toEqual([undefined, undefined, undefined]);
});

test('has the names of each suite, and of Alpine whatever its release', () => {
  const entry = catalogueEntry('python-ldap')!;
  expect(CATALOGUE_SUITES.map((suite) => cataloguePackages(entry, 'debian', suite)?.runtime[0])).toEqual(['libldap2', 'libldap-2.5-0', 'libldap-2.4-2']);
  expect(cataloguePackages(entry, 'alpine', 'v3.22'))
    .toEqual({ build: ['gcc', 'musl-dev', 'openldap-dev', 'cyrus-sasl-dev'], runtime: ['libldap', 'libsasl'] });
});

test('has nothing for a distribution or suite that it does not know, or that lacks one of the packages', () => {
  const entry = catalogueEntry('psycopg2')!;
  const elsewhere = [cataloguePackages(entry, 'fedora', '43'), cataloguePackages(entry, 'debian', 'buster'), cataloguePackages(entry, 'debian')];
  expect(elsewhere).toEqual([undefined, undefined, undefined]);
  const partly: CatalogueEntry = { why: 'is new', wheels: [], debian: { build: ['gcc', { trixie: 'libnew-dev' }], runtime: [] } };
  expect(cataloguePackages(partly, 'debian', 'trixie')).toEqual({ build: ['gcc', 'libnew-dev'], runtime: [] });
  expect([cataloguePackages(partly, 'debian', 'bookworm'), cataloguePackages(partly, 'alpine')]).toEqual([undefined, undefined]);
});

test('knows wheels for one C library only', () => {
  const entry: CatalogueEntry = { why: 'links things', wheels: ['manylinux_x86_64', 'aarch64'], debian: { build: [], runtime: [] } };
  const on = (libc: Libc, platform: ImagePlatform) => catalogueHasWheel(entry, { libc, platform });
  const fits = [on(Libc.GLIBC, ImagePlatform.LINUX_AMD64), on(Libc.MUSL, ImagePlatform.LINUX_AMD64), on(Libc.MUSL, ImagePlatform.LINUX_ARM64)];
  expect(fits).toEqual([true, false, true]);
});
