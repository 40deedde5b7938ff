import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Architecture, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { expect, test } from 'vitest';
import { BuildCache, BuildSecret, CodeBuildBuilderOptions, ImageBuilder, ImagePlatform, PythonApp, PythonAppProps } from '../../src';
import { deployTimeBuild } from '../../src/building/deploy-time-build';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder } from '../support/folder';
import { FLAT } from '../support/projects';

/** A package with what Lambda calls. */
const CALLED = { ...FLAT, 'requirements.txt': 'awslambdaric==4.2.2\n', 'greeter/__init__.py': 'def main():\n    pass\n\n\ndef handle(event, context):\n    pass\n' };
const BUILDS = 'Custom::CDKContainerImageBuild';

function built(props: Partial<PythonAppProps> = {}, options: CodeBuildBuilderOptions = {}): { app: PythonApp; stack: Stack } {
  const stack = testStack();
  const app = new PythonApp(stack, 'Api', { source: folderWith(CALLED), imageBuilder: ImageBuilder.codeBuild(options), ...props });
  return { app, stack };
}

/** Every file below a folder with its content. */
function filesBelow(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]));
}

test('CodeBuild gets the same context and the same hash, and no image is built where the stack is deployed', () => {
  const { app, stack } = built();
  new FargateTaskDefinition(stack, 'Task').addContainer('web', { image: app.toEcsContainerImage() });
  const { directory } = (stack.node.root as App).synth();
  const { files, dockerImages } = JSON.parse(fs.readFileSync(path.join(directory, 'Stack.assets.json'), 'utf8')) as { files: Record<string, { source: { path: string; packaging: string } }>; dockerImages: object };
  expect(Object.keys(dockerImages ?? {})).toEqual([]);
  const staged = Object.values(files).filter(({ source }) => source.packaging === 'zip' && fs.existsSync(path.join(directory, source.path, 'Dockerfile')));
  expect(staged.map(({ source }) => filesBelow(path.join(directory, source.path)))).toEqual([filesBelow(app.image.contextDirectory)]);

  const template = Template.fromStack(stack);
  template.hasResourceProperties(BUILDS, {
    imageTag: app.assetHash,
    buildCommand: 'docker buildx build --build-arg SOURCE_DATE_EPOCH=315532800 --platform linux/amd64 --output type=docker,name=artifact:$imageTag --provenance=false .',
  });
  const local = new PythonApp(testStack(), 'Api', { source: app.project.root });
  expect(app.assetHash).toBe(local.assetHash);
});

test('what refers to the image waits until it is built', () => {
  const { app, stack } = built();
  new FargateTaskDefinition(stack, 'Task').addContainer('web', { image: app.toEcsContainerImage() });
  const template = Template.fromStack(stack);
  const [build] = Object.keys(template.findResources(BUILDS));
  expect(JSON.stringify(template.findResources('AWS::ECS::TaskDefinition'))).toContain(JSON.stringify({ 'Fn::GetAtt': [build, 'ImageTag'] }));
});

test('the hash of the file in S3 is that of the context: the same app twice is the same file', () => {
  const keys = [built(), built()].map(({ app, stack }) =>
    app.assetHash && Object.values(Template.fromStack(stack).findResources(BUILDS))[0].Properties.sourceS3Url as unknown);
  expect(keys[0]).toEqual(keys[1]);
});

test.each([[ImagePlatform.LINUX_ARM64, 'ARM_CONTAINER'], [ImagePlatform.LINUX_AMD64, 'LINUX_CONTAINER']])('an image for %j is built on its own machine', (platform, kind) => {
  const { app, stack } = built({ platform });
  expect(app.image.platform).toBe(platform);
  Template.fromStack(stack).hasResourceProperties('AWS::CodeBuild::Project', { Environment: Match.objectLike({ Type: kind }) });
});

test('fails at synth for another machine than the image is for, though its tag is known only when it is built', () => {
  const { app, stack } = built({ platform: ImagePlatform.LINUX_ARM64 });
  new DockerImageFunction(stack, 'Fn', { code: app.toLambdaCode({ handler: 'greeter.handle' }), architecture: Architecture.X86_64 });
  expect(() => (stack.node.root as App).synth()).toThrow(/Stack\/Api\/\S+ is built for linux\/arm64(.|\n)*PlatformMismatch/);
});

test('a function of another stack is compared, too', () => {
  const root = new App({ outdir: temporaryFolder() });
  const env = { account: '123456789012', region: 'eu-west-1' };
  const app = new PythonApp(new Stack(root, 'Images', { env }), 'Api', {
    source: folderWith(CALLED), imageBuilder: ImageBuilder.codeBuild(), platform: ImagePlatform.LINUX_ARM64,
  });
  new DockerImageFunction(new Stack(root, 'Functions', { env }), 'Fn', { code: app.toLambdaCode({ handler: 'greeter.handle' }) });
  expect(() => root.synth()).toThrow(/PlatformMismatch/);
});

test('images go to a repository of your own', () => {
  const { app, stack } = built();
  expect(app.image.repository.node.path).toContain('Stack/Api/Image/CodeBuild');
  const own = testStack();
  const repository = new Repository(own, 'Own');
  const other = new PythonApp(own, 'Api', { source: app.project.root, imageBuilder: ImageBuilder.codeBuild({ repository }) });
  expect(other.repository).toBe(repository);
  Template.fromStack(own).resourceCountIs('AWS::ECR::Repository', 1);
  Template.fromStack(stack).resourceCountIs('AWS::ECR::Repository', 1);
});

test('the cache is read, CodeBuild may pull it, and a warning says that it is not written', () => {
  const repository = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/build-cache';
  const { app, stack } = built({ buildCache: BuildCache.registry({ repository }) });
  Annotations.fromStack(stack).hasWarning(`/${app.image.node.path}`, Match.stringLikeRegexp('does not write it: the Docker of CodeBuild cannot'));
  const template = Template.fromStack(stack);
  template.hasResourceProperties(BUILDS, { buildCommand: Match.stringLikeRegexp(` --cache-from type=registry,ref=${repository}:cache-stack-api-image-amd64 `) });
  expect(JSON.stringify(template.findResources(BUILDS))).not.toContain('--cache-to');
  expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain(':ecr:eu-west-1:123456789012:repository/build-cache');
});

test('fails when the build needs a secret of the machine that deploys', () => {
  const { app } = built({ buildSecrets: { PYPI_TOKEN: BuildSecret.fromEnvironment('TEAM_TOKEN') } });
  expect(() => app.image).toThrow(coded('BuilderInvalid', /^Stack\/Api\/Image: (.|\n)*TEAM_TOKEN \(env=TEAM_TOKEN\)(.|\n)*ImageBuilder\.local/));
});

test('fails without the library, and finds it by either of its names', () => {
  expect(() => deployTimeBuild([temporaryFolder()])).toThrow(coded('DeployTimeBuildMissing', /npm install @cdklabs\/deploy-time-build\n +in Python: pip install/));
  const files = { 'node_modules/deploy-time-build/index.js': 'exports.ContainerImageBuild = class Former {};\n' };
  expect(deployTimeBuild([folderWith(files)]).ContainerImageBuild.name).toBe('Former');
});
