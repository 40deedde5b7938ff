import { expect, test } from 'vitest';
import { ImagePlatform } from '../../src/dockerfile';
import { coded } from '../support/coded';

test.each([
  [ImagePlatform.LINUX_AMD64, 'linux/amd64', 'amd64', 'amd64', 'x86_64'],
  [ImagePlatform.LINUX_ARM64, 'linux/arm64', 'arm64', 'arm64', 'aarch64'],
  [ImagePlatform.LINUX_ARM_V7, 'linux/arm/v7', 'arm/v7', 'armhf', 'armv7l'],
  [ImagePlatform.of('linux/ppc64le'), 'linux/ppc64le', 'ppc64le', 'ppc64el', 'ppc64le'],
])('%o', (platform, value, architecture, debian, machine) => {
  expect([platform.value, platform.os, platform.architecture, platform.debianArchitecture, platform.machine])
    .toEqual([value, 'linux', architecture, debian, machine]);
});

test('is the same object for the same platform, however it is written', () => {
  expect(['linux/amd64', 'linux/arm64', 'linux/arm64/v8', 'linux/arm/v7', 'linux/arm'].map((value) => ImagePlatform.of(value)))
    .toEqual([
      ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64, ImagePlatform.LINUX_ARM64, ImagePlatform.LINUX_ARM_V7, ImagePlatform.LINUX_ARM_V7,
    ]);
  expect(ImagePlatform.of('linux/arm64/v8')).toBe(ImagePlatform.LINUX_ARM64);
});

test.each(['amd64', 'windows/amd64', 'linux', 'linux/', 'linux/toString', 'linux/amd64/v9', ''])('fails for %j', (value) => {
  expect(() => ImagePlatform.of(value)).toThrow(coded('PlatformInvalid', /expected: one of linux\/amd64, linux\/arm64/));
});

test('fails for nothing in place of a platform', () => {
  expect(() => ImagePlatform.of(undefined as never)).toThrow(coded('PropInvalid', /write: {4}ImagePlatform\.of\('linux\/arm64'\)/));
});
