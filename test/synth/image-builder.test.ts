import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { BuildCache, BuildSecret, ImageBuilder, ImageBuildProps, ImagePlatform, PackageIndex, IndexCredentials, PythonApp, PythonAppDefaults, SharedStages, SharedImage, RuntimeBaseStage } from '../../src';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder } from '../support/folder';
import { FLAT } from '../support/projects';

interface Source {
  readonly directory?: string;
  readonly executable?: string[];
  readonly cacheFrom?: unknown[];
  readonly cacheTo?: unknown;
}

/** What the manifest of a stack's assets says of the one image, by its tag. */
function sourceOf(app: PythonApp): Source {
  const stack = Stack.of(app);
  const { directory } = Stage.of(stack)!.synth().getStackArtifact(stack.artifactId).assembly;
  const manifest = JSON.parse(fs.readFileSync(path.join(directory, `${stack.artifactId}.assets.json`), 'utf8')) as { dockerImages: Record<string, { source: Source }> };
  return manifest.dockerImages[app.assetHash].source;
}

const CACHE = BuildCache.registry({ repository: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/build-cache' });
const REF = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/build-cache:cache-stack-api-image-amd64';
const EXPORTED = { 'ref': REF, 'mode': 'max', 'image-manifest': 'true', 'oci-mediatypes': 'true' };
const NOT_WRITTEN = Match.stringLikeRegexp('reads the cache and does not write it');

function flat(props: ImageBuildProps = {}): PythonApp {
  return new PythonApp(testStack(), 'Api', { source: folderWith(FLAT), ...props });
}

test('buildx builds the same context with the same hash, by the name of its builder', () => {
  const local = flat();
  const remote = flat({ imageBuilder: ImageBuilder.buildx({ builder: 'farm' }) });
  expect(remote.assetHash).toBe(local.assetHash);
  expect(remote.image.contextFiles).toEqual(local.image.contextFiles);
  const { executable, ...rest } = sourceOf(remote);
  expect(rest).toEqual({});
  expect(executable!.slice(0, 2)).toEqual(['/bin/sh', '-c']);
  expect(executable!.slice(3)).toEqual([
    'cdk-python-images', `cdkasset-${remote.assetHash}`, '--builder=farm', '--platform=linux/amd64', '--provenance=false', '--sbom=false',
    '--build-arg=SOURCE_DATE_EPOCH=315532800', sourceOf(local).directory,
  ]);
});

test('buildx gets the platform, the secrets and the cache; the program finds the context from the folder of its manifest', () => {
  const stage = new Stage(new App({ outdir: temporaryFolder() }), 'Prod');
  const app = new PythonApp(new Stack(stage, 'Stack'), 'Api', {
    source: folderWith(FLAT), platform: ImagePlatform.LINUX_ARM64, imageBuilder: ImageBuilder.buildx({ builder: 'farm' }), buildCache: CACHE,
    indexes: [PackageIndex.of({
      name: 'corp', url: 'https://pypi.example/simple',
      credentials: IndexCredentials.fromPassword({ username: 'ci', password: BuildSecret.fromEnvironment('CORP_TOKEN') }),
    })],
  });
  const words = sourceOf(app).executable!.slice(5);
  const ref = REF.replace('stack-api-image-amd64', 'prod-stack-api-image-arm64');
  expect(words).toEqual(expect.arrayContaining([
    '--platform=linux/arm64', '--secret=id=CORP_TOKEN,env=CORP_TOKEN', `--cache-from=type=registry,ref=${ref}`,
    `--cache-to=type=registry,ref=${ref},mode=max,image-manifest=true,oci-mediatypes=true`,
  ]));
  expect(words.at(-1)).toBe(`../asset.${app.assetHash}`);
});

test('the engine here reads a cache, and writes it only when it is said that it can', () => {
  const app = flat({ buildCache: CACHE });
  expect(sourceOf(app)).toMatchObject({ cacheFrom: [{ type: 'registry', params: { ref: REF } }] });
  expect(sourceOf(app).cacheTo).toBeUndefined();
  Annotations.fromStack(Stack.of(app)).hasWarning('/Stack/Api/Image', NOT_WRITTEN);

  const able = flat({ buildCache: CACHE, imageBuilder: ImageBuilder.local({ exportsCache: true }) });
  expect(sourceOf(able)).toMatchObject({ cacheFrom: [{ params: { ref: REF } }], cacheTo: { type: 'registry', params: EXPORTED } });
  Annotations.fromStack(Stack.of(able)).hasNoWarning('/Stack/Api/Image', NOT_WRITTEN);
});

test('a cache can be read only, or have the layers of the image alone', () => {
  const readOnly = flat({ buildCache: BuildCache.registry({ repository: 'cache.example/builds', exported: false }) });
  expect(sourceOf(readOnly).cacheTo).toBeUndefined();
  Annotations.fromStack(Stack.of(readOnly)).hasNoWarning('/Stack/Api/Image', NOT_WRITTEN);
  const min = flat({ buildCache: BuildCache.registry({ repository: 'cache.example/builds', allStages: false }), imageBuilder: ImageBuilder.buildx({ builder: 'farm' }) });
  expect(sourceOf(min).executable).toContainEqual(expect.stringMatching(/^--cache-to=.*,mode=min,/));
});

test('no cache and no builder enters the hash', () => {
  const hashes = [flat(), flat({ buildCache: CACHE }), flat({ buildCache: CACHE, imageBuilder: ImageBuilder.buildx({ builder: 'farm' }) })].map((app) => app.assetHash);
  expect(new Set(hashes).size).toBe(1);
});

test('no tag of a cache is that of an image or of another image', () => {
  const stack = testStack();
  PythonAppDefaults.set(stack, { buildCache: CACHE, imageBuilder: ImageBuilder.buildx({ builder: 'farm' }) });
  const long = 'Long'.repeat(40);
  const apps = ['Api', 'Worker', `${long}A`, `${long}B`].map((id) => new PythonApp(stack, id, { source: folderWith(FLAT), labels: { id } }));
  const refs = apps.map((app) => sourceOf(app).executable!.find((word) => word.startsWith('--cache-from='))!.split(':').at(-1)!);
  expect(new Set(refs).size).toBe(4);
  refs.forEach((tag) => expect(tag).toMatch(/^cache-[a-z0-9-]{1,122}$/));
});

test('an app goes before the defaults, and stages that belong to no app have them, too', () => {
  const stack = testStack();
  PythonAppDefaults.set(stack, { imageBuilder: ImageBuilder.buildx({ builder: 'farm' }) });
  const own = new PythonApp(stack, 'Own', { source: folderWith(FLAT), imageBuilder: ImageBuilder.local() });
  const shared = new SharedStages(stack, 'Platform');
  const { assetHash } = new SharedImage(stack, 'Base', { target: new RuntimeBaseStage(shared, 'Base') });
  expect(sourceOf(own).directory).toBeDefined();
  const { directory } = (stack.node.root as App).synth();
  const manifest = JSON.parse(fs.readFileSync(path.join(directory, 'Stack.assets.json'), 'utf8')) as { dockerImages: Record<string, { source: Source }> };
  expect(manifest.dockerImages[assetHash].source.executable).toContain('--builder=farm');
});

test.each(['', '-f', 'a b', '$(id)'])('fails for a builder that is called %j', (builder) => {
  expect(() => ImageBuilder.buildx({ builder })).toThrow(coded('BuilderInvalid', /docker buildx ls/));
});

test.each(['', 'cache.example/builds:latest', 'https://cache.example/builds', '${Token[TOKEN.12]}'])('fails for a cache in %j', (repository) => {
  expect(() => BuildCache.registry({ repository })).toThrow(coded('BuildCacheInvalid', /without a tag/));
});
