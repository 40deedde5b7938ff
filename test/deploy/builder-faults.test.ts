import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { type DeployedStack, deployedStack, imagesInEcr } from '../support/deploy/call-aws';
import { registry, uploads } from '../support/deploy/registry-control';
import { shrunkDisk } from '../support/deploy/shrunk-disk';
import { StoreDeployment } from '../support/deploy/store-deployment';

// A stack that works. Each test gives it another lock, and has the build of that end before it is done.
let full: StoreDeployment;
let before: DeployedStack;

beforeAll(async () => {
  full = new StoreDeployment('Full');
  const { exitCode, log } = await full.with({}).deploy();
  expect(exitCode, log).toBe(0);
});

afterAll(() => full.remove());

beforeEach(async () => {
  before = deployedStack('Full');
  await registry.forget();
  full.editLock();
});

/** The deploy that fails or was interrupted has changed nothing, and the same command completes it. */
async function completed(): Promise<void> {
  const tag = full.tagOf('Api/Image');
  expect(before.imageTags).not.toContain(tag);
  expect(deployedStack('Full')).toEqual(before);
  expect(Object.keys(imagesInEcr())).not.toContain(tag);
  expect(uploads(await registry.transfers()).size).toBe(0);

  const { exitCode, log } = await full.with({}).deploy();
  expect(exitCode, log).toBe(0);
  expect(deployedStack('Full').imageTags).toEqual([tag]);
  expect(Object.keys(imagesInEcr())).toContain(tag);
}

test('fails when the disk of the builder is full: the user sees the stage, the command, its last lines and the construct; with room again the same command completes', async () => {
  const restore = shrunkDisk(inject('storeDisk'), 450_000);
  const { exitCode, log } = await full.with({}).deploy();
  restore();
  expect(exitCode, log).toBe(1);
  expect(log).toMatch(/\n > \[builder 1\/1\] RUN .*uv pip sync .*\n(?:.*\n){0,12}?.*No space left on device/);
  expect(log).toContain('Failed to build asset Full/Api/Image');
  await completed();
});

test.each(['SIGINT', 'SIGKILL'] as const)('a deploy that %s ends in the middle of a build is completed by the next one', async (signal) => {
  const { exitCode, log } = await full.with({}).deploy((text) => /^#\d+ \[builder 1\/1\] RUN /m.test(text), signal);
  expect(exitCode, log).not.toBe(0);
  expect(log).not.toContain('exporting to image');
  await completed();
});
