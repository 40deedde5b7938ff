import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { BuildCache, BuildSecret, Dependencies, ImageBuilder, PythonApp, PythonImage, PythonTarget, SlimRuntimeStage, TestStage, VirtualenvBuilderStage } from '../../src';
import { folderWith, temporaryFolder } from '../support/folder';
import { FLAT, SCRIPT } from '../support/projects';

interface Baked {
  readonly context: string;
  readonly tags: string[];
}

interface Registered {
  readonly source: { directory: string; platform: string; dockerBuildArgs: Record<string, string>; dockerBuildSecrets: Record<string, string> };
}

function synthesized(declare: (app: App) => void) {
  const app = new App({ outdir: temporaryFolder() });
  declare(app);
  const { directory } = app.synth();
  const files = fs.readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const manifests = files.filter((file) => file.endsWith('.assets.json')).map((file) => JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8')));
  const bakeFiles = files.filter((file) => path.basename(file) === 'docker-bake.json');
  return {
    directory,
    bakeFiles,
    bake: bakeFiles.length === 0 ? undefined : JSON.parse(fs.readFileSync(path.join(directory, bakeFiles[0]), 'utf8')),
    assets: manifests.flatMap(({ dockerImages = {} }) => Object.entries<Registered>(dockerImages)),
  };
}

test('an assembly has one bake file with the images of all Stages, under the names that a deploy looks for', () => {
  const { bakeFiles, bake, assets, directory } = synthesized((app) => {
    new PythonApp(new Stack(new Stage(app, 'Beta'), 'Stack'), 'Api', { source: folderWith(FLAT) });
    new PythonApp(new Stack(app, 'Stack'), 'Script', { source: folderWith(SCRIPT) });
    const api = new PythonApp(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Api', { source: folderWith({ ...FLAT, 'greeter/more.py': '' }) });
    api.toEcsContainerImage();
  });
  expect(bakeFiles).toEqual(['docker-bake.json']);
  expect(Object.keys(bake.target)).toEqual(['Beta-Stack-Api-Image', 'Prod-Stack-Api-Image', 'Stack-Script-Image']);
  expect(bake.group.default.targets).toEqual(Object.keys(bake.target));
  const tags = Object.values<Baked>(bake.target).flatMap((target) => target.tags);
  expect(tags.sort()).toEqual(assets.map(([hash]) => `cdkasset-${hash}`).sort());
  for (const { context } of Object.values<Baked>(bake.target)) {
    expect(fs.existsSync(path.join(directory, context, 'Dockerfile'))).toBe(true);
  }
});

test('a target is built as the asset is', () => {
  const { bake, assets } = synthesized((app) => {
    new PythonApp(new Stack(app, 'Stack'), 'Script', { source: folderWith(SCRIPT), buildSecrets: { TOKEN: BuildSecret.fromEnvironment('TOKEN') } });
  });
  const [[hash, { source }]] = assets;
  expect(bake.target['Stack-Script-Image']).toMatchObject({
    context: source.directory, platforms: [source.platform], args: source.dockerBuildArgs, tags: [`cdkasset-${hash}`],
    secret: Object.entries(source.dockerBuildSecrets).map(([id, from]) => `id=${id},${from}`),
  });
  expect(source.dockerBuildSecrets).not.toEqual({});
});

test.each([
  ['cannot', ImageBuilder.local(), true, false], ['can', ImageBuilder.local({ exportsCache: true }), true, true],
  ['is elsewhere', ImageBuilder.buildx({ builder: 'farm' }), true, true], ['may not', ImageBuilder.buildx({ builder: 'farm' }), false, false],
])('a cache is read, and written where a deploy would write it: by a builder that %s', (_, imageBuilder, exported, written) => {
  const { bake } = synthesized((app) => {
    const buildCache = BuildCache.registry({ repository: 'cache.example/builds', exported });
    new PythonApp(new Stack(app, 'Stack'), 'Script', { source: folderWith(SCRIPT), imageBuilder, buildCache });
  });
  const ref = 'type=registry,ref=cache.example/builds:cache-stack-script-image-amd64';
  expect(bake.target['Stack-Script-Image']).toMatchObject({ 'cache-from': [ref] });
  expect(bake.target['Stack-Script-Image']['cache-to']).toEqual(written ? [`${ref},mode=max,image-manifest=true,oci-mediatypes=true`] : undefined);
});

test('each image of an app is a target, and what is never deployed or built elsewhere is none', () => {
  const { bake } = synthesized((app) => {
    const api = new PythonApp(new Stack(app, 'Stack'), 'Api', { source: folderWith(FLAT) });
    const { virtualenv } = new VirtualenvBuilderStage(api, 'Builder');
    const runtimes = ['Web', 'Worker'].map((id) => new SlimRuntimeStage(api, id, { install: virtualenv }));
    new PythonTarget(api, 'Tests', { target: new TestStage(api, 'Test', { runtime: runtimes[0], dependencies: Dependencies.none() }) });
    new PythonApp(api.node.scope as Stack, 'Elsewhere', { source: folderWith(SCRIPT), imageBuilder: ImageBuilder.codeBuild() });
    runtimes.forEach((target) => new PythonImage(api, `${target.node.id}Image`, { target }));
  });
  expect(Object.keys(bake.target)).toEqual(['Stack-Api-WebImage', 'Stack-Api-WorkerImage']);
});

test('a program without images has no bake file', () => {
  expect(synthesized((app) => void new Stack(app, 'Stack')).bakeFiles).toEqual([]);
});
