import { spawnSync } from 'child_process';
import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BuildCache, ImageBuilder, ImagePlatform, PythonApp, PythonImage } from '../../src';
import { cli } from '../support/cli';
import { buildText } from '../support/docker/build-text';
import { LoopbackRegistry } from '../support/docker/loopback-registry';
import { removeImage } from '../support/docker/remove-image';
import { docker } from '../support/docker/run-docker';
import { runInImage } from '../support/docker/run-in-image';
import { FETCHES_PACKAGES } from '../support/docker/unpacked-package';
import { folderWith, temporaryFolder } from '../support/folder';
import { FLAT } from '../support/projects';

const REPOSITORY = 'docker/library/python';
const TAG = '3.13-slim-trixie';
/** The one builder that every engine has. It is said by its name all the same. */
const BUILDER = 'default';
const SAID = randomUUID();
let registry: LoopbackRegistry;

beforeAll(async () => {
  registry = await LoopbackRegistry.start();
  await registry.push(FETCHES_PACKAGES, REPOSITORY, TAG);
});

afterAll(async () => {
  await registry.stop();
});

interface Declared {
  readonly app: PythonApp;
  readonly outdir: string;
  /** What the manifest of the assets runs. */
  readonly executable: string[];
}

function declare(source: string, baseImageLock: string): Declared {
  const outdir = temporaryFolder();
  const cdk = new App({ outdir });
  const app = new PythonApp(new Stack(cdk, 'Stack'), 'Api', {
    source, registry: registry.host, baseImageLock, imageBuilder: ImageBuilder.buildx({ builder: BUILDER }),
    // Nothing is there yet, which is no error.
    buildCache: BuildCache.registry({ repository: `${registry.host}/build-cache`, exported: false }),
  });
  const { assetHash } = app;
  cdk.synth();
  return { app, outdir, executable: executableOf(outdir, assetHash) };
}

function executableOf(assembly: string, hash: string): string[] {
  const { dockerImages } = JSON.parse(fs.readFileSync(path.join(assembly, 'Stack.assets.json'), 'utf8')) as { dockerImages: Record<string, { source: { executable: string[] } }> };
  return dockerImages[hash].source.executable;
}

/** Runs what the manifest says as CDK does, with a program in place of docker that writes down how it is called. */
function deployed({ executable: [program, ...words], outdir }: Declared) {
  const bin = temporaryFolder();
  const log = path.join(bin, 'calls');
  fs.writeFileSync(path.join(bin, 'recorder'), `#!/bin/sh\necho "$1 $2" >> ${log}\nexec docker "$@"\n`, { mode: 0o755 });
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: outdir, encoding: 'utf8', env: { ...process.env, CDK_DOCKER: path.join(bin, 'recorder') } });
  return { status, stdout, stderr, calls: fs.readFileSync(log, 'utf8').trim().split('\n') };
}

test('an app on pinned bases of a registry is built by the builder that is named, and not again; its tarball is an image, too', async () => {
  const source = folderWith({ ...FLAT, 'greeter/__init__.py': `def main():\n    print("${SAID}")\n` });
  const lock = path.join(temporaryFolder(), 'base-images.json');
  const reference = `${registry.host}/${REPOSITORY}:${TAG}`;
  const digest = async () => JSON.parse((await docker(['buildx', 'imagetools', 'inspect', '--format', '{{json .Manifest.Digest}}', reference])).stdout) as string;
  const pinned = await digest();
  expect(cli(['pin', '--app', declare(source, lock).outdir]).stdout).toContain(`+ ${reference} ${pinned}`);
  const declared = declare(source, lock);
  expect(declared.app.image.dockerfile).toContain(`FROM --platform=$BUILDPLATFORM ${reference}@${pinned} AS uv`);

  const first = deployed(declared);
  expect(first.stderr).toContain(`building with "${BUILDER}" instance`);
  expect(first).toMatchObject({ status: 0, stdout: `cdkasset-${declared.app.assetHash}\n`, calls: ['image inspect', 'buildx build'] });
  const image = first.stdout.trim();
  expect(await runInImage(image, [], { readOnly: true })).toBe(`${SAID}\n`);
  expect(deployed(declared)).toMatchObject({ status: 0, stdout: first.stdout, calls: ['image inspect'] });

  const tarball = path.join(temporaryFolder(), 'image.tar');
  await docker(['image', 'save', `--output=${tarball}`, image]);
  await removeImage(image);
  const cdk = new App({ outdir: temporaryFolder() });
  const loaded = PythonImage.fromTarball(new Stack(cdk, 'Stack'), 'Api', { tarball });
  expect(loaded.platform).toBe(ImagePlatform.LINUX_AMD64);
  const { directory } = cdk.synth();
  const [load, ...words] = executableOf(directory, loaded.imageTag);
  const { stdout } = spawnSync(load, words, { cwd: directory, encoding: 'utf8' });
  expect(await runInImage(stdout.trim(), [])).toBe(`${SAID}\n`);
  await removeImage(stdout.trim());

  // The tag moves: the lock does not until it is told to, and the hash moves with the lock.
  const moved = await buildText([`FROM ${FETCHES_PACKAGES}`, `LABEL moved=${SAID}`]);
  await registry.push(moved, REPOSITORY, TAG);
  expect(await digest()).not.toBe(pinned);
  expect(cli(['pin', '--check', '--app', declared.outdir])).toMatchObject({ status: 1, stdout: expect.stringContaining(`~ ${reference} ${pinned} -> ${await digest()}`) as string });
  expect(declare(source, lock).app.assetHash).toBe(declared.app.assetHash);
  cli(['pin', '--app', declared.outdir]);
  expect(declare(source, lock).app.assetHash).not.toBe(declared.app.assetHash);
});

test('fails with what Docker says when the builder is not there: nothing is printed that could be pushed', () => {
  const { app, outdir, executable } = declare(folderWith({ ...FLAT, 'id.txt': randomUUID() }), path.join(temporaryFolder(), 'base-images.json'));
  const missing = executable.map((word) => word === `--builder=${BUILDER}` ? '--builder=nobody' : word === `cdkasset-${app.assetHash}` ? `cdkasset-${randomUUID()}` : word);
  const { status, stdout, stderr } = deployed({ app, outdir, executable: missing });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/nobody/);
});
