import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { LockedStack } from '../../examples/locked/stack';
import { SystemPackages } from '../../src';
import { cli } from '../support/cli';
import { buildApp } from '../support/docker/build-app';
import { dockerBuild } from '../support/docker/docker-build';
import { imageAssets } from '../support/docker/image-assets';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { temporaryFolder } from '../support/folder';

const EXAMPLE = path.join(__dirname, '..', '..', 'examples', 'locked', 'app');
const READ_ONLY = { readOnly: true, tmpfs: ['/tmp'], network: 'none' };

/** A copy of the example, whose tests no build on this engine has run. */
function copy(): string {
  const folder = temporaryFolder();
  fs.cpSync(EXAMPLE, folder, { recursive: true });
  fs.appendFileSync(path.join(folder, 'tests', 'test_store.py'), `\n# ${randomUUID()}\n`);
  return folder;
}

test('the example: locks are kept, its image runs with the pinned packages, its tests run where it does, and developers have what it has', async () => {
  const source = copy();
  const outdir = temporaryFolder();
  const cdk = new App({ outdir });
  const { workplace } = new LockedStack(cdk, 'Locked', source);
  const [asset] = imageAssets(cdk.synth().directory);

  expect(cli(['lock', '--app', outdir]).stdout).toMatch(/requirements-dev\.txt\n {2}no version has changed\n[^]*requirements\.txt\n {2}no version has changed\n/);

  const { imageId } = await dockerBuild(asset);
  const said: unknown = JSON.parse(await runInImage(imageId, [], READ_ONLY));
  expect(said).toMatchObject({ total: 5, libpq: expect.toSatisfy((version: number) => version >= 170_000) });
  const show = (record: string) => runInImage(imageId, ['-c', `cat /var/lib/dpkg/status.d/${record}; command -v gcc pytest || echo no tools`], { entrypoint: 'sh' });
  expect(await show('libpq5')).toMatch(/^Version: 17\.[^]*^no tools$/m);
  await removeImage(imageId);

  const tests = cli(['test', '--app', outdir, 'Locked/Orders/Tests']);
  expect(tests.stderr).toMatch(/2 passed/);
  expect(tests.status).toBe(0);
  const dev = await dockerBuild({ ...asset, contextDirectory: workplace.contextDirectory, target: 'dev' });
  expect(await runInImage(dev.imageId, ['-c', 'import orders.store, pytest, psycopg2; print("all there")'], READ_ONLY)).toBe('all there\n');
  await removeImage(dev.imageId);
});

test.each([
  ['the builder', { 'libpq-dev': '9.6-1', 'libpq5': '17.*' }, /libpq-dev \| +17\.[^]*Version '9\.6-1' for 'libpq-dev' was not found/],
  ['the image', { 'libpq-dev': '17.*', 'libpq5': '9.6-1' }, /cannot install libpq5=9\.6-1[^]*of what is pinned the archive has: libpq5=17\./],
])('a pin of %s that the archive does not have fails the build, which says what it has; the other pin is its own', async (_what, versions, message) => {
  const systemPackages = SystemPackages.apt({ buildPackages: ['gcc', 'libc6-dev', 'libpq-dev'], runtimePackages: ['libpq5'], versions });
  await expect(buildApp({ source: EXAMPLE, systemPackages })).rejects.toThrow(message);
});
