import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BuildSpec, Project } from 'aws-cdk-lib/aws-codebuild';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { expect, test } from 'vitest';
import { ImagePlatform, PythonImage, PythonImageBase } from '../../src';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';
import { imageTarball } from '../support/image-tarball';

const AMD64 = { os: 'linux', architecture: 'amd64' };
const ARM64 = { os: 'linux', architecture: 'arm64', variant: 'v8' };
const DIGEST = `sha256:${'a'.repeat(64)}`;
const IN_ECR = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/api@${DIGEST}`;
const ELSEWHERE = `registry.example.com/api:1.2@${DIGEST}`;

function runOn(image: PythonImageBase, architecture: Architecture): Stack {
  const stack = Stack.of(image);
  new DockerImageFunction(stack, 'Fn', { code: image.toLambdaCode({ handler: 'api.handle' }), architecture });
  return stack;
}

const synthesize = (stack: Stack) => (stack.node.root as App).synth();

test('a tarball is an asset of CDK for the machine that it says', () => {
  const tarball = imageTarball([ARM64]);
  const image = PythonImage.fromTarball(testStack(), 'Api', { tarball });
  expect(image.platform).toBe(ImagePlatform.LINUX_ARM64);
  const { directory } = synthesize(runOn(image, Architecture.ARM_64));
  const [asset] = Object.values((JSON.parse(fs.readFileSync(path.join(directory, 'Stack.assets.json'), 'utf8')) as { dockerImages: object }).dockerImages) as { source: { executable: string[] } }[];
  const staged = `asset.${image.imageTag}.tar`;
  expect(asset.source.executable.join(' ')).toMatch(new RegExp(`load .*${staged}`));
  expect(fs.readFileSync(path.join(directory, staged)).equals(fs.readFileSync(tarball))).toBe(true);
  expect(JSON.stringify(Template.fromStack(Stack.of(image)).findResources('AWS::Lambda::Function'))).toContain(image.imageTag);
});

test.each([
  ['a tarball', (stack: Stack) => PythonImage.fromTarball(stack, 'Api', { tarball: imageTarball([AMD64]) })],
  ['a digest', (stack: Stack) => PythonImage.fromRegistry(stack, 'Api', { reference: IN_ECR, platform: ImagePlatform.LINUX_AMD64 })],
  ['a digest of a repository of the stack', (stack: Stack) =>
    PythonImage.fromEcrRepository(stack, 'Api', { repository: new Repository(stack, 'Own'), digest: DIGEST, platform: ImagePlatform.LINUX_AMD64 })],
])('fails at synth when %s is for another machine than what runs it', (_, imageIn) => {
  expect(() => synthesize(runOn(imageIn(testStack()), Architecture.ARM_64))).toThrow(/Stack\/Api is built for linux\/amd64(.|\n)*PlatformMismatch/);
  synthesize(runOn(imageIn(testStack()), Architecture.X86_64));
});

test('who runs an image of ECR may pull it from there', () => {
  const stack = testStack();
  const image = PythonImage.fromRegistry(stack, 'Api', { reference: IN_ECR, platform: ImagePlatform.LINUX_AMD64 });
  new FargateTaskDefinition(stack, 'Task').addContainer('web', { image: image.toEcsContainerImage() });
  const template = Template.fromStack(stack);
  expect(JSON.stringify(template.findResources('AWS::ECS::TaskDefinition'))).toContain(`/team/api@${DIGEST}`);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({
        Action: Match.arrayWith(['ecr:BatchGetImage']),
        Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecr:eu-west-1:123456789012:repository/team/api']] },
      })]),
    },
  });
  expect(image.imageUri).toBe(IN_ECR);
});

test('an image outside of ECR runs where any registry is pulled from, and nowhere else', () => {
  const stack = testStack();
  const image = PythonImage.fromRegistry(stack, 'Api', { reference: ELSEWHERE, platform: ImagePlatform.LINUX_AMD64 });
  new FargateTaskDefinition(stack, 'Task').addContainer('web', { image: image.toEcsContainerImage() });
  new Project(stack, 'Project', { buildSpec: BuildSpec.fromObject({ version: '0.2' }), environment: { buildImage: image.toCodeBuildImage() } });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('eks.amazonaws.com') });
  expect(image.toKubernetesImage(role)).toBe(`registry.example.com/api@${DIGEST}`);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: [Match.objectLike({ Image: `registry.example.com/api@${DIGEST}` })] });
  template.hasResourceProperties('AWS::CodeBuild::Project', { Environment: Match.objectLike({ Image: `registry.example.com/api@${DIGEST}`, Type: 'LINUX_CONTAINER' }) });
});

test.each<[string, (image: PythonImageBase, role: Role) => unknown]>([
  ['Lambda', (image) => runOn(image, Architecture.X86_64)],
  ['App Runner', (image) => image.toAppRunnerSource()],
  ['SageMaker', (image, role) => image.toSageMakerImage(role)],
  ['AgentCore', (image, role) => image.toAgentCoreArtifact(role)],
])('fails for %s with an image outside of ECR', (_, use) => {
  const stack = testStack();
  const image = PythonImage.fromRegistry(stack, 'Api', { reference: ELSEWHERE, platform: ImagePlatform.LINUX_AMD64 });
  expect(() => use(image, new Role(stack, 'Role', { assumedBy: new ServicePrincipal('x.amazonaws.com') }))).toThrow(coded('ImageOutsideEcr', /Stack\/Api(.|\n)*registry\.example\.com/));
});

test.each([
  ['no digest', 'registry.example.com/api:1.2', 'BaseImageUnpinned', /Stack\/Api(.|\n)*imagetools inspect registry\.example\.com\/api:1\.2/],
  ['no reference', 'https://registry.example.com/api', 'BaseImageInvalid', /sha256/],
])('fails for a registry and %s', (_, reference, code, message) => {
  expect(() => PythonImage.fromRegistry(testStack(), 'Api', { reference, platform: ImagePlatform.LINUX_AMD64 })).toThrow(coded(code, message));
});

test('fails for a repository and no digest', () => {
  const stack = testStack();
  const repository = new Repository(stack, 'Own');
  expect(() => PythonImage.fromEcrRepository(stack, 'Api', { repository, digest: 'latest', platform: ImagePlatform.LINUX_AMD64 })).toThrow(coded('BaseImageUnpinned', /latest/));
});

test('a compressed tarball is believed, since its layers come before what would be read', () => {
  const tarball = imageTarball([AMD64], { compressed: true });
  expect(PythonImage.fromTarball(testStack(), 'Api', { tarball, platform: ImagePlatform.LINUX_AMD64 }).platform).toBe(ImagePlatform.LINUX_AMD64);
  expect(() => PythonImage.fromTarball(testStack(), 'Api', { tarball })).toThrow(coded('TarballInvalid', /compressed(.|\n)*ImagePlatform/));
});

test.each<[string, () => string, RegExp]>([
  ['is not there', () => path.join(folderWith({}), 'none.tar'), /no such tarball/],
  ['is a folder', () => folderWith({ a: 'b' }), /no such tarball/],
  ['is empty', () => path.join(folderWith({ 'a.tar': '' }), 'a.tar'), /cannot be read/],
  ['is text', () => path.join(folderWith({ 'a.tar': 'no archive\n'.repeat(99) }), 'a.tar'), /cannot be read/],
  ['has two images', () => imageTarball([AMD64, ARM64]), /2 images/],
  ['has none', () => imageTarball([]), /0 images/],
  ['says no platform', () => imageTarball([{ os: 'linux' }]), /does not say/],
])('fails for a tarball that %s', (_, tarball, message) => {
  expect(() => PythonImage.fromTarball(testStack(), 'Api', { tarball: tarball() })).toThrow(coded('TarballInvalid', message));
});

test('fails for a tarball that is for another platform than is said', () => {
  expect(() => PythonImage.fromTarball(testStack(), 'Api', { tarball: imageTarball([AMD64]), platform: ImagePlatform.LINUX_ARM64 }))
    .toThrow(coded('TarballInvalid', /said to be for linux\/arm64(.|\n)*linux\/amd64/));
});
