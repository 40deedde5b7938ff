import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { expect, test } from 'vitest';
import {
  Entrypoint, ImagePlatform, PythonApp, PythonAppDefaults, PythonImage, PythonVersion, SlimRuntimeStage, VirtualenvBuilderStage, WheelBuilderStage,
} from '../../src';
import { testApp, testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder } from '../support/folder';
import { FLAT, SCRIPT } from '../support/projects';

interface AssetManifest {
  readonly dockerImages: Record<string, { source: { directory: string; platform: string; dockerBuildArgs: Record<string, string> } }>;
}

test('the asset manifest has the staged folder, the platform and the time of all files, tagged by the hash', () => {
  const stack = testStack();
  const app = new PythonApp(stack, 'Api', { source: folderWith(FLAT), platform: ImagePlatform.LINUX_ARM64 });
  const { assetHash } = app;
  const { directory } = (stack.node.root as App).synth();
  const manifest = JSON.parse(fs.readFileSync(path.join(directory, 'Stack.assets.json'), 'utf-8')) as AssetManifest;
  expect(manifest.dockerImages[assetHash].source).toEqual({
    directory: `asset.${assetHash}`, platform: 'linux/arm64', dockerBuildArgs: { SOURCE_DATE_EPOCH: '315532800' },
  });
  expect(fs.existsSync(path.join(directory, `asset.${assetHash}`, 'Dockerfile'))).toBe(true);
});

test('an app that nothing refers to is an asset all the same', () => {
  const stack = testStack();
  const app = new PythonApp(stack, 'Api', { source: folderWith(FLAT) });
  const { directory } = (stack.node.root as App).synth();
  expect(fs.existsSync(path.join(directory, `asset.${app.assetHash}`, 'Dockerfile'))).toBe(true);
});

test('an ECS task refers to the tag', () => {
  const stack = testStack();
  const app = new PythonApp(stack, 'Api', { source: folderWith(FLAT) });
  new FargateTaskDefinition(stack, 'Task').addContainer('web', { image: app.toEcsContainerImage() });
  expect(JSON.stringify(Template.fromStack(stack).toJSON()).split(app.assetHash).length - 1).toBe(1);
  expect(JSON.stringify(stack.resolve(app.imageUri))).toContain(`container-assets-\${AWS::AccountId}-\${AWS::Region}:${app.assetHash}`);
  expect(JSON.stringify(stack.resolve(app.repository.repositoryName))).toContain('container-assets-');
});

test('an addition before the image is in it, one afterwards fails and names both', () => {
  const app = testApp({ source: folderWith(FLAT), environment: { STAGE: 'prod' } });
  app.runtime.addEnv('TZ', 'UTC');
  expect(app.image.dockerfile).toMatch(/PYTHONUNBUFFERED=1 \\\n +STAGE=prod\n[^]*\nENV TZ=UTC\n/);
  expect(() => app.runtime.addEnv('LATE', '1')).toThrow(coded('AppFrozen', /Stack\/Api\/Runtime(.|\n)*Stack\/Api\/Image/));
});

test('one app has several images: each of its runtimes', () => {
  const app = testApp({ source: folderWith(FLAT) });
  const builder = new VirtualenvBuilderStage(app, 'Builder');
  const web = new SlimRuntimeStage(app, 'Web', { install: builder.virtualenv });
  const job = new SlimRuntimeStage(app, 'Job', { install: builder.virtualenv, entrypoint: Entrypoint.module('greeter') });
  expect(() => app.image).toThrow(coded('TargetAmbiguous', /Web, Job/));
  const webImage = new PythonImage(app, 'WebImage', { target: web });
  const jobImage = new PythonImage(app, 'JobImage', { target: job });
  expect(webImage.dockerfile).not.toContain('AS job');
  expect(jobImage.dockerfile).not.toContain('AS web');
  expect(webImage.assetHash).not.toBe(jobImage.assetHash);
});

test('a builder made by hand is what the default runtime installs', () => {
  const app = testApp({ source: folderWith(FLAT) });
  new WheelBuilderStage(app, 'Wheels');
  expect(app.image.dockerfile).toContain('--mount=type=bind,from=wheels,');
});

test('the organization sets the registry, by code or by context; the app overrules it', () => {
  const from = (context: Record<string, string>, registry?: string) => {
    const root = new App({ outdir: temporaryFolder(), context });
    PythonAppDefaults.set(root, { platform: ImagePlatform.LINUX_ARM64 });
    const app = new PythonApp(new Stack(root, 'Stack'), 'Api', { source: folderWith(SCRIPT), registry });
    expect(app.platform).toBe(ImagePlatform.LINUX_ARM64);
    return /^FROM \S+ (\S+) AS uv$/m.exec(app.image.dockerfile)?.[1];
  };
  expect(from({})).toBe('public.ecr.aws/docker/library/python:3.13-slim-trixie');
  expect(from({ 'cdk-python-images:registry': 'mirror.example/hub' })).toBe('mirror.example/hub/docker/library/python:3.13-slim-trixie');
  expect(from({ 'cdk-python-images:registry': 'mirror.example' }, 'docker.io')).toBe('docker.io/library/python:3.13-slim-trixie');
});

test('fails for a Python that the project excludes, naming both', () => {
  expect(() => testApp({ source: folderWith(FLAT), python: PythonVersion.V3_10 })).toThrow(coded('PythonExcluded', /^Stack\/Api: .*3\.10.*>=3\.11/));
});

test('fails for a user that is root', () => {
  const app = testApp({ source: folderWith(FLAT), user: '0:0' });
  expect(() => app.image).toThrow(coded('UserInvalid', /Stack\/Api\/Runtime(.|\n)*10001:10001/));
});

test.each([
  ['SourceNotFound', 'absent', /^Stack\/Api: .*absent/],
  ['SourceEmpty', 'empty', /^Stack\/Api: .*empty/],
  ['SourceNotFolder', 'file.py', /^Stack\/Api: .*file\.py/],
])('fails with %s for a source that is %s', (code, name, message) => {
  const folder = folderWith({ 'file.py': '' });
  fs.mkdirSync(path.join(folder, 'empty'));
  expect(() => testApp({ source: path.join(folder, name) })).toThrow(coded(code, message));
});

test('fails for broken TOML with the line, and says no more than the mistake', () => {
  const source = folderWith({ ...FLAT, 'pyproject.toml': '[project]\nname = "x\n' });
  let stack = '';
  try {
    testApp({ source });
  } catch (error) {
    stack = (error as Error).stack ?? '';
  }
  expect(stack).toMatch(/TomlInvalid: Stack\/Api: .*pyproject\.toml(.|\n)*line 2/);
  expect(stack.split('\n').filter((line) => line.trim().startsWith('at ')).length).toBeLessThanOrEqual(1);
});
