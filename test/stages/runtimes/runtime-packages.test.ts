import { expect, test } from 'vitest';
import { BaseImage, PackageManager, SlimRuntimeStage, SystemPackages, VirtualenvBuilderStage } from '../../../src';
import { LockedPackage } from '../../../src/python/locks/locked-package';
import { runtimePackages } from '../../../src/stages/runtimes/runtime-packages';
import { targetOf } from '../../support/install-target';
import { readStage } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const trixie = targetOf(BaseImage.pythonSlim('3.13'));
const locked = (...names: string[]): LockedPackage[] => names.map((name) => ({ name, extras: [], source: 'index' }));
const found = (names: string[], systemPackages = SystemPackages.fromCatalogue(), target = trixie) =>
  runtimePackages(locked(...names), target, systemPackages);

test('what is linked is unpacked, and what the builder needs is not there', () => {
  expect(found(['psycopg2', 'lxml'])).toEqual({ unpacked: ['libpq5'], installed: [], opened: false, dropped: [] });
});

test('what has more scripts than those for the loader is installed', () => {
  expect(found(['mysqlclient', 'psycopg2'])).toEqual({ unpacked: ['libpq5'], installed: ['libmariadb3'], opened: false, dropped: [] });
  const asked = SystemPackages.apt({ buildPackages: ['gcc'], runtimePackages: ['libzbar0t64'], installedPackages: ['odd'] });
  expect(found([], asked)).toEqual({ unpacked: ['libzbar0t64'], installed: ['odd'], opened: false, dropped: [] });
});

test('what is opened by its name says so, also among others', () => {
  expect(found(['psycopg'])).toEqual({ unpacked: ['libpq5'], installed: [], opened: true, dropped: [] });
  expect(found(['pycairo', 'psycopg']).opened).toBe(true);
  expect(found(['psycopg', 'psycopg-binary'])).toEqual({ unpacked: [], installed: [], opened: false, dropped: [] });
});

test('the names are those of the suite', () => {
  const bookworm = targetOf(BaseImage.pythonSlim('3.13', { suite: 'bookworm' }));
  expect([trixie, bookworm].map((target) => found(['python-ldap'], undefined, target).unpacked))
    .toEqual([['libldap2', 'libsasl2-2'], ['libldap-2.5-0', 'libsasl2-2']]);
});

test('a runtime on trixie asks for the names of trixie, though its builder is on bookworm', () => {
  const app = scriptApp(pinned('python-ldap'));
  const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder', { baseImage: BaseImage.pythonSlim('3.13', { suite: 'bookworm' }) });
  const target = new SlimRuntimeStage(app, 'Runtime', { install: virtualenv });
  const system = readStage(target, 'runtime-system');
  expect(system.from).toMatch(/:3\.13-slim-trixie$/);
  expect(system.runs[0].commands[0]).toBe('sh /tools/unpack-packages --root /out libldap2 libsasl2-2');
  expect(readStage(target, 'builder-toolchain').from).toMatch(/:3\.13-slim-bookworm$/);
});

test('on Alpine the package manager of the image installs all of them', () => {
  const target = targetOf(BaseImage.pythonAlpine('3.13'));
  const systemPackages = SystemPackages.apk({ buildPackages: ['gcc'], runtimePackages: ['libpq', 'ffmpeg'], versions: { libpq: '~17' } });
  expect(runtimePackages([], target, systemPackages, PackageManager.APK)).toEqual({ unpacked: [], installed: ['ffmpeg', 'libpq~17'], opened: false, dropped: [] });
});
