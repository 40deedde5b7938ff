import { randomUUID } from 'crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { callAws, deployedResource, deployedStack, imagesInEcr } from '../support/deploy/call-aws';
import type { CdkRun } from '../support/deploy/cdk';
import { REGISTRY_HOST, REGISTRY_LOGIN, REPOSITORY } from '../support/deploy/coordinates';
import { Deployment } from '../support/deploy/deployment';
import { registry, uploads } from '../support/deploy/registry-control';
import { docker } from '../support/docker/run-docker';
import { withContainer } from '../support/docker/with-container';
import { LambdaFunction } from '../support/lambda/lambda-function';

/** What a change of one line may cost: the files of the app with their byte code. */
const APP_LAYER = 16_000;

// One stack, as its user deploys it: each test goes on from where the one before it has left AWS.
let orders: Deployment;
let first: CdkRun;
let recorder: ReturnType<Deployment['recorder']>;
let environment: Record<string, string>;

beforeAll(async () => {
  orders = new Deployment('Orders');
  // Images that no other test has pushed.
  orders.edit('api/src/orders_api/asgi.py', 'GREETING = ', `# ${randomUUID()}\nGREETING = `);
  orders.edit('events/src/orders_events/__init__.py', 'def handle', `# ${randomUUID()}\ndef handle`);
  recorder = orders.recorder(inject('containerProgram'));
  environment = { CDK_DOCKER: recorder.program };
  await registry.forget();
  first = await orders.cdk(environment).deploy();
  // What was pushed is pulled by the engine, whatever pushed it.
  const [username, password] = REGISTRY_LOGIN.split(':');
  await docker(['login', `--username=${username}`, '--password-stdin', REGISTRY_HOST], { input: password, environment: orders.environment });
});

afterAll(() => orders.remove());

/** The tag of the image that the deployed task or function has. */
function deployedTag(type: 'AWS::ECS::TaskDefinition' | 'AWS::Lambda::Function'): string {
  const uri = type === 'AWS::ECS::TaskDefinition'
    ? deployedContainer().image
    : (callAws('lambda', 'get_function', { FunctionName: deployedResource('Orders', type) }) as { Code: { ImageUri: string } }).Code.ImageUri;
  const [name, tag] = uri.split(/[:@](?=[^:]*$)/);
  expect(name).toBe(`${REGISTRY_HOST}/${REPOSITORY}`);
  return tag;
}

interface DeployedContainer {
  readonly image: string;
  readonly user: string;
  readonly stopTimeout: number;
  readonly readonlyRootFilesystem: boolean;
  readonly portMappings: { readonly containerPort: number }[];
  readonly healthCheck: { readonly command: string[] };
  readonly linuxParameters: { readonly tmpfs: { readonly containerPath: string; readonly size: number; readonly mountOptions: string[] }[] };
}

/** The container of the web app, as ECS has it. */
function deployedContainer(): DeployedContainer {
  const { taskDefinition } = callAws('ecs', 'describe_task_definition', { taskDefinition: deployedResource('Orders', 'AWS::ECS::TaskDefinition') }) as {
    readonly taskDefinition: { readonly containerDefinitions: DeployedContainer[] };
  };
  return taskDefinition.containerDefinitions[0];
}

/** Pulls an image from the registry, where nothing of that name is on the engine any more. */
async function pulled(tag: string): Promise<string> {
  const uri = `${REGISTRY_HOST}/${REPOSITORY}:${tag}`;
  await docker(['image', 'rm', '--force', uri, `cdkasset-${tag}`]);
  await docker(['pull', '--quiet', uri], { environment: orders.environment });
  return uri;
}

/** Runs the web app as its task definition says, and asks it. */
async function greeting(): Promise<unknown> {
  const image = await pulled(deployedTag('AWS::ECS::TaskDefinition'));
  const { user, readonlyRootFilesystem: readOnly, linuxParameters, portMappings, healthCheck } = deployedContainer();
  const tmpfs = linuxParameters.tmpfs.map(({ containerPath, size, mountOptions }) => `${containerPath}:${[`size=${size}m`, ...mountOptions].join()}`);
  return withContainer({ image, user, readOnly, tmpfs, ports: portMappings.map(({ containerPort }) => containerPort) }, async (container) => {
    const { body } = await container.httpGet('/');
    const [kind, ...command] = healthCheck.command;
    expect(kind).toBe('CMD');
    expect(await container.exec(command)).toBe('');
    await expect(container.exec(command.map((word) => word.replace('/health', '/nowhere')))).rejects.toThrow('exit code 1');
    return JSON.parse(body) as unknown;
  });
}

test('cdk bootstrap and cdk deploy put both apps where the templates say that they are', () => {
  expect(inject('bootstrapLog')).toContain('bootstrapped');
  expect(first.exitCode, first.log).toBe(0);
  const { status, imageTags } = deployedStack('Orders');
  expect(status).toBe('CREATE_COMPLETE');
  const tags = [deployedTag('AWS::ECS::TaskDefinition'), deployedTag('AWS::Lambda::Function')];
  expect(new Set(tags).size).toBe(2);
  expect(Object.keys(imagesInEcr())).toEqual(expect.arrayContaining(tags));
  expect(imageTags).toEqual(expect.arrayContaining(tags));
});

test('the program that CDK_DOCKER names does all of it', () => {
  const commands = recorder.commands();
  for (const command of [/^login .*--password-stdin/, /^build .*--platform linux\/amd64 /, /^tag cdkasset-/, /^push /]) {
    expect(commands).toContainEqual(expect.stringMatching(command));
  }
});

test('the web app is pulled from the registry by the tag of its asset, runs as its task definition says, and is well', async () => {
  expect(deployedContainer()).toMatchObject({ user: '10001:10001', readonlyRootFilesystem: true, stopTimeout: 60 });
  expect(await greeting()).toEqual({ greeting: 'hello from orders' });
});

test('the function is pulled from the registry by the tag of its asset, and answers an event', async () => {
  const lambda = await LambdaFunction.deploy({ image: await pulled(deployedTag('AWS::Lambda::Function')) });
  try {
    expect(await lambda.invoke({ lines: [{ pieces: 2 }, { pieces: 3 }] })).toMatchObject({ value: { pieces: 5 } });
  } finally {
    await lambda.remove();
  }
});

test('a second deploy with no change asks the container program for nothing and the registry for nothing', async () => {
  const asked = recorder.commands().length;
  await registry.forget();
  const { exitCode, log } = await orders.cdk(environment).deploy();
  expect(exitCode, log).toBe(0);
  expect(log).toContain('(no changes)');
  expect(recorder.commands().slice(asked)).toEqual([]);
  expect(await registry.transfers()).toEqual([]);
});

test('a change of one line pushes the layer of the app and nothing else', async () => {
  const before = { api: deployedTag('AWS::ECS::TaskDefinition'), events: deployedTag('AWS::Lambda::Function') };
  const changed = `hello ${randomUUID()}`;
  orders.edit('api/src/orders_api/asgi.py', 'hello from orders', changed);
  await registry.forget();
  const { exitCode, log } = await orders.cdk(environment).deploy();
  expect(exitCode, log).toBe(0);

  const transfers = await registry.transfers();
  const manifests = transfers.filter(({ method, path }) => method === 'PUT' && path.includes('/manifests/'));
  const tag = deployedTag('AWS::ECS::TaskDefinition');
  expect(manifests.map(({ path }) => path)).toEqual([`/v2/${REPOSITORY}/manifests/${tag}`]);
  const { layers, config } = manifestOf(tag);
  const blobs = uploads(transfers);
  const pushedLayers = layers.filter(({ digest }) => blobs.has(digest));
  expect([...blobs.keys()].sort()).toEqual([...pushedLayers.map(({ digest }) => digest), config.digest].sort());
  expect(pushedLayers).toHaveLength(1);
  const bytes = blobs.get(pushedLayers[0].digest)!;
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(APP_LAYER);

  expect(tag).not.toBe(before.api);
  expect(deployedTag('AWS::Lambda::Function')).toBe(before.events);
  expect(await greeting()).toEqual({ greeting: changed });
});

test('cdk destroy takes the stack away', async () => {
  const { exitCode, log } = await orders.cdk(environment).run(['destroy', '--all', '--force']);
  expect(exitCode, log).toBe(0);
  expect(() => deployedStack('Orders')).toThrow(/does not exist/);
});

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: { readonly digest: string }[];
}

/** What ECR has of an image. */
function manifestOf(imageTag: string): Manifest {
  const { images: [{ imageManifest }] } = callAws('ecr', 'batch_get_image', {
    repositoryName: REPOSITORY, imageIds: [{ imageTag }],
  }) as { images: { imageManifest: string }[] };
  return JSON.parse(imageManifest) as Manifest;
}
