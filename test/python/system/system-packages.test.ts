import { describe, expect, test } from 'vitest';
import { BaseImage } from '../../../src/dockerfile';
import { SystemPackages } from '../../../src/python';
import { coded } from '../../support/coded';
import { targetOf } from '../../support/install-target';

const trixie = targetOf(BaseImage.pythonSlim('3.13'));
const names = (packages: SystemPackages, target = trixie) => {
  const { reasons, covered } = packages._resolve([], [], target);
  return {
    build: reasons.filter(({ stage }) => stage === 'build').map(({ systemPackage }) => systemPackage),
    runtime: reasons.filter(({ stage }) => stage === 'runtime').map(({ systemPackage }) => systemPackage), covered,
  };
};

test('none() is nothing, and the catalogue is nothing without packages', () => {
  expect([names(SystemPackages.none()), names(SystemPackages.fromCatalogue())]).toEqual(Array(2).fill({ build: [], runtime: [], covered: [] }));
});

test('forPython has the packages whether they are locked or not', () => {
  expect(names(SystemPackages.forPython('Psycopg2'))).toEqual({ build: ['gcc', 'libc6-dev', 'libpq-dev'], runtime: ['libpq5'], covered: ['psycopg2'] });
});

test('apt has its packages, with versions', () => {
  expect(names(SystemPackages.apt({ buildPackages: ['gcc'], runtimePackages: ['libpq5', 'libzbar0t64'], versions: { libpq5: '17.*', gcc: '4:14.2.0-1' } })))
    .toEqual({ build: ['gcc=4:14.2.0-1'], runtime: ['libpq5=17.*', 'libzbar0t64'], covered: ['*'] });
  expect(names(SystemPackages.apt({ runtimePackages: ['ffmpeg'] })).covered).toEqual([]);
});

test('what has scripts that do more than refresh the cache of the loader is installed, whether it is known or said', () => {
  const { reasons } = SystemPackages.apt({ runtimePackages: ['ffmpeg', 'libpq5'], installedPackages: ['odd'] })._resolve([], [], trixie);
  expect(reasons.map(({ systemPackage, stage }) => [systemPackage, stage])).toEqual([['ffmpeg', 'install'], ['libpq5', 'runtime'], ['odd', 'install']]);
});

test('says which libraries are opened by their name, so that the cache of the loader has to know them', () => {
  const reasonsOf = (name: string) => SystemPackages.forPython(name)._resolve([], [], trixie).reasons;
  expect(reasonsOf('psycopg').map(({ opened }) => opened)).toEqual([true]);
  expect(reasonsOf('psycopg2').filter(({ opened }) => opened)).toEqual([]);
  const locked = { name: 'psycopg', extras: [], source: 'index' as const };
  expect(SystemPackages.fromCatalogue()._resolve([locked], [], trixie).reasons).toMatchObject([{ systemPackage: 'libpq5', stage: 'runtime', opened: true }]);
});

test('several together', () => {
  expect(names(SystemPackages.combine(SystemPackages.forPython('uwsgi'), SystemPackages.apt({ runtimePackages: ['tzdata'] }))))
    .toEqual({ build: ['gcc', 'libc6-dev', 'libpcre2-dev'], runtime: ['libpcre2-8-0', 'media-types', 'tzdata'], covered: ['uwsgi'] });
});

describe('fails', () => {
  test('for a name that the catalogue does not know, with the nearest', () => {
    expect(() => SystemPackages.forPython('psycopg22')).toThrow(coded('SystemPackageUnknown', /does not know "psycopg22"[^]*forPython\('psycopg2'\)/));
    expect(() => SystemPackages.forPython('requests')).toThrow(coded('SystemPackageUnknown', /SystemPackages\.apt/));
  });

  test('for a base image that the catalogue does not know', () => {
    const image = BaseImage.pythonSlim('3.13', { suite: 'buster' });
    expect(() => names(SystemPackages.forPython('psycopg2'), targetOf(image))).toThrow(coded('SystemPackageUnknown', /not for debian buster\n {2}found: {4}debian: trixie, bookworm, bullseye; alpine/));
  });

  test.each([
    [{ runtimePackages: ['libpq5; rm -rf /'] }, /"libpq5; rm -rf \/" is not the name of a Debian package/],
    [{ runtimePackages: ['LibPQ'] }, /is not the name/],
    [{ runtimePackages: ['libpq5=17'] }, /versions: \{ 'libpq5': '17' \}/],
    [{ runtimePackages: ['libpq5'], versions: { libpq5: '17 x' } }, /"17 x" is not a version/],
    [{ runtimePackages: ['libpq5'], versions: { libpq: '17' } }, /a version is given for "libpq", which is not listed/],
  ])('for %j', (packages, message) => {
    expect(() => SystemPackages.apt(packages)).toThrow(coded('SystemPackageInvalid', message));
  });

  test('for packages of apt where there is none', () => {
    expect(() => names(SystemPackages.apt({ runtimePackages: ['ffmpeg'] }), { ...trixie, distribution: 'alpine' })).toThrow(coded('SystemPackageInvalid', /on alpine/));
  });
});
