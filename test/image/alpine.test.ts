import { afterAll, expect, test } from 'vitest';
import { AlpineRuntimeStage, BaseImage, type PythonApp, VirtualenvBuilderStage, WheelBuilderStage } from '../../src';
import { BASES } from '../support/bases';
import { buildApp } from '../support/docker/build-app';
import { imageInspect } from '../support/docker/image-inspect';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';

const images = new Set<string>();
const baseImage = BaseImage.pythonAlpine('3.13');

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

async function build(configure: (app: PythonApp) => void): Promise<string> {
  const { imageId } = await buildApp({ source: BASES }, { configure, noCache: images.size > 0 });
  images.add(imageId);
  return imageId;
}

const byEnvironment = (app: PythonApp) =>
  void new AlpineRuntimeStage(app, 'Runtime', { install: new VirtualenvBuilderStage(app, 'Builder', { baseImage }).virtualenv });

const answerOf = async (image: string) => JSON.parse(await runInImage(image, [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' })) as unknown;

const ANSWER = {
  suffix: 'cpython-313-x86_64-linux-musl', python: '/app/.venv/bin/python', prefix: '/app/.venv', user: 'app', ids: [10001, 10001], tls: true, writable: [],
  cached: true, unbuffered: '1', command: '/app/.venv/bin/bases',
};

test('musllinux wheels run on musl, on a read-only file system, as a number that is not root', async () => {
  expect(await answerOf(await build(byEnvironment))).toEqual(ANSWER);
});

test('two builds without a cache are the same image', async () => {
  const [first] = images;
  expect(await build(byEnvironment)).toBe(first);
});

test('it adds to its base what is installed and no more', async () => {
  const [first] = images;
  const [ours, theirs] = await Promise.all([imageInspect(first), imageInspect('public.ecr.aws/docker/library/python:3.13-alpine3.22')]);
  expect(ours.Size - theirs.Size).toBeLessThan(2_000_000);
});

test('wheels are made and installed on musl, too', async () => {
  const image = await build((app) => void new AlpineRuntimeStage(app, 'Runtime', { install: new WheelBuilderStage(app, 'Wheels', { baseImage }).wheelhouse }));
  expect(await answerOf(image)).toEqual(ANSWER);
});

test('a library for glibc that came in all the same fails the build, with what to write', async () => {
  const foreign = (app: PythonApp) => {
    byEnvironment(app);
    const builder = app.node.findChild('Builder') as VirtualenvBuilderStage;
    builder.addShell('uv pip install --target /out/app/.venv/lib/python3.13/site-packages --python-platform x86_64-manylinux_2_28 --reinstall markupsafe==3.0.3');
  };
  await expect(build(foreign)).rejects.toThrow(/libc\.so\.6[^]*needed by markupsafe\/_speedups[^]*wheels for musl/);
});
