import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NoticeboardStack } from '../../examples/noticeboard/stack';
import { BaseImage, PythonApp, PythonImage, SharedImage, SlimRuntimeStage, VirtualenvBuilderStage } from '../../src';
import { type BuiltImage, dockerBuild } from '../support/docker/docker-build';
import { type ImageAsset, imageAssets } from '../support/docker/image-assets';
import { imageInspect } from '../support/docker/image-inspect';
import { LoopbackRegistry } from '../support/docker/loopback-registry';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { withContainer } from '../support/docker/with-container';
import { folderWith, temporaryFolder } from '../support/folder';
import { lockedScript } from '../support/locked-script';
import { FLAT } from '../support/projects';

const images = new Set<string>();
let assets: Record<'base' | 'builder' | 'web', ImageAsset>;
let base: BuiltImage;

async function build(asset: ImageAsset, noCache: boolean = false): Promise<BuiltImage> {
  const built = await dockerBuild({ ...asset, noCache });
  images.add(built.imageId);
  return built;
}

beforeAll(async () => {
  const outdir = fs.mkdtempSync('/tmp/cdk-python-images-');
  const cdk = new App({ outdir });
  const stack = new NoticeboardStack(cdk, 'Noticeboard');
  const found = imageAssets(cdk.synth().directory);
  const assetOf = (image: PythonImage) => found.find(({ hash }) => hash === image.assetHash)!;
  assets = { base: assetOf(stack.base), builder: assetOf(stack.builder), web: assetOf(stack.web.image) };
  base = await build(assets.base);
});

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
  fs.rmSync(path.dirname(assets.base.contextDirectory), { recursive: true, force: true });
});

test('each is an asset with a tag of its own', () => {
  expect(new Set(Object.values(assets).map(({ hash }) => hash)).size).toBe(3);
});

test('the base activates its environment, and every word of a command arrives as it was given', async () => {
  const options = { readOnly: true, tmpfs: ['/tmp'], user: '12345:12345', network: 'none' };
  const env = await runInImage(base.imageId, ['env'], options);
  expect(env).toMatch(/^VIRTUAL_ENV=\/app\/\.venv$/m);
  expect(env).toMatch(/^TZ=UTC$/m);
  const words = ['two words', '*', '$HOME', "it's", '"', '', '-c', '\\n', '`id`'];
  const print = 'import sys, json; print(sys.prefix, json.dumps(sys.argv[1:]))';
  expect(await runInImage(base.imageId, ['python', '-c', print, ...words], options)).toBe(`/app/.venv ${JSON.stringify(words).replaceAll(',', ', ')}\n`);
  await expect(runInImage(base.imageId, ['sh', '-c', 'exit 7'], options)).rejects.toThrow(/exit code 7/);
});

test('the base is the same image in every build', async () => {
  expect((await build(assets.base, true)).imageId).toBe(base.imageId);
});

test('an app on the base and the builder has their steps from the cache, and answers for its page and its style sheet', async () => {
  await build(assets.builder);
  const web = await build(assets.web);
  const cached = [...web.log.matchAll(/^#(\d+) CACHED/gm)].map(([, step]) => step);
  const steps = [...web.log.matchAll(/^#(\d+) \[(platform-(?:base|builder)[\w-]*) +\d+\/\d+\] (?:RUN|COPY)/gm)].map(([, step]) => step);
  expect(steps.length).toBeGreaterThan(4);
  expect(steps.filter((step) => !cached.includes(step))).toEqual([]);
  const layers = (await imageInspect(base.imageId)).RootFS.Layers;
  expect((await imageInspect(web.imageId)).RootFS.Layers.slice(0, layers.length)).toEqual(layers);
  await withContainer({ image: web.imageId, readOnly: true, tmpfs: ['/tmp'], ports: [8000], env: { SECRET_KEY: 'x' } }, async (container) => {
    const page = await container.httpGet('/');
    expect(page.status).toBe(200);
    const [, url] = /href="(\/static\/[^"]+\.css)"/.exec(page.body) ?? [];
    expect(await container.httpGet(url)).toMatchObject({ status: 200, type: 'text/css' });
  });
});

test('the builder fills a wheelhouse from a source that it cannot write to, as any user, and takes from it what it has', async () => {
  const { imageId } = await build(assets.builder);
  const source = lockedScript('print(1)\n', ['markupsafe==3.0.3', 'idna==3.10'], ['--no-binary=markupsafe']);
  Object.entries(FLAT).forEach(([name, text]) => {
    fs.mkdirSync(path.dirname(path.join(source, name)), { recursive: true });
    fs.writeFileSync(path.join(source, name), text);
  });
  const wheelhouse = temporaryFolder();
  fs.chmodSync(source, 0o755);
  fs.chownSync(wheelhouse, 12345, 12345);
  const options = { user: '12345:12345', readOnly: true, tmpfs: ['/tmp:exec'], volumes: [`${source}:/application:ro`, `${wheelhouse}:/wheelhouse`] };
  const wheels = ['greeter-1.0-py3-none-any.whl', 'idna-3.10-py3-none-any.whl', 'markupsafe-3.0.3-cp313-cp313-linux_x86_64.whl'];
  expect(await runInImage(imageId, [], options)).toMatch(/Building wheel for markupsafe/);
  expect(fs.readdirSync(wheelhouse).sort()).toEqual(wheels);
  expect(new Set(wheels.map((name) => fs.statSync(path.join(wheelhouse, name)).uid))).toEqual(new Set([12345]));
  expect(await runInImage(imageId, ['markupsafe==3.0.3', '--no-index'], { ...options, network: 'none' })).not.toMatch(/Building wheel/);
  await expect(runInImage(imageId, [], { ...options, user: '54321:54321' })).rejects.toThrow(/user 54321 cannot write to \/wheelhouse/);
});

test('an app can be built on the published base by its digest', async () => {
  const registry = await LoopbackRegistry.start();
  try {
    const digest = await registry.pushed(base.imageId, 'platform/base', '1');
    const cdk = new App({ outdir: temporaryFolder() });
    const app = new PythonApp(new Stack(cdk, 'Stack'), 'Api', { source: folderWith(FLAT) });
    const baseImage = SharedImage.fromReference(`${registry.host}/platform/base@${digest}`, BaseImage.pythonSlim('3.13'));
    const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder');
    new SlimRuntimeStage(app, 'Runtime', { install: virtualenv, baseImage });
    const { imageId } = await build(imageAssets(cdk.synth().directory)[0]);
    const layers = (await imageInspect(base.imageId)).RootFS.Layers;
    expect((await imageInspect(imageId)).RootFS.Layers.slice(0, layers.length)).toEqual(layers);
    expect(await runInImage(imageId, [], { readOnly: true, network: 'none' })).toBe('version 1\n');
  } finally {
    await registry.stop();
  }
});
