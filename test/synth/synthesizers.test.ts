import * as fs from 'fs';
import * as path from 'path';
import {
  App, CliCredentialsStackSynthesizer, DockerImageAssetLocation, DockerImageAssetSource, FileAssetLocation, FileAssetSource, IStackSynthesizer,
  ISynthesisSession, LegacyStackSynthesizer, NestedStack, Stack, StackSynthesizer, Stage,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { expect, test } from 'vitest';
import { ImageBuilder, PythonApp } from '../../src';
import { waitForStack } from '../../src/exits/wait-for-stack';
import { imageAssets } from '../support/docker/image-assets';
import { folderWith, temporaryFolder } from '../support/folder';
import { SCRIPT } from '../support/projects';

function serve(stack: Stack, api = new PythonApp(stack, 'Api', { source: folderWith(SCRIPT) })): PythonApp {
  api.addEcsContainer(new FargateTaskDefinition(stack, 'Task'), 'Api');
  return api;
}

/** The image of the one container of a stack, with what CloudFormation fills in. */
function imageOf(stack: Stack): string {
  const [task] = Object.values(Template.fromStack(stack).findResources('AWS::ECS::TaskDefinition'));
  return JSON.stringify((task.Properties as { ContainerDefinitions: { Image: unknown }[] }).ContainerDefinitions[0].Image);
}

/** A synthesizer with a repository for each image, as AppStagingSynthesizer of CDK's alpha packages: a name of the asset is that of the repository. */
class NamedRepositories extends StackSynthesizer {
  public readonly names: string[] = [];

  public override addFileAsset(_: FileAssetSource): FileAssetLocation {
    throw new Error('no file is expected');
  }

  public override addDockerImageAsset(asset: DockerImageAssetSource): DockerImageAssetLocation {
    if (asset.assetName === undefined) {
      throw new Error('an assetName is required');
    }
    this.names.push(asset.assetName);
    return { repositoryName: asset.assetName, imageTag: asset.sourceHash, imageUri: `registry/${asset.assetName}:${asset.sourceHash}` };
  }

  public override synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
    this.emitArtifact(session);
  }
}

test.each<[string, IStackSynthesizer, RegExp]>([
  ["the command line's credentials", new CliCredentialsStackSynthesizer(), /cdk-hnb659fds-container-assets-/],
  ['the first of CDK', new LegacyStackSynthesizer(), /aws-cdk\/assets:/],
])('an image is pushed by %s', (_, synthesizer, repository) => {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new Stack(app, 'Shop', { synthesizer });
  const api = serve(stack);
  expect(imageOf(stack)).toMatch(repository);
  expect(imageOf(stack)).toContain(api.assetHash);
  const { directory } = app.synth();
  const told = fs.readdirSync(directory).filter((name) => /\.(assets|metadata)\.json$/.test(name)).map((name) => fs.readFileSync(path.join(directory, name), 'utf8')).join('');
  expect(told).toContain(`"asset.${api.assetHash}"`);
});

test.each([ImageBuilder.local(), ImageBuilder.buildx({ builder: 'farm' })])('a synthesizer with a repository for each image is told a name of each, which ECR takes', (imageBuilder) => {
  const synthesizer = new NamedRepositories();
  const stack = new Stack(new App({ outdir: temporaryFolder() }), 'Shop', { synthesizer });
  serve(stack, new PythonApp(stack, 'Orders_Api', { source: folderWith(SCRIPT), imageBuilder }));
  expect(imageOf(stack)).toContain('"/shop-orders-api-image:');
  expect(synthesizer.names).toEqual(['shop-orders-api-image']);
});

test('an image is in the account and the region of its stack, or of whoever deploys one without', () => {
  const app = new App({ outdir: temporaryFolder() });
  const [here, anywhere] = [new Stack(app, 'Here', { env: { account: '111122223333', region: 'eu-west-1' } }), new Stack(app, 'Anywhere')];
  [here, anywhere].forEach((stack) => serve(stack));
  expect(imageOf(here)).toMatch(/111122223333\.dkr\.ecr\.eu-west-1\..*cdk-hnb659fds-container-assets-111122223333-eu-west-1/);
  expect(imageOf(anywhere)).toMatch(/\{"Ref":"AWS::AccountId"\},"\.dkr\.ecr\.",\{"Ref":"AWS::Region"\}/);
});

test('an image of a nested stack is an asset of the stack above it', () => {
  const app = new App({ outdir: temporaryFolder() });
  const parent = new Stack(app, 'Shop');
  const nested = new NestedStack(parent, 'Services');
  const api = serve(nested);
  expect(imageOf(nested)).toContain(api.assetHash);
  const assets = imageAssets(app.synth().directory);
  expect(assets.map(({ displayName, hash }) => [displayName, hash])).toEqual([['Shop/Services/Api/Image', api.assetHash]]);
  expect(fs.existsSync(path.join(assets[0].contextDirectory, 'Dockerfile'))).toBe(true);
});

test('a stack that runs an image of another one waits for it, and the image is built once', () => {
  const app = new App({ outdir: temporaryFolder() });
  const [owner, user] = [new Stack(app, 'Owner'), new Stack(app, 'User')];
  const api = serve(owner);
  serve(user, api);
  expect(imageOf(user)).toContain(api.assetHash);
  const { directory, stacks } = app.synth();
  expect(imageAssets(directory)).toHaveLength(1);
  expect(stacks.find(({ id }) => id === 'User')!.dependencies.map(({ id }) => id)).toContain('Owner');
});

test('stacks that have images of the same content do not wait for each other', () => {
  const app = new App({ outdir: temporaryFolder() });
  const source = folderWith(SCRIPT);
  const stacks = ['One', 'Two'].map((id) => new Stack(app, id));
  stacks.forEach((stack) => serve(stack, new PythonApp(stack, 'Api', { source })));
  const third = new Stack(app, 'Three');
  waitForStack(stacks[0], third, 'of the test');
  new FargateTaskDefinition(third, 'Task').addContainer('Api', { image: (stacks[0].node.findChild('Api') as PythonApp).toEcsContainerImage() });
  app.synth();
  expect(stacks.map(({ dependencies }) => dependencies.map(({ node }) => node.id))).toEqual([['Three'], []]);
  expect(third.dependencies).toEqual([stacks[1]]);
});

test('each Stage of a pipeline has the same image of one app by the same path, from one folder of the assembly', () => {
  const app = new App({ outdir: temporaryFolder() });
  const source = folderWith(SCRIPT);
  const hashes = ['Test', 'Prod'].map((name) => {
    const stack = new Stack(new Stage(app, name), 'Shop');
    return serve(stack, new PythonApp(stack, 'Api', { source })).assetHash;
  });
  expect(new Set(hashes).size).toBe(1);
  const { directory } = app.synth();
  const folders = ['Test', 'Prod'].map((name) => imageAssets(path.join(directory, `assembly-${name}`)).map(({ contextDirectory }) => contextDirectory));
  expect(folders[0]).toEqual(folders[1]);
  expect(path.dirname(folders[0][0])).toBe(directory);
});
