import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { type DeployedStack, deployedStack, imagesInEcr } from '../support/deploy/call-aws';
import { REGISTRY_HOST, REPOSITORY } from '../support/deploy/coordinates';
import { Deployment } from '../support/deploy/deployment';
import { fullDisk } from '../support/deploy/full-disk';
import { registry, uploads } from '../support/deploy/registry-control';
import { docker } from '../support/docker/run-docker';
import { temporaryFolder } from '../support/folder';

// A stack that works. Each test changes it, has the deploy of that fail, and finds what AWS has as it was.
let orders: Deployment;
let before: DeployedStack;

beforeAll(async () => {
  orders = new Deployment('Faults');
  const { exitCode, log } = await orders.cdk().deploy();
  if (exitCode !== 0) {
    throw new Error(log);
  }
});

afterAll(() => orders.remove());

beforeEach(async () => {
  before = deployedStack('Faults');
  await registry.forget();
  orders.edit('api/src/orders_api/asgi.py', 'GREETING = ', `# ${randomUUID()}\nGREETING = `);
});

// Nothing half-pushed is referenced: all that the stack names is there.
afterEach(async () => {
  await registry.work();
  expect(Object.keys(imagesInEcr())).toEqual(expect.arrayContaining(deployedStack('Faults').imageTags));
});

/** Deploys in vain, and gives what the user sees. AWS is left as it was. */
async function failedDeploy(environment: Record<string, string> = {}): Promise<string> {
  const { exitCode, log } = await orders.cdk(environment).deploy();
  expect(exitCode, log).toBe(1);
  expect(deployedStack('Faults')).toEqual(before);
  return log;
}

/** The tag that the last synthesis gave an image, that of the web app unless said. */
function newTag(image = 'Api/Image'): string {
  const { dockerImages } = JSON.parse(fs.readFileSync(path.join(orders.folder, 'cdk.out', 'Faults.assets.json'), 'utf8')) as {
    readonly dockerImages: Record<string, { readonly displayName: string }>;
  };
  const [tag] = Object.entries(dockerImages).find(([, { displayName }]) => displayName === `Faults/${image}`)!;
  expect(before.imageTags).not.toContain(tag);
  return tag;
}

test('fails without an engine: the user sees the command, the reason and the construct', async () => {
  const log = await failedDeploy({ DOCKER_HOST: 'unix:///nowhere/docker.sock' });
  expect(log).toMatch(new RegExp(`Faults: fail: docker build .*${newTag()}.*unix:///nowhere/docker.sock`));
  expect(log).toContain('Failed to build asset Faults/Api/Image');
});

test('fails without the program that CDK_DOCKER names: the user sees which one is missing, and for what', async () => {
  const log = await failedDeploy({ CDK_DOCKER: 'no-such-program' });
  expect(log).toContain('Faults: start: Building Faults/Api/Image');
  expect(log).toContain("Failed to find and execute 'no-such-program'");
});

test('fails when a step of the build does: the user sees the stage, the command, its last lines and the construct', async () => {
  orders.edit('api/src/orders_api/asgi.py', 'from starlette.routing', 'import orders_missing\nfrom starlette.routing');
  const log = await failedDeploy();
  orders.edit('api/src/orders_api/asgi.py', 'import orders_missing\n', '');
  const end = log.slice(log.lastIndexOf('\n------\n > ['));
  expect(end).toMatch(/^\n------\n > \[runtime-check 4\/4\] RUN .*check-image .*orders_api\.asgi:app:\n/);
  expect(end).toMatch(/process "\/bin\/sh -c uv pip check .*" did not complete successfully: exit code: 1/);
  expect(end).toMatch(/\nFailed to build asset Faults\/Api\/Image\n/);
  expect(log).toMatch(/line 6: import orders_missing\n.*ModuleNotFoundError: No module named 'orders_missing'\n.*write: the distribution that has the module/);
  expect(uploads(await registry.transfers()).size).toBe(0);
});

test('fails when the first of two changed images does: the second is referenced by nothing, and the next deploy has both', async () => {
  orders.edit('events/src/orders_events/__init__.py', 'def handle', `# ${randomUUID()}\ndef handle`);
  orders.edit('api/src/orders_api/asgi.py', 'from starlette.routing', 'import orders_missing\nfrom starlette.routing');
  const log = await failedDeploy();
  orders.edit('api/src/orders_api/asgi.py', 'import orders_missing\n', '');
  expect(log).toContain('Failed to build asset Faults/Api/Image');
  const [api, events] = [newTag(), newTag('Events/LambdaImage')];
  expect(Object.keys(imagesInEcr())).not.toContain(api);
  expect(before.template).not.toContain(events);

  const { exitCode, log: repaired } = await orders.cdk().deploy();
  expect(exitCode, repaired).toBe(0);
  expect(deployedStack('Faults').imageTags).toEqual(expect.arrayContaining([newTag(), events]));
});

test('fails when the registry refuses: the user sees the command, the answer and the construct', async () => {
  await registry.fail({ method: 'POST', path: '/blobs/uploads/', status: 403 });
  const log = await failedDeploy();
  expect(log).toMatch(/start: Publishing Faults\/Api\/Image /);
  expect(log).toContain(`Faults: fail: docker push ${REGISTRY_HOST}/${REPOSITORY}:${newTag()} exited with error code 1: denied: the registry answers 403`);
});

test('fails when the registry breaks down at the end of a push, and what was pushed is referenced by nothing', async () => {
  await registry.fail({ method: 'PUT', path: '/manifests/', status: 500 });
  const log = await failedDeploy();
  expect(log).toMatch(/Faults: fail: docker push .* exited with error code 1: received unexpected HTTP status: 500 Internal Server Error/);
  expect(uploads(await registry.transfers()).size).toBeGreaterThan(0);
  expect(Object.keys(imagesInEcr())).not.toContain(newTag());
});

test('fails when the disk of the registry is full', async () => {
  // The same layers under a new tag: all that has to be written is the name.
  orders.edit('api/requirements.txt', 'uvicorn==', `# ${randomUUID()}\nuvicorn==`);
  fullDisk(path.join(inject('registryFolder'), 'docker/registry/v2/repositories', REPOSITORY, '_manifests/tags'));
  const log = await failedDeploy();
  expect(log).toMatch(new RegExp(`Faults: fail: docker push .*${newTag()} exited with error code 1: received unexpected HTTP status: 500`));
});

test('fails when the disk of the cloud assembly is full, and leaves nothing half-written', async () => {
  const assembly = temporaryFolder();
  fullDisk(assembly, '64k');
  const full = await orders.cdk().run(['synth', '--quiet', `--output=${assembly}`]);
  expect(full.exitCode, full.log).toBe(1);
  expect(full.log).toMatch(/Faults\/Api\/Image: .*cannot be written into the cloud assembly\n {2}found: {4}ENOSPC: no space left on device(.|\n)*\(AssemblyNotWritable\)/);
  expect(fs.readdirSync(assembly).filter((name) => name.startsWith('asset.'))).toEqual([]);
});

test('a deploy that was killed in the middle of a push is completed by the next one', async () => {
  await registry.fail({ method: 'PATCH', path: '/blobs/uploads/', status: 0 });
  const killed = await orders.cdk().deploy(async () => (await registry.transfers()).some(({ status }) => status === 0));
  expect(killed.exitCode).not.toBe(0);
  expect(killed.log).toMatch(/start: Publishing Faults\/Api\/Image /);
  expect(deployedStack('Faults')).toEqual(before);
  expect(Object.keys(imagesInEcr())).not.toContain(newTag());

  await registry.work();
  const { exitCode, log } = await orders.cdk().deploy();
  expect(exitCode, log).toBe(0);
  expect(deployedStack('Faults').imageTags).toContain(newTag());
  await docker(['pull', '--quiet', `${REGISTRY_HOST}/${REPOSITORY}:${newTag()}`], { environment: orders.environment });
});
