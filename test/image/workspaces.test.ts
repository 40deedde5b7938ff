import { randomUUID } from 'crypto';
import * as path from 'path';
import { afterAll, expect, test } from 'vitest';
import { SlimRuntimeStage, WheelBuilderStage } from '../../src';
import { buildApp, type BuildAppOptions } from '../support/docker/build-app';
import type { BuiltImage } from '../support/docker/docker-build';
import { dockerHistory } from '../support/docker/docker-history';
import { imageInspect } from '../support/docker/image-inspect';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith, writeFiles } from '../support/folder';
import { uv } from '../support/uv';
import { poetryRepository, WORKSPACE } from '../support/workspaces';

const images = new Set<string>();

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

async function build(root: string, service: string, options: BuildAppOptions = {}): Promise<BuiltImage> {
  const built = await buildApp({ source: path.join(root, 'services', service) }, options);
  images.add(built.imageId);
  return built;
}

async function output({ imageId }: BuiltImage): Promise<string> {
  return runInImage(imageId, [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' });
}

function workspace(): string {
  const root = folderWith(WORKSPACE);
  uv(root, 'lock');
  return root;
}

test('two services over shared libraries run, each with nothing but what it needs', async () => {
  const root = workspace();
  expect(await output(await build(root, 'api'))).toBe('api says hello 1 with click click\n');
  const worker = await build(root, 'worker');
  expect(await output(worker)).toBe('worker has stored hello 1 with idna\n');
  const listed = await runInImage(worker.imageId, ['-c', 'ls /app /app/.venv/lib/python*/site-packages'], { entrypoint: 'sh' });
  expect(listed).toMatch(/acme_store\b[^]*idna\b/);
  expect(listed).not.toMatch(/six|unused|acme_api|services|uv\.lock/);
});

test('an edit of a library keeps the layers of third parties, builds no other wheel and changes one small layer', async () => {
  const root = workspace();
  const before = await build(root, 'worker');
  // No build on this engine has seen the text.
  const greeting = `hello ${randomUUID()}`;
  writeFiles(root, { 'libs/common/src/acme/common/__init__.py': `def greeting():\n    return "${greeting}"\n` });
  const after = await build(root, 'worker');
  expect(await output(after)).toBe(`worker has stored ${greeting} with idna\n`);
  const [old, now] = await Promise.all([before, after].map(async ({ imageId }) => (await imageInspect(imageId)).RootFS.Layers));
  expect(now.filter((layer) => !old.includes(layer))).toHaveLength(1);
  const [copy] = (await dockerHistory(after.imageId)).filter(({ createdBy }) => createdBy.startsWith('COPY /checked/'));
  expect(copy.bytes).toBeLessThanOrEqual(16_000);
  const cached = (stage: string) => {
    const numbers = [...after.log.matchAll(new RegExp(`^#(\\d+) \\[${stage} \\d/\\d\\] RUN`, 'gm'))].map(([, number]) => number);
    return numbers.map((number) => new RegExp(`^#${number} CACHED$`, 'm').test(after.log));
  };
  expect(cached('builder')).toEqual([true]);
  expect(cached('builder-application-members-acme-store')).toEqual([true, true]);
  expect(cached('builder-application-members-acme-common')).toContain(false);
});

test('by wheels: the members are installed from their own wheels', async () => {
  const configure: BuildAppOptions['configure'] = (app) => void new SlimRuntimeStage(app, 'Runtime', { install: new WheelBuilderStage(app, 'Wheels').wheelhouse });
  const root = workspace();
  expect(await output(await build(root, 'api', { configure }))).toBe('api says hello 1 with click click\n');
  expect(await output(await build(root, 'worker', { configure }))).toBe('worker has stored hello 1 with idna\n');
});

test('two builds of a member without a cache are the same image', async () => {
  const root = workspace();
  const { imageId } = await build(root, 'worker');
  expect((await build(root, 'worker', { noCache: true })).imageId).toBe(imageId);
});

/** A service and two libraries above it, in a repository. */
const REPOSITORY = {
  '.git/HEAD': '',
  'libs/common/pyproject.toml': WORKSPACE['libs/common/pyproject.toml'],
  'libs/common/src/acme/common/__init__.py': WORKSPACE['libs/common/src/acme/common/__init__.py'],
  'libs/store/pyproject.toml': WORKSPACE['libs/store/pyproject.toml'],
  'libs/store/src/acme_store/__init__.py': WORKSPACE['libs/store/src/acme_store/__init__.py'],
  'services/worker/main.py': WORKSPACE['services/worker/main.py'],
};

test('requirements.txt with paths to libraries above the source, and a file there', async () => {
  const root = folderWith({
    ...REPOSITORY,
    'requirements/base.txt': 'six\n',
    'services/worker/requirements.txt': '-r ../../requirements/base.txt\n-e ../../libs/common\n-e ../../libs/store\n',
  });
  expect(await output(await build(root, 'worker'))).toBe('worker has stored hello 1 with idna\n');
});

test('Poetry with paths to libraries above the source: their edit installs no package of others anew', async () => {
  const root = folderWith({ ...REPOSITORY, ...poetryRepository() });
  const before = await build(root, 'worker');
  expect(await output(before)).toBe('worker has stored hello 1 with idna\n');
  writeFiles(root, { 'libs/common/src/acme/common/__init__.py': 'def greeting():\n    return "hello 2"\n' });
  const after = await build(root, 'worker');
  expect(await output(after)).toBe('worker has stored hello 2 with idna\n');
  const [old, now] = await Promise.all([before, after].map(async ({ imageId }) => (await imageInspect(imageId)).RootFS.Layers));
  expect(now.filter((layer) => !old.includes(layer))).toHaveLength(1);
});
