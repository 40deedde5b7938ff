import { expect, test } from 'vitest';
import { BaseImage, Dockerfile, Instruction, Libc, StandaloneBinary } from '../../src/dockerfile';
import { coded } from '../support/coded';
import { stageApp, TestStage } from '../support/stages';

const debian = (suite: string) => BaseImage.of({ reference: `debian:${suite}-slim`, suite });

/** Renders a stage on a base that a program is copied into, which was made on trixie. */
function onto(base: BaseImage): string {
  const app = stageApp();
  const builder = new TestStage(app, 'Builder', { parent: debian('trixie') });
  const binary = new StandaloneBinary({ source: builder, path: '/app', root: '/out', executable: 'worker.bin' });
  return Dockerfile.fromTarget(new TestStage(app, 'Tiny', { parent: base, instructions: () => [Instruction.copyArtifact(binary)] })).render();
}

test('knows its program, and what it was linked to', () => {
  const binary = new StandaloneBinary({ source: debian('trixie'), path: '/app', executable: 'worker.bin' });
  expect(binary).toMatchObject({ executable: '/app/worker.bin', libc: Libc.GLIBC, glibcVersion: '2.41', python: undefined });
  expect(new StandaloneBinary({ source: debian('trixie'), path: '/', executable: 'worker' }).executable).toBe('/worker');
});

test.each<[string, BaseImage]>([
  ['the empty image', BaseImage.scratch()],
  ['the same glibc', debian('trixie')],
  ['an image of which nothing is known', BaseImage.of({ reference: 'example/base:1' })],
  ['a newer glibc', BaseImage.of({ reference: 'example/base:1', glibcVersion: '2.100' })],
])('fits %s', (_, base) => {
  expect(onto(base)).toContain('COPY --link --from=builder /out/ /');
});

test('fails on an older glibc', () => {
  expect(() => onto(debian('bookworm'))).toThrow(coded('ArtifactMismatch', /version of glibc 2\.36(.|\n)*version of glibc 2\.41 or newer, as in Stack\/Api\/Builder/));
  expect(() => onto(BaseImage.of({ reference: 'example/base:1', glibcVersion: '2.9' }))).toThrow(coded('ArtifactMismatch', /2\.9/));
});

test('fails on another libc', () => {
  expect(() => onto(BaseImage.of({ reference: 'alpine:3.22', libc: Libc.MUSL }))).toThrow(coded('ArtifactMismatch', /libc musl/));
});

test('fails when the program is no name of a file', () => {
  expect(() => new StandaloneBinary({ source: debian('trixie'), path: '/app', executable: 'bin/worker' })).toThrow(coded('InstructionInvalid', /"bin\/worker"/));
});
