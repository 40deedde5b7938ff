import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { BaseImage, ImagePlatform, Libc } from '../../../src/dockerfile';
import { Dependencies, PythonProject, SystemPackages } from '../../../src/python';
import { markerEnvironment } from '../../../src/python/dependencies/install-target';
import { LockedPackage } from '../../../src/python/locks/locked-package';
import { compilePlan } from '../../../src/python/system/compile-plan';
import { targetOf } from '../../support/install-target';

const trixie = targetOf(BaseImage.pythonSlim('3.13'));
const bookworm = targetOf(BaseImage.pythonSlim('3.13', { suite: 'bookworm' }));
const arm = targetOf(BaseImage.pythonSlim('3.13'), ImagePlatform.LINUX_ARM_V7);
const alpine = { ...trixie, libc: Libc.MUSL, glibcVersion: undefined, distribution: 'alpine', suite: undefined };
const locked = (name: string, more: Partial<LockedPackage> = {}): LockedPackage =>
  ({ name, version: '1', extras: [], source: 'index', ...more });
const plan = (packages: LockedPackage[], target = trixie, systemPackages = SystemPackages.fromCatalogue()) =>
  compilePlan(packages, target, systemPackages);
const WHEEL = 'a-1-cp313-cp313-manylinux_2_17_x86_64.whl';

describe('by the wheels of the lock', () => {
  test('a wheel that fits compiles nothing', () => {
    expect(plan([locked('a', { wheels: [WHEEL], hasSdist: true })])).toEqual({ compiled: [], builder: 'slim', buildPackages: [], runtimePackages: [], reasons: [] });
  });

  test.each([
    [[], 'a 1 has no wheel at all'],
    [['a-1-cp312-cp312-manylinux_2_17_x86_64.whl'], 'a 1 has no wheel for Python 3.13 on x86_64 with glibc 2.41'],
  ])('%j compiles in the full image, and says why', (wheels, reason) => {
    expect(plan([locked('a', { wheels, hasSdist: true })])).toMatchObject({ compiled: [{ name: 'a', reason }], builder: 'full', buildPackages: [] });
  });

  test('the libc of the target counts', () => {
    expect(plan([locked('a', { wheels: [WHEEL] })], alpine).compiled).toEqual([{ name: 'a', reason: 'a 1 has no wheel for Python 3.13 on x86_64 with musl' }]);
  });

  test('--no-binary compiles what has a wheel', () => {
    expect(plan([locked('a', { wheels: [WHEEL], noBinary: true })]).compiled).toEqual([{ name: 'a', reason: 'a 1: the requirements say --no-binary' }]);
  });
});

describe('by the catalogue', () => {
  test('psycopg2 compiles in the slim image, with its headers and its library', () => {
    const { compiled, builder, buildPackages, runtimePackages, reasons } = plan([locked('psycopg2')]);
    expect({ compiled, builder, buildPackages, runtimePackages }).toEqual({
      compiled: [{ name: 'psycopg2', reason: 'psycopg2 1 has no wheel at all' }],
      builder: 'slim',
      buildPackages: ['gcc', 'libc6-dev', 'libpq-dev'],
      runtimePackages: ['libpq5'],
    });
    expect(reasons).toContainEqual({ systemPackage: 'libpq5', stage: 'runtime', forPackage: 'psycopg2', because: 'links libpq' });
  });

  test('the names are those of the suite', () => {
    expect([trixie, bookworm].map((target) => plan([locked('python-ldap')], target).runtimePackages))
      .toEqual([['libldap2', 'libsasl2-2'], ['libldap-2.5-0', 'libsasl2-2']]);
  });

  test('psycopg2-binary and pillow add nothing where they have wheels', () => {
    expect(plan([locked('psycopg2-binary'), locked('pillow')])).toEqual({ compiled: [], builder: 'slim', buildPackages: [], runtimePackages: [], reasons: [] });
  });

  test('pillow compiles on 32-bit ARM', () => {
    expect(plan([locked('pillow')], arm)).toMatchObject({ compiled: [{ name: 'pillow' }], builder: 'slim' });
    expect(plan([locked('pillow')], arm).runtimePackages).toContain('libjpeg62-turbo');
  });

  test('psycopg opens libpq itself, unless another package brings it', () => {
    expect(plan([locked('psycopg')])).toMatchObject({ compiled: [], runtimePackages: ['libpq5'], buildPackages: [] });
    expect(plan([locked('psycopg'), locked('psycopg-binary')]).runtimePackages).toEqual([]);
    expect(plan([locked('psycopg', { extras: ['binary'] })]).runtimePackages).toEqual([]);
    expect(plan([locked('psycopg'), locked('psycopg-c')])).toMatchObject({ runtimePackages: ['libpq5'], buildPackages: ['gcc', 'libc6-dev', 'libpq-dev'] });
  });

  test('one package that it does not know makes the builder the full image', () => {
    expect(plan([locked('psycopg2'), locked('b', { wheels: [] })])).toMatchObject({ builder: 'full', runtimePackages: ['libpq5'] });
  });

  test('it knows the names of Alpine, and no others', () => {
    expect(plan([locked('psycopg2')], alpine)).toMatchObject({ builder: 'slim', buildPackages: ['gcc', 'libpq-dev', 'musl-dev'], runtimePackages: ['libpq'] });
    expect(plan([locked('psycopg2')], { ...alpine, distribution: 'wolfi' })).toMatchObject({ builder: 'full', buildPackages: [], runtimePackages: [] });
  });

  test('a package that neither lock nor catalogue knows has a wheel', () => {
    expect(plan([locked('flask')]).compiled).toEqual([]);
  });
});

describe('by the source', () => {
  test('a git repository compiles, and needs git in a slim builder', () => {
    expect(plan([locked('a', { source: 'git' })])).toMatchObject({ compiled: [{ name: 'a' }], builder: 'full', buildPackages: [] });
    expect(plan([locked('a', { source: 'git' })], trixie, SystemPackages.apt({ buildPackages: ['gcc'] })))
      .toMatchObject({ builder: 'slim', buildPackages: ['ca-certificates', 'gcc', 'git'] });
  });

  test('an archive of sources compiles, a folder of the project does not', () => {
    expect(plan([locked('a', { source: 'url' }), locked('b', { source: 'path', path: 'b' })]).compiled).toEqual([{ name: 'a', reason: 'a 1 comes from an archive of sources' }]);
  });
});

test('of a locked project, psycopg2 alone compiles', () => {
  const dependencies = Dependencies._default()._bind(PythonProject.fromFolder(path.join(__dirname, '..', 'fixtures', 'uv-package')));
  expect(plan(dependencies.packagesFor(markerEnvironment(trixie)))).toMatchObject({
    compiled: [{ name: 'psycopg2', reason: 'psycopg2 2.9.13 has no wheel for Python 3.13 on x86_64 with glibc 2.41' }], builder: 'slim', runtimePackages: ['libpq5'],
  });
});
