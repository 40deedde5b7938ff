import { Aspects, CfnElement, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { CfnService } from 'aws-cdk-lib/aws-apprunner';
import { CfnJobDefinition } from 'aws-cdk-lib/aws-batch';
import { CfnRuntime } from 'aws-cdk-lib/aws-bedrockagentcore';
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { IConstruct } from 'constructs';
import { endpointArchitecture } from './endpoint-architecture';
import { Properties, propertiesOf } from './resource-properties';
import { waitForStack } from './wait-for-stack';
import { ImagePlatform } from '../dockerfile';
import { CodedError } from '../private/coded-error';
import { Trait } from '../private/trait';

/** An image as a consumer refers to it. */
export interface ConsumedImage {
  /** The construct of the image. */
  readonly construct: IConstruct;
  /** Its tag or digest, which is in every reference to it. */
  readonly tag: string;
  /** What it is built for. */
  readonly platform: ImagePlatform;
  /** Whether it is an index of the image and what is said of it. */
  readonly isIndex?: boolean;
}

interface ConsumerKind {
  /** What runs the image. */
  readonly what: string;
  /** The part of the properties that names images. */
  readonly images: (properties: Properties) => unknown;
  /** The machine that runs it, in AWS's words; undefined when the template does not say it. */
  readonly architecture: (properties: Properties, resource: CfnResource) => string | undefined;
  /** What to change at the consumer; undefined when it runs on one architecture only. */
  readonly write?: (platform: ImagePlatform) => string;
  /** It starts no image that is in an index. */
  readonly refusesIndex?: boolean;
}

const CONSUMERS: Record<string, ConsumerKind> = {
  [CfnFunction.CFN_RESOURCE_TYPE_NAME]: {
    what: 'the Lambda function',
    images: (properties) => properties.Code,
    architecture: ({ Architectures }) => Array.isArray(Architectures) ? text(Architectures[0]) : 'x86_64',
    write: (platform) => `architecture: lambda.Architecture.${isArm(platform.machine) ? 'ARM_64' : 'X86_64'}`,
    refusesIndex: true, // https://docs.aws.amazon.com/lambda/latest/dg/python-image.html builds with --provenance=false
  },
  [CfnModel.CFN_RESOURCE_TYPE_NAME]: {
    what: 'the SageMaker model',
    images: ({ PrimaryContainer, Containers }) => [PrimaryContainer, Containers],
    architecture: (_, model) => endpointArchitecture(model),
    write: (platform) => `instanceType of the production variant: ${isArm(platform.machine) ? 'one of Graviton, ml.c7g.large' : 'one of x86, ml.c7i.large'}`,
    refusesIndex: true,
  },
  // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks.KubernetesManifest.html
  'Custom::AWSCDK-EKS-KubernetesResource': {
    what: 'the Kubernetes manifest',
    images: ({ Manifest }) => Manifest,
    architecture: ({ Manifest }) => onlyOne([...JSON.stringify(Manifest).matchAll(/kubernetes\.io\/arch[\\"]+:[\\"]+(\w+)/g)].map(([, machine]) => machine)),
    write: (platform) => `nodeSelector: { 'kubernetes.io/arch': '${platform.architecture}' }`,
  },
  [CfnTaskDefinition.CFN_RESOURCE_TYPE_NAME]: {
    what: 'the ECS task',
    images: (properties) => properties.ContainerDefinitions,
    architecture: ({ RuntimePlatform, RequiresCompatibilities }) => ecsArchitecture(RuntimePlatform, RequiresCompatibilities),
    write: (platform) => `runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.${isArm(platform.machine) ? 'ARM64' : 'X86_64'}, `
      + 'operatingSystemFamily: ecs.OperatingSystemFamily.LINUX }',
  },
  [CfnJobDefinition.CFN_RESOURCE_TYPE_NAME]: {
    what: 'the Batch job',
    images: ({ ContainerProperties, EcsProperties, EksProperties }) => [ContainerProperties, EcsProperties, EksProperties],
    architecture: ({ ContainerProperties, PlatformCapabilities }) =>
      ecsArchitecture((ContainerProperties as Properties | undefined)?.RuntimePlatform, PlatformCapabilities),
    write: (platform) => `fargateCpuArchitecture: ecs.CpuArchitecture.${isArm(platform.machine) ? 'ARM64' : 'X86_64'}`,
  },
  [CfnProject.CFN_RESOURCE_TYPE_NAME]: {
    what: 'the CodeBuild project',
    images: (properties) => (properties.Environment as Properties | undefined)?.Image,
    architecture: ({ Environment }) => text((Environment as Properties | undefined)?.Type)?.startsWith('ARM_') ? 'arm64' : 'x86_64',
    write: () => 'environment: { buildImage: app.image.toCodeBuildImage() }',
  },
  [CfnService.CFN_RESOURCE_TYPE_NAME]: {
    what: 'the App Runner service',
    images: (properties) => properties.SourceConfiguration,
    architecture: () => 'x86_64',
  },
  [CfnRuntime.CFN_RESOURCE_TYPE_NAME]: {
    what: 'the AgentCore runtime',
    images: (properties) => properties.AgentRuntimeArtifact,
    architecture: () => 'arm64',
  },
};

const CHECKED = new Trait<ConsumedImage[]>('ConsumedImages');

/**
 * Compares, when the assembly is synthesized, what every resource runs on with what its image is built for, however it came by the URI.
 * A mismatch is an error of the synthesis, `PlatformMismatch`, and names both.
 */
export function checkConsumersOf(image: ConsumedImage, assembly: Stage): void {
  const known = CHECKED.on(assembly);
  const images = known ?? [];
  if (known === undefined) {
    CHECKED.implement(assembly, images);
    assembly.node.addValidation({ validate: () => mismatches(assembly, images) });
    Aspects.of(assembly).add({ visit: (node) => waitForImages(node, images) });
  }
  images.push(image);
}

/**
 * An image is pushed with the assets of its own stack. A stack that runs an image of another one waits for that: `cdk deploy` of it alone would name an image that is not there.
 * CDK makes a stack wait for what it imports; the URI of an image is text.
 */
function waitForImages(node: IConstruct, images: ConsumedImage[]): void {
  if (!isConsumer(node)) {
    return;
  }
  const stack = topOf(Stack.of(node));
  const consumed = consumedBy(node, CONSUMERS[node.cfnResourceType], propertiesOf(node), images).filter(({ tag }) => !tag.startsWith('sha256:'));
  for (const tag of new Set(consumed.map((image) => image.tag))) {
    // Images of the same content have the same tag: one that is pushed with this stack will do.
    const owners = consumed.filter((image) => image.tag === tag).map(({ construct }) => topOf(Stack.of(construct)));
    const owner = owners.includes(stack) ? undefined : owners.find((one) => Stage.of(one) === Stage.of(stack) && !waitsFor(one, stack));
    if (owner !== undefined) {
      waitForStack(stack, owner, `an image of ${node.node.path} is pushed with its assets`);
    }
  }
}

function waitsFor(stack: Stack, other: Stack): boolean {
  return stack.dependencies.some((one) => one === other || waitsFor(one, other));
}

/** What all say; undefined when they differ, as the objects of one manifest may. */
function onlyOne(machines: string[]): string | undefined {
  return machines.every((one) => one === machines[0]) ? machines[0] : undefined;
}

function isConsumer(node: IConstruct): node is CfnResource {
  return CfnResource.isCfnResource(node) && Object.hasOwn(CONSUMERS, node.cfnResourceType);
}

function consumedBy(resource: CfnResource, kind: ConsumerKind, properties: Properties, images: ConsumedImage[]): ConsumedImage[] {
  const referred = JSON.stringify(kind.images(properties) ?? '');
  return images.filter(({ tag }) => referred.includes(writtenIn(resource, tag)));
}

/** The stack whose assets those of a nested stack are. */
function topOf(stack: Stack): Stack {
  return stack.nestedStackParent === undefined ? stack : topOf(stack.nestedStackParent);
}

function mismatches(assembly: Stage, images: ConsumedImage[]): string[] {
  return assembly.node.findAll().filter((node) => isConsumer(node)).flatMap((resource) => {
    const kind = CONSUMERS[resource.cfnResourceType];
    const properties = propertiesOf(resource);
    const architecture = kind.architecture(properties, resource);
    const consumed = consumedBy(resource, kind, properties, images);
    return [
      ...consumed.filter(({ platform }) => architecture !== undefined && isArm(architecture) !== isArm(platform.machine))
        .map((image) => mismatch(image, resource, kind, architecture ?? '')),
      ...consumed.filter(({ isIndex }) => isIndex && kind.refusesIndex).map((image) => indexRefused(image, resource, kind)),
    ].map(({ message }) => message);
  });
}

/** A tag as the template of the resource has it: text, or what CloudFormation makes it of. */
function writtenIn(resource: CfnResource, tag: string): string {
  const resolved: unknown = Stack.of(resource).resolve(tag);
  return typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
}

function mismatch({ construct, platform }: ConsumedImage, resource: CfnElement, kind: ConsumerKind, architecture: string): CodedError {
  const runs = isArm(architecture) ? ImagePlatform.LINUX_ARM64 : ImagePlatform.LINUX_AMD64;
  const ours = `platform: ImagePlatform.LINUX_${runs.architecture.toUpperCase()} of the app`;
  return new CodedError('PlatformMismatch', {
    what: `${kind.what} cannot start the image: they are for different machines`,
    found: `${construct.node.path} is built for ${platform.value}, ${resource.node.path} runs on ${architecture}`,
    expected: 'an image for the machine that runs it',
    write: kind.write === undefined ? ours : `${ours}, or at ${resource.node.scope?.node.path ?? resource.node.path}: ${kind.write(platform)}`,
  }, resource.node.path);
}

function indexRefused({ construct }: ConsumedImage, resource: CfnElement, { what }: ConsumerKind): CodedError {
  return new CodedError('ProvenanceUnsupported', {
    what: `${what} starts no image with provenance: it is in an index`,
    found: `${construct.node.path} is built with provenance, and ${resource.node.path} runs it`,
    expected: 'an image and no index',
    write: 'provenance: false, of this app and of all with the same files: they have the same tag',
  }, resource.node.path);
}

/** Fargate and Batch on Fargate take X86_64 when nothing is said; on other capacity the machines of the cluster decide. */
function ecsArchitecture(runtimePlatform: unknown, compatibilities: unknown): string | undefined {
  const said = text((runtimePlatform as Properties | undefined)?.CpuArchitecture);
  const fargate = Array.isArray(compatibilities) && compatibilities.includes('FARGATE');
  return said ?? (fargate ? 'X86_64' : undefined);
}

function isArm(machine: string): boolean {
  return /^(arm|aarch)/i.test(machine);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
