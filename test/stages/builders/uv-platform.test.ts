import { expect, test } from 'vitest';
import { BaseImage, ImagePlatform, Libc } from '../../../src/dockerfile';
import { uvPlatformOf, uvWordsFor } from '../../../src/stages/builders/uv-platform';
import { targetOf } from '../../support/install-target';

const python = { implementation: 'cpython', version: '3.13', path: '/usr/bin/python3' };
const suite = (name: string) => BaseImage.pythonSlim('3.13', { suite: name });
const glibc = (glibcVersion?: string) => BaseImage.of({ reference: 'mine:1', python, glibcVersion });
const musl = BaseImage.of({ reference: 'mine:1', python, libc: Libc.MUSL });
const { LINUX_AMD64, LINUX_ARM64, LINUX_ARM_V7 } = ImagePlatform;

test.each<[string, BaseImage, ImagePlatform, string | undefined]>([
  ['trixie, newer than any that uv knows', suite('trixie'), LINUX_AMD64, 'x86_64-manylinux_2_40'],
  ['trixie on ARM', suite('trixie'), LINUX_ARM64, 'aarch64-manylinux_2_40'],
  ['bookworm', suite('bookworm'), LINUX_AMD64, 'x86_64-manylinux_2_36'],
  ['the oldest', suite('bullseye'), LINUX_AMD64, 'x86_64-manylinux_2_31'],
  ['the newest that uv knows', glibc('2.40'), LINUX_AMD64, 'x86_64-manylinux_2_40'],
  ['one that is too old', glibc('2.30'), LINUX_AMD64, undefined],
  ['one that is not known', glibc(), LINUX_AMD64, undefined],
  ['one that is no version', glibc('2.x'), LINUX_AMD64, undefined],
  ['musl', musl, LINUX_ARM64, 'aarch64-unknown-linux-musl'],
  ['a machine without a name', suite('trixie'), LINUX_ARM_V7, undefined],
  ['musl on a machine without a name', musl, ImagePlatform.of('linux/riscv64'), undefined],
])('%s', (_what, image, platform, expected) => {
  expect(uvPlatformOf(targetOf(image, platform))).toBe(expected);
});

test('uv is told a target by its name, or else by what Python calls the platform', () => {
  expect(uvWordsFor(targetOf(suite('trixie'), LINUX_ARM64))).toEqual({ before: [], options: ['--python-platform', 'aarch64-manylinux_2_40'] });
  expect(uvWordsFor(targetOf(suite('trixie'), LINUX_ARM_V7))).toEqual({ before: ['env', '_PYTHON_HOST_PLATFORM=linux-armv7l'], options: [] });
});
