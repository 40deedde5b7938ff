import { describe, expect, test } from 'vitest';
import { BaseImage, Files, ImagePlatform, Libc, Virtualenv, Wheelhouse, Instruction, Mount, Command } from '../../src/dockerfile';
import { coded } from '../support/coded';
import { linesOf, stageApp, TestStage } from '../support/stages';

describe('an artifact', () => {
  test('knows its stage, and what it was made with', () => {
    const stage = new TestStage(stageApp('Api', { platform: ImagePlatform.LINUX_ARM64 }), 'Builder');
    expect(new Virtualenv({ source: stage, path: '/app/.venv', root: '/out' })).toMatchObject({
      source: stage, stage, path: '/app/.venv', root: '/out', libc: Libc.GLIBC, platform: ImagePlatform.LINUX_ARM64,
      python: { version: '3.13', path: '/usr/local/bin/python3.13' }, _storedPath: '/out/app/.venv',
    });
    expect(new Files({ source: stage, path: '/f' })).toMatchObject({ root: '/f', libc: undefined, python: undefined, _storedPath: '/f' });
    expect(new Files({ source: stage, path: '/f', root: '/' })).toMatchObject({ root: '/', _storedPath: '/f' });
  });

  test('of an image has no stage and no platform', () => {
    const wheels = Wheelhouse.fromImage('registry.example.com/platform/wheels:2026-11');
    expect(wheels).toMatchObject({ stage: undefined, platform: undefined, path: '/wheels', root: '/wheels', libc: undefined });
    expect(Wheelhouse.fromImage('a:1', '/w').path).toBe('/w');
    expect(linesOf(Instruction.copyArtifact(wheels))).toEqual(['COPY --link --from=registry.example.com/platform/wheels:2026-11 /wheels /wheels']);
  });

  test('fails for an image that moves', () => {
    expect(() => Wheelhouse.fromImage('a')).toThrow(coded('BaseImageUnpinned', /no tag/));
  });

  test.each(['app', './app', '/app/', '/app/../x', '/a//b', '/a/.', ''])('fails for the path %j', (path) => {
    expect(() => new Files({ source: BaseImage.scratch(), path })).toThrow(coded('InstructionInvalid', /the path of an artifact/));
    expect(() => new Files({ source: BaseImage.scratch(), path: '/x', root: path })).toThrow(coded('InstructionInvalid', /the root of an artifact/));
  });

  test.each(['/', '/..a', '/.venv', '/a b/$c'])('takes the path %j', (path) => {
    expect(new Files({ source: BaseImage.scratch(), path }).root).toBe(path);
  });

  test('is copied onto the root, or to its own place', () => {
    const source = BaseImage.of({ reference: 'a:1' });
    expect(linesOf(
      Instruction.copyArtifact(new Files({ source, path: '/a/b', root: '/out' })),
      Instruction.copyArtifact(new Files({ source, path: '/a/b', root: '/' })),
      Instruction.copyArtifact(new Files({ source, path: '/a/b' }), { link: false }),
      Instruction.run([Command.argv('x')], { mounts: [Mount.bindArtifact(new Files({ source, path: '/a/b', root: '/out' }))] }),
    )).toEqual([
      'COPY --link --from=a:1 /out/ /',
      'COPY --link --from=a:1 / /',
      'COPY --from=a:1 /a/b /a/b',
      'RUN --mount=type=bind,from=a:1,source=/out/a/b,target=/a/b \\',
      '    x',
    ]);
  });
});

describe('whether an artifact fits a stage', () => {
  const python = { implementation: 'cpython', version: '3.13', path: '/usr/local/bin/python3.13' };
  const check = (made: BaseImage, used: BaseImage) => {
    const app = stageApp();
    const artifact = new Virtualenv({ source: new TestStage(app, 'Builder', { parent: made }), path: '/v' });
    return () => artifact._checkFits(new TestStage(app, 'Runtime', { parent: used }));
  };

  test('is so for the same Python and libc, and where a stage has none', () => {
    const slim = BaseImage.pythonSlim('3.13');
    expect([slim, BaseImage.of({ reference: 'debian:trixie' }), BaseImage.scratch()].map((used) => check(BaseImage.pythonFull('3.13'), used)()))
      .toEqual([undefined, undefined, undefined]);
  });

  test.each([
    ['another version', { version: '3.12', path: '/usr/local/bin/python3.12' }, /found: +Python cpython 3\.12 at \S+ in Stack\/Api\/Runtime\n  expected: Python cpython 3\.13 .* as in Stack\/Api\/Builder/],
    ['another path', { path: '/usr/bin/python3.13' }, /another Python/],
    ['another implementation', { implementation: 'pypy' }, /another Python/],
  ])('fails for %s', (_, change, message) => {
    expect(check(BaseImage.pythonSlim('3.13'), BaseImage.of({ reference: 'a:1', python: { ...python, ...change } })))
      .toThrow(coded('ArtifactMismatch', message));
  });

  test('fails for another libc', () => {
    expect(check(BaseImage.pythonSlim('3.13'), BaseImage.of({ reference: 'a:1', libc: Libc.MUSL, python }))).toThrow(coded('ArtifactMismatch', /libc musl in/));
  });

  test('fails for another platform', () => {
    const artifact = new Files({ source: new TestStage(stageApp('Arm', { platform: ImagePlatform.LINUX_ARM64 }), 'Builder'), path: '/v' });
    expect(() => artifact._checkFits(new TestStage(stageApp(), 'Runtime'))).toThrow(coded('ArtifactMismatch', /platform linux\/amd64 in/));
  });
});
