import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callAws, deployedResource, deployedStack, imagesInEcr } from '../support/deploy/call-aws';
import { Cdk } from '../support/deploy/cdk';
import { REPOSITORY } from '../support/deploy/coordinates';
import { Deployment } from '../support/deploy/deployment';
import { temporaryFolder } from '../support/folder';

// One app, deployed in other ways than by its own program: each test goes on from where the one before it has left AWS.
let shop: Deployment;

beforeAll(() => {
  shop = new Deployment('Shop');
  change('api/src/orders_api/asgi.py', 'GREETING = ');
  change('events/src/orders_events/__init__.py', 'def handle');
});

afterAll(() => shop.remove());

/** Changes a file so that no other test has pushed the image of it. */
function change(file: string, before: string): void {
  shop.edit(file, before, `# ${randomUUID()}\n${before}`);
}

function functionImage(): string {
  return (callAws('lambda', 'get_function', { FunctionName: deployedResource('Shop', 'AWS::Lambda::Function') }) as { Code: { ImageUri: string } }).Code.ImageUri;
}

test('an assembly is deployed elsewhere, where neither the program nor the source is, one image after the other', async () => {
  const written = temporaryFolder();
  const synthesized = await shop.cdk().run(['synth', '--quiet', '--output', written]);
  expect(synthesized.exitCode, synthesized.log).toBe(0);
  const elsewhere = temporaryFolder();
  const assembly = path.join(elsewhere, 'handed-on');
  fs.cpSync(written, assembly, { recursive: true });
  fs.rmSync(written, { recursive: true });
  const away = `${shop.folder}-away`;
  fs.renameSync(shop.folder, away);
  try {
    const { exitCode, log } = await new Cdk(elsewhere, shop.environment)
      .run(['deploy', '--all', '--app', assembly, '--method=direct', '--require-approval=never', '--asset-prebuild=false', '--asset-parallelism=false']);
    expect(exitCode, log).toBe(0);
  } finally {
    fs.renameSync(away, shop.folder);
  }
  const { status, imageTags } = deployedStack('Shop');
  expect(status).toBe('CREATE_COMPLETE');
  expect(new Set(imageTags).size).toBe(2);
  expect(Object.keys(imagesInEcr())).toEqual(expect.arrayContaining(imageTags));
});

test('a change of the code is swapped into the function without CloudFormation', async () => {
  const before = { image: functionImage(), stack: deployedStack('Shop') };
  change('events/src/orders_events/__init__.py', 'def handle');
  const { exitCode, log } = await shop.cdk().run(['deploy', '--all', '--hotswap', '--require-approval=never']);
  expect(exitCode, log).toBe(0);
  expect(log).toMatch(/hotswapped/);
  const image = functionImage();
  // The command line takes what stands for amazonaws.com from the address of the stand-in.
  expect(image).toMatch(new RegExp(`/${REPOSITORY}:[0-9a-f]{64}$`));
  expect(image).not.toBe(before.image);
  expect(Object.keys(imagesInEcr())).toContain(image.split(':').at(-1));
  expect(deployedStack('Shop')).toEqual(before.stack);
});

test('cdk destroy leaves the images in the registry, which other stacks may name', async () => {
  const { imageTags } = deployedStack('Shop');
  const { exitCode, log } = await shop.cdk().run(['destroy', '--all', '--force']);
  expect(exitCode, log).toBe(0);
  expect(() => deployedStack('Shop')).toThrow(/does not exist/);
  expect(Object.keys(imagesInEcr())).toEqual(expect.arrayContaining(imageTags));
});
