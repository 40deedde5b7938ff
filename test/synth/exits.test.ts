import { App, CfnResource, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnService } from 'aws-cdk-lib/aws-apprunner';
import { EcsEc2ContainerDefinition, EcsFargateContainerDefinition, EcsJobDefinition } from 'aws-cdk-lib/aws-batch';
import { CfnRuntime } from 'aws-cdk-lib/aws-bedrockagentcore';
import { BuildSpec, LinuxArmBuildImage, LinuxBuildImage, Project } from 'aws-cdk-lib/aws-codebuild';
import { CpuArchitecture, Ec2TaskDefinition, FargateTaskDefinition, OperatingSystemFamily } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { expect, test } from 'vitest';
import { ImagePlatform, PythonApp, PythonImage } from '../../src';
import { testStack } from '../support/app';
import { folderWith } from '../support/folder';
import { FLAT } from '../support/projects';

const X86 = ImagePlatform.LINUX_AMD64;
const ARM = ImagePlatform.LINUX_ARM64;

function inStack(platform: ImagePlatform, use: (stack: Stack, app: PythonApp) => void): { stack: Stack; app: PythonApp } {
  const stack = testStack();
  const app = new PythonApp(stack, 'Api', { source: folderWith(FLAT), platform });
  use(stack, app);
  return { stack, app };
}

function synthesize(stack: Stack): void {
  (stack.node.root as App).synth();
}

const fargate = (architecture?: CpuArchitecture) => (stack: Stack, app: PythonApp) => {
  new FargateTaskDefinition(stack, 'Task', {
    ...(architecture && { runtimePlatform: { cpuArchitecture: architecture, operatingSystemFamily: OperatingSystemFamily.LINUX } }),
  }).addContainer('web', { image: app.toEcsContainerImage() });
};
const lambda = (architecture?: Architecture) => (stack: Stack, app: PythonApp) =>
  void new DockerImageFunction(stack, 'Fn', { code: app.toLambdaCode({ handler: 'greeter.main' }), architecture });
const batch = (architecture?: CpuArchitecture) => (stack: Stack, app: PythonApp) => void new EcsJobDefinition(stack, 'Job', {
  container: new EcsFargateContainerDefinition(stack, 'Container', {
    image: app.image.toBatchContainerImage(), cpu: 1, memory: Size.gibibytes(2), fargateCpuArchitecture: architecture,
  }),
});
const batchOnEc2 = (stack: Stack, app: PythonApp) => void new EcsJobDefinition(stack, 'Job', {
  container: new EcsEc2ContainerDefinition(stack, 'Container', { image: app.image.toBatchContainerImage(), cpu: 1, memory: Size.gibibytes(2) }),
});
const codeBuild = (stack: Stack, app: PythonApp) => void new Project(stack, 'Project', {
  buildSpec: BuildSpec.fromObject({ version: '0.2' }), environment: { buildImage: app.image.toCodeBuildImage() },
});
const codeBuildOn = (kind: typeof LinuxArmBuildImage | typeof LinuxBuildImage) => (stack: Stack, app: PythonApp) => void new Project(stack, 'Project', {
  buildSpec: BuildSpec.fromObject({ version: '0.2' }), environment: { buildImage: kind.fromEcrRepository(app.repository, app.image.imageTag) },
});
const appRunner = (stack: Stack, app: PythonApp) => void new CfnService(stack, 'Service', { sourceConfiguration: app.image.toAppRunnerSource() });
const agentCore = (stack: Stack, app: PythonApp) => {
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('bedrock-agentcore.amazonaws.com') });
  new CfnRuntime(stack, 'Runtime', {
    agentRuntimeName: 'agent', roleArn: role.roleArn, networkConfiguration: { networkMode: 'PUBLIC' }, agentRuntimeArtifact: app.image.toAgentCoreArtifact(role),
  });
};
const sageMaker = (instanceType: string) => (stack: Stack, app: PythonApp) => {
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
  const model = new CfnModel(stack, 'Model', { executionRoleArn: role.roleArn, primaryContainer: { image: app.image.toSageMakerImage(role) } });
  new CfnEndpointConfig(stack, 'Endpoint', {
    productionVariants: [{ modelName: model.attrModelName, variantName: 'all', instanceType, initialInstanceCount: 1, initialVariantWeight: 1 }],
  });
};
const kubernetes = (arch: string, other?: string) => (stack: Stack, app: PythonApp) => {
  const nodes = new Role(stack, 'Nodes', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  const spec = { nodeSelector: { 'kubernetes.io/arch': arch }, containers: [{ name: 'api', image: app.image.toKubernetesImage(nodes) }] };
  const beside = other === undefined ? [] : [{ kind: 'Pod', spec: { nodeSelector: { 'kubernetes.io/arch': other }, containers: [{ name: 'other', image: 'registry.example/other' }] } }];
  // What eks.KubernetesManifest makes.
  new CfnResource(stack, 'Manifest', { type: 'Custom::AWSCDK-EKS-KubernetesResource', properties: { Manifest: stack.toJsonString([...beside, { kind: 'Pod', spec }]) } });
};
const ec2 = (stack: Stack, app: PythonApp) =>
  void new Ec2TaskDefinition(stack, 'Task').addContainer('web', { image: app.toEcsContainerImage(), memoryLimitMiB: 512 });

test.each([
  ['Fargate', X86, fargate()],
  ['Fargate on arm64', ARM, fargate(CpuArchitecture.ARM64)],
  ['EC2 of either kind', ARM, ec2],
  ['Lambda', X86, lambda()],
  ['Lambda on arm64', ARM, lambda(Architecture.ARM_64)],
  ['Batch', X86, batch()],
  ['Batch on arm64', ARM, batch(CpuArchitecture.ARM64)],
  ['Batch on EC2 of either kind', ARM, batchOnEc2],
  ['CodeBuild', X86, codeBuild],
  ['CodeBuild on arm64', ARM, codeBuild],
  ['App Runner', X86, appRunner],
  ['AgentCore', ARM, agentCore],
  ['SageMaker', X86, sageMaker('ml.g4dn.xlarge')],
  ['SageMaker on Graviton', ARM, sageMaker('ml.c7g.large')],
  ['Kubernetes', ARM, kubernetes('arm64')],
  ['Kubernetes, beside what runs on another machine', ARM, kubernetes('arm64', 'amd64')],
])('%s runs an image for its machine and may pull it', (_, platform, use) => {
  const { stack, app } = inStack(platform, use);
  synthesize(stack);
  const template = JSON.stringify(Template.fromStack(stack).toJSON());
  expect(template).toContain((app.node.tryFindChild('LambdaImage') as PythonImage | undefined ?? app.image).assetHash);
  if (!template.includes('AWS::Lambda::Function')) { // Lambda pulls by the policy of the repository
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['ecr:BatchGetImage']), Effect: 'Allow' })]) },
    });
  }
});

test.each([
  ['Fargate', ARM, fargate(), 'the ECS task', 'CpuArchitecture.ARM64'],
  ['Fargate on arm64', X86, fargate(CpuArchitecture.ARM64), 'the ECS task', 'CpuArchitecture.X86_64'],
  ['Lambda', ARM, lambda(), 'the Lambda function', 'Architecture.ARM_64'],
  ['Lambda on arm64', X86, lambda(Architecture.ARM_64), 'the Lambda function', 'Architecture.X86_64'],
  ['Batch', ARM, batch(), 'the Batch job', 'fargateCpuArchitecture: ecs.CpuArchitecture.ARM64'],
  ['Batch on arm64', X86, batch(CpuArchitecture.ARM64), 'the Batch job', 'fargateCpuArchitecture: ecs.CpuArchitecture.X86_64'],
  ['CodeBuild', ARM, codeBuildOn(LinuxBuildImage), 'the CodeBuild project', 'environment: { buildImage: app.image.toCodeBuildImage() }'],
  ['CodeBuild on arm64', X86, codeBuildOn(LinuxArmBuildImage), 'the CodeBuild project', 'environment: { buildImage: app.image.toCodeBuildImage() }'],
  ['App Runner', ARM, appRunner, 'the App Runner service', 'platform: ImagePlatform.LINUX_AMD64'],
  ['AgentCore', X86, agentCore, 'the AgentCore runtime', 'platform: ImagePlatform.LINUX_ARM64'],
  ['SageMaker', ARM, sageMaker('ml.g4dn.xlarge'), 'the SageMaker model', 'ml.c7g.large'],
  ['SageMaker on Graviton', X86, sageMaker('ml.r6gd.large'), 'the SageMaker model', 'ml.c7i.large'],
  ['Kubernetes', X86, kubernetes('arm64'), 'the Kubernetes manifest', "nodeSelector: { 'kubernetes.io/arch': 'amd64' }"],
])('fails at synth when %s runs on another machine than the image is for', (_, platform, use, what, write) => {
  const { stack } = inStack(platform, use);
  expect(() => synthesize(stack)).toThrow(new RegExp(`${what} cannot start the image(.|\\n)*Stack/Api/(Lambda)?Image is built for ${platform.value}(.|\\n)*${
    write.replace(/[.(){}]/g, '\\$&')}(.|\\n)*PlatformMismatch`));
});

test('fails for a URI that was handed on by hand, too', () => {
  const { stack } = inStack(ARM, (scope, app) => {
    const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    new CfnService(scope, 'Service', { sourceConfiguration: { imageRepository: { imageIdentifier: app.imageUri, imageRepositoryType: 'ECR' } } });
    app.image.toKubernetesImage(role);
  });
  expect(() => synthesize(stack)).toThrow(/PlatformMismatch/);
});

test('a pod and a model get the URI, and the role may pull it', () => {
  const { stack, app } = inStack(X86, (scope, python) => {
    const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
    new CfnModel(scope, 'Model', { executionRoleArn: role.roleArn, primaryContainer: { image: python.image.toSageMakerImage(role) } });
    expect(python.image.toKubernetesImage(role)).toBe(python.imageUri);
  });
  synthesize(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'ecr:GetAuthorizationToken' })]) },
  });
  expect(JSON.stringify(Template.fromStack(stack).toJSON())).toContain(app.assetHash);
});
