import * as fs from 'fs';
import * as path from 'path';
import { App, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Key } from 'aws-cdk-lib/aws-kms';
import { expect, test } from 'vitest';
import { ImageRepository, ImageRepositoryProps, PythonApp } from '../../src';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder } from '../support/folder';
import { SCRIPT } from '../support/projects';

const templateWith = (props: Partial<ImageRepositoryProps> = {}) => {
  const stack = testStack();
  new ImageRepository(stack, 'Images', { repositoryName: 'shop/api', ...props });
  return Template.fromStack(stack);
};
const lifecycleOf = (template: Template) =>
  JSON.parse(Object.values(template.findResources('AWS::ECR::Repository'))[0].Properties.LifecyclePolicy.LifecyclePolicyText).rules.map(({ selection }: { selection: object }) => selection);

test('scans, keeps tags where they are, and drops what has none', () => {
  const template = templateWith();
  template.hasResource('AWS::ECR::Repository', {
    Properties: { RepositoryName: 'shop/api', ImageScanningConfiguration: { ScanOnPush: true }, ImageTagMutability: 'IMMUTABLE' },
    DeletionPolicy: 'Retain',
  });
  expect(lifecycleOf(template)).toEqual([{ tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 1, countUnit: 'days' }]);
});

test('all of it is a prop', () => {
  const stack = testStack();
  new ImageRepository(stack, 'Images', {
    repositoryName: 'api', scanOnPush: false, maxImageCount: 30, untaggedImageDays: 14, encryptionKey: new Key(stack, 'Key'), removalPolicy: RemovalPolicy.DESTROY,
  });
  const template = Template.fromStack(stack);
  template.hasResource('AWS::ECR::Repository', {
    Properties: { ImageScanningConfiguration: { ScanOnPush: false }, EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: Match.anyValue() } }, DeletionPolicy: 'Delete',
  });
  expect(lifecycleOf(template)).toEqual([
    { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14, countUnit: 'days' }, { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 30 },
  ]);
});

test.each([[{}, 'hnb659fds'], [{ bootstrapQualifier: 'shop' }, 'shop']])('the role of the bootstrap may push (%j), and Lambda may pull', (props, qualifier) => {
  const policy = JSON.stringify(Object.values(templateWith(props).findResources('AWS::ECR::Repository'))[0].Properties.RepositoryPolicyText);
  expect(policy).toContain(`:role/cdk-${qualifier}-image-publishing-role-`);
  expect(policy).toContain('"ecr:PutImage"');
  expect(policy).toMatch(/"Action":\["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"\],"Condition".*lambda\.amazonaws\.com/);
});

/** A stack that makes the repository, and one whose image goes there. */
function shop(scope: App | Stage) {
  const images = new ImageRepository(new Stack(scope, 'Images'), 'Images', { repositoryName: 'shop/api' });
  const stack = new Stack(scope, 'Shop', { synthesizer: images.toStackSynthesizer() });
  const api = new PythonApp(stack, 'Api', { source: folderWith(SCRIPT) });
  new FargateTaskDefinition(stack, 'Task').addContainer('web', { image: api.toEcsContainerImage() });
  return { stack, api };
}

test('the images of a stack go there, and wait for the stack that makes it', () => {
  const app = new App({ outdir: temporaryFolder() });
  const { stack, api } = shop(app);
  const { directory } = app.synth();
  const read = (file: string) => JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8'));
  const destinations = Object.values<{ destinations: Record<string, object> }>(read('Shop.assets.json').dockerImages).flatMap((image) => Object.values(image.destinations));
  expect(destinations).toEqual([expect.objectContaining({ repositoryName: 'shop/api', imageTag: api.assetHash })]);
  const { artifacts } = read('manifest.json');
  // `cdk deploy` asks the repository for the image before it deploys the first stack, unless the manifest of the assets waits for one.
  expect(artifacts['Shop.assets'].dependencies).toEqual(['Images']);
  expect(artifacts['Images.assets'].dependencies).toBeUndefined();
  expect(artifacts.Shop.dependencies).toEqual(expect.arrayContaining(['Images', 'Shop.assets']));
  const template = JSON.stringify(Template.fromStack(stack).toJSON());
  expect(template).toContain(`/shop/api:${api.assetHash}`);
  expect(template).not.toContain('container-assets');
});

test('so they do in a Stage', () => {
  const app = new App({ outdir: temporaryFolder() });
  shop(new Stage(app, 'Prod'));
  const assembly = app.synth().getNestedAssembly('assembly-Prod');
  const waiting = Object.entries(assembly.manifest.artifacts ?? {}).filter(([name]) => name.endsWith('.assets')).map(([name, { dependencies }]) => [name.slice(0, 8), dependencies]);
  expect(waiting).toEqual([['ProdImag', undefined], ['ProdShop', [expect.stringMatching(/^ProdImages/)]]]);
});

test.each(['A', 'Shop/api', 'shop//api', '-shop', '${Token[TOKEN.1]}'])('fails for the name %j', (repositoryName) => {
  expect(() => templateWith({ repositoryName })).toThrow(coded('RepositoryInvalid', /no name of a repository/));
});

test('fails for the stack that makes the repository', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const synthesizer = new ImageRepository(stack, 'Images', { repositoryName: 'shop' }).toStackSynthesizer();
  expect(() => synthesizer.bind(stack)).toThrow(coded('RepositoryInvalid', /itself/));
});
