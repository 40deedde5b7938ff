import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import {
  BaseImage, Dependencies, DistrolessRuntimeStage, PythonApp, PythonAppDefaults, PythonAppDefaultsProps, PythonLock, PythonTarget, RuntimeBaseStage,
  SharedImage, SharedStages, SlimRuntimeStage, TestStage,
  VirtualenvBuilderStage, WheelBuilderStage, Wheelhouse,
} from '../../src';
import { cli as run } from '../support/cli';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder } from '../support/folder';
import { FLAT, SCRIPT } from '../support/projects';

const SLIM = 'public.ecr.aws/docker/library/python:3.13-slim-trixie';
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

function declare(props: PythonAppDefaultsProps = {}, outdir: string = temporaryFolder()): { app: PythonApp; stack: Stack; outdir: string } {
  const stack = new Stack(new App({ outdir }), 'Stack');
  PythonAppDefaults.set(stack, props);
  return { app: new PythonApp(stack, 'Api', { source: folderWith({ ...FLAT, 'requirements.txt': SCRIPT['requirements.txt'] }) }), stack, outdir };
}

function lockWith(images: unknown): string {
  return path.join(folderWith({ 'base-images.json': JSON.stringify({ images }) }), 'base-images.json');
}

/** The references of all FROM, COPY --from and RUN --mount from that are no stages. */
function imagesIn(dockerfile: string): string[] {
  return [...new Set([...dockerfile.matchAll(/(?:FROM (?:--platform=\S+ )?|from=)([^\s,]+[:@][^\s,]+)/g)].map(([, reference]) => reference))].sort();
}

/** The command line, with a program that knows the digests in place of docker. */
function pin(words: string[], digests: Record<string, string>) {
  const bin = folderWith({ 'digests.json': JSON.stringify(digests) });
  fs.writeFileSync(path.join(bin, 'finch'), [
    `#!${process.execPath}`,
    'const [, , ...words] = process.argv;',
    `const digest = require(${JSON.stringify(path.join(bin, 'digests.json'))})[words.at(-1)];`,
    'if (words.slice(0, 4).join(" ") !== "buildx imagetools inspect --format" || !digest) { console.error("ERROR: " + words.at(-1) + ": not found"); process.exit(1); }',
    'console.log(JSON.stringify(digest));',
  ].join('\n'), { mode: 0o755 });
  return run(['pin', ...words], { CDK_DOCKER: path.join(bin, 'finch') });
}

test('the digest is in the Dockerfile, and the hash moves with it and with nothing else of the file', () => {
  const of = (images: Record<string, string>) => declare({ baseImageLock: lockWith(images) }).app;
  const a = of({ [SLIM]: digest('a') });
  expect(imagesIn(a.image.dockerfile)).toEqual([`${SLIM}@${digest('a')}`]);
  expect(of({ [SLIM]: digest('a'), 'docker.io/library/other:1': digest('c') }).assetHash).toBe(a.assetHash);
  expect(of({ [SLIM]: digest('b') }).assetHash).not.toBe(a.assetHash);
  expect(declare().app.assetHash).not.toBe(a.assetHash);
});

test.each([['there is no file', () => path.join(temporaryFolder(), 'base-images.json')], ['the file has others', () => lockWith({ 'docker.io/library/python:3': digest('a') })]])(
  'fails at the end of the synthesis when %s, so that the assembly is there to be pinned', (_, lock) => {
    const { app, stack } = declare({ baseImageLock: lock() });
    expect(imagesIn(app.image.dockerfile)).toEqual([SLIM]);
    Annotations.fromStack(stack).hasError('/Stack/Api/Image', Match.stringLikeRegexp(`base-images.json has no digest of ${SLIM}.*npx cdk-python-images pin`));
  });

test('every image that is named counts: of runtimes, builders, wheelhouses, targets, locks and stages that belong to no app', () => {
  const { app, stack, outdir } = declare({ baseImageLock: path.join(temporaryFolder(), 'base-images.json'), mirrors: { 'gcr.io': 'mirror.example.com/gcr' } });
  const wheels = new WheelBuilderStage(app, 'Wheels', { baseImage: BaseImage.pythonFull('3.13'), inheritedWheels: [Wheelhouse.fromImage('registry.example.com/wheels:1')] });
  new SlimRuntimeStage(app, 'Runtime', { install: wheels.wheelhouse });
  const other = new PythonApp(stack, 'Other', { source: folderWith({ ...FLAT, 'requirements.in': 'idna\n' }) });
  const lock = new PythonLock(other, 'Lock');
  const tested = new PythonApp(stack, 'Tested', { source: folderWith({ ...FLAT, 'requirements.txt': SCRIPT['requirements.txt'] }) });
  const dependencies = Dependencies.fromRequirements({ file: 'requirements.txt' });
  const tests = new PythonTarget(tested, 'Tests', { target: new TestStage(tested, 'Test', { runtime: tested.runtime, dependencies, command: ['true'] }) });
  const bare = new PythonApp(stack, 'Bare', { source: folderWith(FLAT) });
  new DistrolessRuntimeStage(bare, 'Runtime', { install: new VirtualenvBuilderStage(bare, 'Builder', { baseImage: BaseImage.debian() }).virtualenv });
  const shared = new SharedImage(stack, 'Base', { target: new RuntimeBaseStage(new SharedStages(stack, 'Platform', { registry: 'docker.io' }), 'Base') });
  const named = [app.image, bare.image, lock, tests, shared].flatMap(({ dockerfile }) => imagesIn(dockerfile));
  const recorded = fs.readdirSync(outdir).filter((name) => name.startsWith('python-bases.')).flatMap((name) => (JSON.parse(fs.readFileSync(path.join(outdir, name), 'utf8')) as { references: string[] }).references);
  expect([...new Set(recorded)].sort()).toEqual([...new Set(named)].sort());
  expect(recorded).toEqual(expect.arrayContaining(['registry.example.com/wheels:1', 'mirror.example.com/gcr/distroless/python3-debian13:nonroot', 'docker.io/library/python:3.13-slim-trixie']));
});

test('what raw text takes from an image is no part of it, which a warning says; what it takes from a stage or by a digest is not mentioned', () => {
  const { app, stack } = declare({ baseImageLock: lockWith({ [SLIM]: digest('a') }) });
  app.runtime.addRaw(`COPY --from=registry.example.com/tools:1 /a /a\nCOPY --from=registry.example.com/tools@${digest('b')} /b /b\nCOPY --from=builder /out /c`);
  expect(app.image.dockerfile).toContain('COPY --from=registry.example.com/tools:1 /a /a');
  Annotations.fromStack(stack).hasWarning('/Stack/Api/Image', Match.stringLikeRegexp(
    'raw text of Stack/Api/Runtime names registry.example.com/tools:1: base-images.json does not pin that, and no mirror stands for it.*digest.*cdk-python-images:raw-image'));
  const unlocked = declare();
  unlocked.app.runtime.addRaw('COPY --from=registry.example.com/tools:1 /a /a');
  expect(unlocked.app.image.dockerfile).toContain('tools:1');
  expect(Annotations.fromStack(unlocked.stack).findWarning('*', Match.stringLikeRegexp('raw text'))).toEqual([]);
});

test('pin writes the file, --check tells what has moved, and a second pin moves it on', () => {
  const lock = path.join(temporaryFolder(), 'base-images.json');
  const { stack, outdir } = declare({ baseImageLock: lock });
  const assembly = () => (stack.node.root as App).synth();
  expect(assembly).not.toThrow();
  expect(pin(['--app', outdir, '--check'], { [SLIM]: digest('a') })).toMatchObject({ status: 1, stderr: expect.stringContaining('1 of 1 images have moved or are not pinned') as string });
  expect(fs.existsSync(lock)).toBe(false);
  expect(pin(['--app', outdir], { [SLIM]: digest('a') }).stdout).toMatch(new RegExp(`^1/1 ${SLIM}\n.*base-images.json: written\n {2}\\+ ${SLIM} ${digest('a')}\n$`));
  expect(fs.readFileSync(lock, 'utf8')).toBe(`{\n  "images": {\n    "${SLIM}": "${digest('a')}"\n  }\n}\n`);

  const again = declare({ baseImageLock: lock });
  (again.stack.node.root as App).synth();
  expect(imagesIn(again.app.image.dockerfile)).toEqual([`${SLIM}@${digest('a')}`]);
  expect(Annotations.fromStack(again.stack).findError('*', Match.anyValue())).toEqual([]);
  expect(pin(['--app', again.outdir, '--check'], { [SLIM]: digest('a') })).toMatchObject({ status: 0, stdout: expect.stringContaining('no digest has moved') as string });
  expect(pin(['--app', again.outdir], { [SLIM]: digest('b') }).stdout).toContain(`  ~ ${SLIM} ${digest('a')} -> ${digest('b')}`);
  expect(fs.readFileSync(lock, 'utf8')).toContain(digest('b'));
});

test('pin keeps what other programs use, and says how an app takes the file', () => {
  const lock = lockWith({ 'docker.io/library/other:1': digest('c') });
  const { stack, outdir } = declare();
  (stack.node.root as App).synth();
  expect(pin(['--app', outdir, '--file', lock], { [SLIM]: digest('a') }).stdout).toMatch(/nothing reads .* for Stack\/Api\/Image\n {2}write: PythonAppDefaults\.set\(app, \{ baseImageLock: /);
  expect((JSON.parse(fs.readFileSync(lock, 'utf8')) as object)).toEqual({ images: { 'docker.io/library/other:1': digest('c'), [SLIM]: digest('a') } });
});

test('fails and writes nothing when a registry does not answer, there is no such program, or nothing was synthesized', () => {
  const lock = path.join(temporaryFolder(), 'base-images.json');
  const { stack, outdir } = declare({ baseImageLock: lock });
  (stack.node.root as App).synth();
  expect(pin(['--app', outdir], {})).toMatchObject({ status: 1, stderr: `the registry does not tell the digest of ${SLIM}, and the lock is what it was\n  ERROR: ${SLIM}: not found\n` });
  expect(run(['pin', '--app', outdir], { CDK_DOCKER: '/nowhere/podman' }).stderr).toContain('there is no /nowhere/podman here');
  expect(run(['pin', '--app', temporaryFolder()]).stderr).toContain('npx cdk synth');
  expect(fs.existsSync(lock)).toBe(false);
});

test.each([['no JSON', 'images'], ['no images', '{}'], ['a list', '{"images": []}'], ['no digest', `{"images": {"${SLIM}": "3.13"}}`], ['null', 'null']])('fails for a lock with %s', (_, text) => {
  const baseImageLock = path.join(folderWith({ 'base-images.json': text }), 'base-images.json');
  expect(() => declare({ baseImageLock })).toThrow(coded('BaseImageLockInvalid', /^Stack\/Api: (.|\n)*npx cdk-python-images pin/));
});
