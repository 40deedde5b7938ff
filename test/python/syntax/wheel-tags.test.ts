import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImagePlatform, Libc } from '../../../src/dockerfile';
import { InstallTarget } from '../../../src/python/dependencies/install-target';
import { newestPlatformTag, parseWheelName, wheelFits } from '../../../src/python/syntax/wheel-tags';

function target(version: string, platform: ImagePlatform, glibcVersion?: string): InstallTarget {
  return { python: { implementation: 'cpython', version, path: '/usr/local/bin/python' }, libc: glibcVersion ? Libc.GLIBC : Libc.MUSL, glibcVersion, platform };
}
const amd64 = target('3.13', ImagePlatform.LINUX_AMD64, '2.41');
const arm64 = target('3.13', ImagePlatform.LINUX_ARM64, '2.36');
const armv7 = target('3.13', ImagePlatform.LINUX_ARM_V7, '2.36');
const alpine = target('3.13', ImagePlatform.LINUX_AMD64);

// Compared with the tags of PyPA's `packaging` 26.3.
test.each([
  ['py3-none-any', amd64, true],
  ['py2.py3-none-any', alpine, true],
  ['py2-none-any', amd64, false],
  ['py38-none-any', amd64, true],
  ['py314-none-any', amd64, false],
  ['cp313-none-any', amd64, true],
  ['cp312-none-any', amd64, false],
  ['cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64', amd64, true],
  ['cp313-cp313-manylinux_2_17_x86_64', arm64, false],
  ['cp313-cp313-manylinux_2_17_x86_64', alpine, false],
  ['cp313-cp313-musllinux_1_2_x86_64', alpine, true],
  ['cp313-cp313-musllinux_1_3_x86_64', alpine, false],
  ['cp313-cp313-musllinux_1_2_x86_64', amd64, false],
  ['cp313-cp313-manylinux_2_39_aarch64', arm64, false],
  ['cp313-cp313-manylinux_2_36_aarch64', arm64, true],
  ['cp313-cp313-manylinux1_x86_64', amd64, true],
  ['cp313-cp313-manylinux_2_4_x86_64', amd64, false],
  ['cp313-cp313-manylinux1_aarch64', arm64, false],
  ['cp313-cp313-manylinux2014_armv7l', armv7, true],
  ['cp313-cp313-linux_armv7l', armv7, true],
  ['cp39-abi3-manylinux_2_28_x86_64', amd64, true],
  ['cp314-abi3-manylinux_2_28_x86_64', amd64, false],
  ['cp312-cp312-manylinux_2_28_x86_64', amd64, false],
  ['cp313-cp313t-manylinux_2_28_x86_64', amd64, false],
  ['py3-none-manylinux2014_aarch64', arm64, true],
  ['cp313-cp313-win_amd64', amd64, false],
  ['cp313-cp313-macosx_11_0_arm64', arm64, false],
  ['cp313-abi3-any', amd64, false],
])('%s', (tags, where, fits) => {
  expect(wheelFits(`foo-1.0-${tags}.whl`, where)).toBe(fits);
  expect(wheelFits(`foo-1.0-1build-${tags}.whl`, where)).toBe(fits);
});

test('on a glibc that is not known, a wheel for 2.28 fits and one for 2.31 does not', () => {
  const unknown = { ...amd64, glibcVersion: undefined };
  expect(['28', '31'].map((minor) => wheelFits(`foo-1.0-cp313-cp313-manylinux_2_${minor}_x86_64.whl`, unknown))).toEqual([true, false]);
});

test('on another implementation only pure wheels fit', () => {
  const pypy = { ...amd64, python: { implementation: 'pypy', version: '3.11', path: '/usr/local/bin/pypy' } };
  expect(['py3-none-any', 'cp311-cp311-linux_x86_64'].map((tags) => wheelFits(`foo-1.0-${tags}.whl`, pypy))).toEqual([true, false]);
});

test.each(['foo.whl', 'foo-1.0.whl', 'foo-1.0-py3-none-any.zip', 'foo-1.0-x1-py3-none-any.whl', 'foo-1.0.tar.gz', '', 'a/foo-1.0-py3-none-any.whl'])(
  'fails to read %j as a wheel', (name) => {
    expect(parseWheelName(name)).toBeUndefined();
    expect(wheelFits(name, amd64)).toBe(false);
  });

describe('properties', () => {
  const tag = fc.stringMatching(/^[a-z0-9_]{1,8}$/);
  const tags = fc.array(tag, { minLength: 1, maxLength: 3 });

  test('reads back what was put together', () => {
    fc.assert(fc.property(tag, tags, tags, tags, fc.constantFrom('', '-1', '-2b'), (name, pythons, abis, platforms, build) => {
      const file = `${name}-1.0${build}-${pythons.join('.')}-${abis.join('.')}-${platforms.join('.')}.whl`;
      expect(parseWheelName(file)).toEqual({ distribution: name, version: '1.0', pythons, abis, platforms });
    }));
  });

  test('a compressed set fits when one of its tags does', () => {
    const platform = fc.constantFrom('any', 'win_amd64', 'manylinux2014_x86_64', 'musllinux_1_1_x86_64', 'manylinux_2_99_x86_64');
    fc.assert(fc.property(platform, platform, (a, b) => {
      expect(wheelFits(`foo-1-py3-none-${a}.${b}.whl`, amd64)).toBe(wheelFits(`foo-1-py3-none-${a}.whl`, amd64) || wheelFits(`foo-1-py3-none-${b}.whl`, amd64));
    }));
  });
});

test('the newest tag of a target: of its glibc, of musl, or of what is taken for granted', () => {
  expect([armv7, arm64].map(newestPlatformTag)).toEqual(['manylinux_2_36_armv7l', 'manylinux_2_36_aarch64']);
  expect(newestPlatformTag({ ...armv7, glibcVersion: undefined })).toBe('manylinux_2_28_armv7l');
  expect(newestPlatformTag({ ...armv7, libc: Libc.MUSL })).toBe('musllinux_1_2_armv7l');
});
