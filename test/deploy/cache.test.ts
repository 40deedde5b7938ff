import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { callAws, deployedStack, imagesInEcr } from '../support/deploy/call-aws';
import { REGISTRY_HOST, REPOSITORY } from '../support/deploy/coordinates';
import { type PushedManifest, pushedManifest } from '../support/deploy/pushed-manifest';
import { registry, uploads } from '../support/deploy/registry-control';
import { StoreDeployment } from '../support/deploy/store-deployment';
import { BuildProgress } from '../support/docker/build-progress';
import { imageInspect } from '../support/docker/image-inspect';

const CACHE = 'build-cache';
const SETTINGS = { cache: `${REGISTRY_HOST}/${CACHE}` };
const TAG = 'cache-cached-api-image-amd64';
/** Bytes of its program, which is in builders and never in an image. */
const UV = 10_000_000;
/** What uv says when it installs the lock, and no cache has the step. */
const INSTALLED = /^#\d+ [\d.]+ Resolved 1 package in/m;

// One stack whose app changes a line with each test, and a cache that goes on from one to the next.
let cached: StoreDeployment;

beforeAll(() => {
  callAws('ecr', 'create_repository', { repositoryName: CACHE });
  cached = new StoreDeployment('Cached');
});

afterAll(() => cached.remove());

/** How much the cache has that is not in the image. */
function bytesOfBuilders(): number {
  const image = new Set(pushedManifest(REPOSITORY, cached.tagOf('Api/Image')).layers!.map((layer) => layer.digest));
  const beside = new Map(pushedManifest(CACHE, TAG).layers!.filter((layer) => !image.has(layer.digest)).map((layer) => [layer.digest, layer.size]));
  return [...beside.values()].reduce((sum, size) => sum + size, 0);
}

/** The stages of which the cache has the step that makes them. */
function stagesInCache(log: string): string[] {
  const progress = new BuildProgress();
  return log.split('\n').flatMap((line) => progress.read(line) ?? []).filter(({ seconds, failed }) => seconds === undefined && !failed)
    .map(({ place }) => place.split(' ').at(-2)!);
}

/** The digest of the image that the engine has of the last synthesis. */
async function digest(): Promise<string> {
  return (await imageInspect(`cdkasset-${cached.tagOf('Api/Image')}`, cached.engine)).Id;
}

test('a deploy leaves the layers of all stages in the registry, as an image that ECR takes, and pushes an image with no index', async () => {
  const { exitCode, log } = await cached.with(SETTINGS).deploy();
  expect(exitCode, log).toBe(0);
  expect(log).toMatch(INSTALLED);
  const image = pushedManifest(REPOSITORY, cached.tagOf('Api/Image'));
  const cache = pushedManifest(CACHE, TAG);
  expect(image.manifests).toBeUndefined();
  expect(cache.mediaType).toBe('application/vnd.oci.image.manifest.v1+json');
  expect(cache.config?.mediaType).toBe('application/vnd.buildkit.cacheconfig.v0');
  cache.layers!.forEach(({ mediaType }) => expect(mediaType).toMatch(/^application\/vnd\.oci\.image\.layer\.v1\.tar/));
  const layers = (manifest: PushedManifest) => manifest.layers!.map((layer) => layer.digest);
  expect(layers(cache)).toEqual(expect.arrayContaining(layers(image)));
  expect(bytesOfBuilders()).toBeGreaterThan(UV);
});

test('a builder that has nothing takes all but the app from the registry after a change of one line, and one layer is pushed', async () => {
  await cached.forgetBuilds();
  cached.editLine();
  await registry.forget();
  const { exitCode, log } = await cached.with(SETTINGS).deploy();
  expect(exitCode, log).toBe(0);
  expect(stagesInCache(log)).toEqual(expect.arrayContaining(['uv', 'builder-toolchain', 'builder', 'runtime-system']));
  expect(stagesInCache(log)).not.toContain('builder-application');
  expect(log).not.toMatch(INSTALLED);

  const pushed = uploads((await registry.transfers()).filter(({ path }) => path.startsWith(`/v2/${REPOSITORY}/`)));
  const { layers, config } = pushedManifest(REPOSITORY, cached.tagOf('Api/Image'));
  const pushedLayers = layers!.filter((layer) => pushed.has(layer.digest));
  expect(pushedLayers).toHaveLength(1);
  expect([...pushed.keys()].sort()).toEqual([config!.digest, pushedLayers[0].digest].sort());
});

test('what two builders make with nothing, and one with the cache alone, is one image to the last bit of its compressed layers', async () => {
  const deployed = imagesInEcr()[cached.tagOf('Api/Image')];
  await cached.forgetBuilds();
  const fromCache = await cached.bake();
  expect(fromCache).not.toMatch(INSTALLED);
  expect(await digest()).toBe(deployed);

  await cached.forgetBuilds();
  const fromNothing = await cached.bake(['--set=*.cache-from=', '--set=*.cache-to=']);
  expect(fromNothing).toMatch(INSTALLED);
  expect(await digest()).toBe(deployed);
});

test('baking writes the cache, too, since the deploy that follows builds nothing', async () => {
  const written = () => JSON.stringify(pushedManifest(CACHE, TAG));
  const before = written();
  cached.editLine();
  expect((await cached.with(SETTINGS).run(['synth', '--quiet'])).exitCode).toBe(0);
  await cached.bake();
  const baked = written();
  expect(baked).not.toBe(before);
  const { exitCode, log } = await cached.with(SETTINGS).deploy();
  expect(exitCode, log).toBe(0);
  expect(log).not.toContain('#1 [internal]');
  expect(imagesInEcr()[cached.tagOf('Api/Image')]).toBe(await digest());
  expect(written()).toBe(baked);
});

test('the classic image store reads the cache and leaves it as it is, with a warning; where it is said to write it, Docker says that it cannot', async () => {
  cached.editLine();
  await registry.forget();
  // An engine remembers the authority of a name, and each run of the tests has its own: by the address, this one has none.
  const cache = `${inject('registryAddress')}/${CACHE}`;
  const { exitCode, log } = await cached.with({ cache, builder: 'classic' }).deploy();
  expect(exitCode, log).toBe(0);
  expect(log).toMatch(/the build of Cached\/Api\/Image reads the cache and does not write it.*exportsCache: true/);
  expect(log).toContain(`importing cache manifest from ${cache}:${TAG}`);
  expect(log).not.toMatch(INSTALLED);
  expect((await registry.transfers()).filter(({ method, path }) => method !== 'GET' && method !== 'HEAD' && path.startsWith(`/v2/${CACHE}/`))).toEqual([]);

  cached.editLine();
  const before = deployedStack('Cached');
  const said = await cached.with(SETTINGS, { DOCKER_HOST: '' }).deploy();
  expect(said.exitCode).toBe(1);
  expect(said.log).toMatch(/Cache export is not supported for the docker driver.*\n(.*\n)*.*containerd image store/);
  expect(said.log).toContain('Failed to build asset Cached/Api/Image');
  expect(deployedStack('Cached')).toEqual(before);
});
