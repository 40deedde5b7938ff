import { App, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { AgentCoreStack } from '../../examples/exits/agentcore';
import { AppRunnerStack } from '../../examples/exits/app-runner';
import { BatchStack } from '../../examples/exits/batch';
import { CodeBuildStack } from '../../examples/exits/codebuild';
import { EcsStack } from '../../examples/exits/ecs';
import { EksStack } from '../../examples/exits/eks';
import { FargateStack } from '../../examples/exits/fargate';
import { LambdaStack } from '../../examples/exits/lambda';
import { SageMakerStack } from '../../examples/exits/sagemaker';
import { imageAssets } from '../support/docker/image-assets';
import { temporaryFolder } from '../support/folder';

interface Synthesized {
  readonly template: Template;
  /** What is anywhere in the template when the one image of the stack is named. */
  readonly tag: string;
  readonly platform?: string;
}

function synthesize<T extends Stack>(kind: new (scope: Construct, id: string) => T): Synthesized & { readonly stack: T } {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new kind(app, 'Example');
  const assets = imageAssets(app.synth().directory);
  expect(assets).toHaveLength(1);
  return { stack, template: Template.fromStack(stack), tag: assets[0].hash, platform: assets[0].platform };
}

/** A role that this service takes may pull. */
function mayPull(template: Template, service: string): void {
  const roles = template.findResources('AWS::IAM::Role', {
    Properties: { AssumeRolePolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: service } })]) } },
  });
  const policies = Object.values(template.findResources('AWS::IAM::Policy', {
    Properties: { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['ecr:BatchGetImage']), Effect: 'Allow' })]) } },
  }));
  const allowed = policies.flatMap(({ Properties }) => (Properties.Roles as { Ref: string }[]).map(({ Ref }) => Ref));
  expect(allowed).toContainEqual(expect.toBeOneOf(Object.keys(roles)));
}

test.each<[string, new (scope: Construct, id: string) => Stack, string, object, string, string | undefined]>([
  ['ECS', EcsStack, 'AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({
      StopTimeout: 45, User: '10001:10001', ReadonlyRootFilesystem: true,
      HealthCheck: Match.objectLike({ Command: Match.arrayWith(['CMD', '/app/.venv/bin/python']), Interval: 10 }),
    })],
  }, 'linux/amd64', 'ecs-tasks.amazonaws.com'],
  ['Fargate', FargateStack, 'AWS::ECS::TaskDefinition', {
    RuntimePlatform: { CpuArchitecture: 'ARM64' }, ContainerDefinitions: [Match.objectLike({ StopTimeout: 60, PortMappings: [{ ContainerPort: 8000, Protocol: 'tcp' }] })],
  }, 'linux/arm64', 'ecs-tasks.amazonaws.com'],
  ['Lambda', LambdaStack, 'AWS::Lambda::Function', { PackageType: 'Image' }, 'linux/amd64', undefined],
  ['App Runner', AppRunnerStack, 'AWS::AppRunner::Service', {
    SourceConfiguration: { ImageRepository: Match.objectLike({ ImageConfiguration: { Port: '8000' } }) },
    HealthCheckConfiguration: { Protocol: 'HTTP', Path: '/health', Interval: 10 },
  }, 'linux/amd64', 'build.apprunner.amazonaws.com'],
  ['Batch', BatchStack, 'AWS::Batch::JobDefinition', { PlatformCapabilities: ['FARGATE'] }, 'linux/amd64', 'ecs-tasks.amazonaws.com'],
  ['SageMaker', SageMakerStack, 'AWS::SageMaker::Model', {}, 'linux/amd64', 'sagemaker.amazonaws.com'],
  ['AgentCore', AgentCoreStack, 'AWS::BedrockAgentCore::Runtime', {}, 'linux/arm64', 'bedrock-agentcore.amazonaws.com'],
  ['CodeBuild', CodeBuildStack, 'AWS::CodeBuild::Project', { Environment: Match.objectLike({ Type: 'LINUX_CONTAINER' }) }, 'linux/amd64', 'codebuild.amazonaws.com'],
])('the example for %s names its image, for the machine that runs it, and lets it be pulled', (_, kind, type, properties, platform, service) => {
  const synthesized = synthesize(kind);
  const { template, tag } = synthesized;
  template.hasResourceProperties(type, properties);
  const [resource] = Object.values(template.findResources(type));
  expect(JSON.stringify(resource)).toContain(tag);
  expect(synthesized.platform).toBe(platform);
  if (service === undefined) { // Lambda pulls by the policy of the repository
    expect(JSON.stringify(resource)).toContain('container-assets');
  } else {
    mayPull(template, service);
  }
});

test('the example for EKS names its image in the manifest, wants nodes of its architecture, and lets them pull', () => {
  const { stack, template, tag } = synthesize(EksStack);
  const manifest = JSON.stringify(stack.resolve(stack.manifest));
  expect(manifest).toContain(tag);
  expect(manifest).toContain('"kubernetes.io/arch":"amd64"');
  mayPull(template, 'ec2.amazonaws.com');
});
