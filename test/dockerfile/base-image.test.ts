import { describe, expect, test } from 'vitest';
import { BaseImage, Libc, PackageManager } from '../../src/dockerfile';
import { coded } from '../support/coded';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('official images', () => {
  test('slim has a shell, apt and no compiler', () => {
    const image = BaseImage.pythonSlim('3.13');
    expect(image).toMatchObject({
      python: { implementation: 'cpython', version: '3.13', path: '/usr/local/bin/python3.13' },
      libc: Libc.GLIBC,
      glibcVersion: '2.41',
      distribution: 'debian',
      suite: 'trixie',
      packageManager: PackageManager.APT,
      shell: '/bin/sh',
      compilers: false,
    });
    expect(image.rootImage).toBe(image);
  });

  test('full has compilers', () => {
    const image = BaseImage.pythonFull('3.12.7', { suite: 'bookworm' });
    expect(image).toMatchObject({ compilers: true, glibcVersion: '2.36', python: { version: '3.12', path: '/usr/local/bin/python3.12' } });
  });

  test.each([
    ['public.ecr.aws', 'public.ecr.aws/docker/library/python:3.13-slim-trixie'],
    ['docker.io', 'docker.io/library/python:3.13-slim-trixie'],
    ['docker.io/', 'docker.io/library/python:3.13-slim-trixie'],
    ['localhost:5000/mirror', 'localhost:5000/mirror/docker/library/python:3.13-slim-trixie'],
  ])('come from the registry %s', (registry, reference) => {
    expect(BaseImage.pythonSlim('3.13')._reference(registry)).toBe(reference);
  });

  test('carry suite, full version and digest in the reference', () => {
    expect([
      BaseImage.pythonFull('3.13')._reference('r'),
      BaseImage.pythonSlim('3.14.0rc1', { suite: 'bookworm', digest: DIGEST })._reference('r'),
    ]).toEqual(['r/docker/library/python:3.13-trixie', `r/docker/library/python:3.14.0rc1-slim-bookworm@${DIGEST}`]);
  });

  test.each(['3', 'latest', '3.13-slim', '', '3.13 '])('fails for the version %j', (version) => {
    expect(() => BaseImage.pythonSlim(version)).toThrow(coded('BaseImageInvalid', /write: +'3.13' or '3.13.9'/));
  });

  test('fails for a digest that is none', () => {
    expect(() => BaseImage.pythonSlim('3.13', { digest: 'sha256:1' })).toThrow(coded('BaseImageInvalid', /64 hexadecimal/));
  });
});

describe('other images', () => {
  test('are what is said of them, and come from where the reference says', () => {
    const image = BaseImage.of({ reference: 'registry.example.com:5000/team/python:3.13', libc: Libc.MUSL, packageManager: PackageManager.APK });
    expect(image).toMatchObject({ libc: Libc.MUSL, glibcVersion: undefined, packageManager: 'apk', shell: '/bin/sh', compilers: false });
    expect(image._reference('public.ecr.aws')).toBe('registry.example.com:5000/team/python:3.13');
  });

  test('have the glibc of their suite unless another is given', () => {
    expect([
      BaseImage.of({ reference: 'a:1', suite: 'bookworm' }).glibcVersion,
      BaseImage.of({ reference: 'a:1', suite: 'bookworm', glibcVersion: '2.40' }).glibcVersion,
      BaseImage.of({ reference: 'a:1' }).glibcVersion,
    ]).toEqual(['2.36', '2.40', undefined]);
  });

  test('may have no shell, or another', () => {
    expect([
      BaseImage.of({ reference: 'a:1', hasShell: false }).shell,
      BaseImage.of({ reference: 'a:1', shell: '/busybox/sh' }).shell,
    ]).toEqual([undefined, '/busybox/sh']);
  });

  test('the empty image has nothing and no registry', () => {
    for (const image of [BaseImage.scratch(), BaseImage.of({ reference: 'scratch' })]) {
      expect(image).toMatchObject({ shell: undefined, libc: undefined, python: undefined });
      expect(image._reference('public.ecr.aws')).toBe('scratch');
    }
  });

  test.each([`python@${DIGEST}`, 'localhost:5000/a:b', 'ghcr.io/astral-sh/uv:0.9.2', 'a__b/c-d.e:F_1.x'])('%s is pinned', (reference) => {
    expect(BaseImage.of({ reference })._reference('r')).toBe(reference);
  });

  test.each(['python', 'python:latest', 'localhost:5000/python', 'public.ecr.aws/docker/library/python:latest'])('fails for %s, which moves', (reference) => {
    expect(() => BaseImage.of({ reference })).toThrow(coded('BaseImageUnpinned', /:<version>", or allowUnpinned: true/));
    expect(BaseImage.of({ reference, allowUnpinned: true })._reference('r')).toBe(reference);
  });

  test.each(['', 'Python:3', 'a b:1', 'a:b:c', '$BASE', 'a:1 AS x', 'a:1\nRUN x', '${Token[TOKEN.1]}:1', 'a@sha256:12'])('fails for %j, which is no reference', (reference) => {
    expect(() => BaseImage.of({ reference, allowUnpinned: true })).toThrow(coded('BaseImageInvalid', /found: .*\n.*repository:tag/));
  });
});
