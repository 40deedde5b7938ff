import { expect, test } from 'vitest';
import { LockedPackage } from '../../../src/python/locks/locked-package';
import { imagePackageUrl, nameAndVersion, pythonPackageUrl, systemPackageUrl } from '../../../src/python/syntax/package-url';

const PACKAGE: LockedPackage = { name: 'idna', version: '3.10', extras: [], source: 'index' };
const DEBIAN = { distribution: 'debian', suite: 'trixie', architecture: 'amd64' };

test.each<[LockedPackage, string | undefined]>([
  [PACKAGE, 'pkg:pypi/idna@3.10'],
  [{ ...PACKAGE, version: undefined }, 'pkg:pypi/idna'],
  [{ ...PACKAGE, version: '1!2.0+cpu.1' }, 'pkg:pypi/idna@1%212.0%2Bcpu.1'],
  [{ ...PACKAGE, source: 'git', url: 'https://git.example/idna?rev=v1#0123456' }, 'pkg:pypi/idna@3.10?vcs_url=git%2Bhttps:%2F%2Fgit.example%2Fidna%400123456'],
  [{ ...PACKAGE, source: 'git', url: 'git+ssh://git@git.example/idna@v1#egg=idna' }, 'pkg:pypi/idna@3.10?vcs_url=git%2Bssh:%2F%2Fgit%40git.example%2Fidna%40v1'],
  [{ ...PACKAGE, source: 'path', path: 'libs/idna' }, undefined],
])('%j is %s', (locked, url) => {
  expect(pythonPackageUrl(locked)).toBe(url);
});

test.each([
  ['libpq5', DEBIAN, 'pkg:deb/debian/libpq5?arch=amd64&distro=trixie'],
  ['libpq5=17.6-0+deb13u1', DEBIAN, 'pkg:deb/debian/libpq5@17.6-0%2Bdeb13u1?arch=amd64&distro=trixie'],
  ['libstdc++6=1:14', { distribution: 'ubuntu', architecture: 'arm64' }, 'pkg:deb/ubuntu/libstdc%2B%2B6@1:14?arch=arm64'],
  ['libpq', { distribution: 'alpine', architecture: 'x86_64' }, 'pkg:apk/alpine/libpq?arch=x86_64'],
  ['libpq', { architecture: 'amd64' }, undefined],
])('the system package %s', (systemPackage, distribution, url) => {
  expect(systemPackageUrl(systemPackage, distribution)).toBe(url);
});

test('a system package with and without a version', () => {
  expect([nameAndVersion('libpq5'), nameAndVersion('libpq5=17.6-0'), nameAndVersion('libpq~=17')]).toEqual([['libpq5'], ['libpq5', '17.6-0'], ['libpq', '17']]);
});

test('an image by its tag and its digest', () => {
  const repository = 'public.ecr.aws/docker/library/python';
  expect(imagePackageUrl({ repository, tag: '3.13-slim' })).toBe('pkg:oci/python?repository_url=public.ecr.aws%2Fdocker%2Flibrary%2Fpython&tag=3.13-slim');
  expect(imagePackageUrl({ repository, digest: 'sha256:00' })).toBe('pkg:oci/python@sha256:00?repository_url=public.ecr.aws%2Fdocker%2Flibrary%2Fpython');
});
