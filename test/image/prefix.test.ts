import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { afterAll, expect, test } from 'vitest';
import { withFreshCaches } from '../../bench/fresh-caches';
import { AlpineRuntimeStage, BaseImage, PrefixBuilderStage, type PythonApp } from '../../src';
import { copyOfBases } from '../support/bases';
import { buildApp, type BuildAppOptions } from '../support/docker/build-app';
import { imageInspect } from '../support/docker/image-inspect';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { writeFiles } from '../support/folder';
import { uv } from '../support/uv';

const images: string[] = [];

afterAll(async () => {
  for (const id of new Set(images)) {
    await removeImage(id);
  }
});

async function build(source: string, options: BuildAppOptions = {}): Promise<string> {
  const { imageId } = await buildApp({ source }, { configure: (app) => void new PrefixBuilderStage(app, 'Builder'), ...options });
  images.push(imageId);
  return imageId;
}

function locked(): string {
  const source = copyOfBases();
  fs.rmSync(path.join(source, 'requirements.txt'));
  uv(source, 'lock');
  return source;
}

/** Gives the cache mounts ids of their own, so that nothing comes from a cache of uv or pip either. */
function emptyCaches(folder: string): void {
  const file = path.join(folder, 'Dockerfile');
  fs.writeFileSync(file, withFreshCaches(fs.readFileSync(file, 'utf8'), randomUUID()));
}

const answerOf = async (image: string) => JSON.parse(await runInImage(image, [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' })) as unknown;

const ANSWER = {
  suffix: 'cpython-313-x86_64-linux-gnu', python: '/usr/local/bin/python3.13', prefix: '/usr/local', user: 'app', ids: [10001, 10001], tls: true, writable: [],
  cached: true, unbuffered: '1', command: '/usr/local/bin/bases',
};

test('packages and app run beside the Python of the base; a change of the code is one layer; twice the same image, also with empty caches', async () => {
  const source = locked();
  const first = await build(source);
  expect(await answerOf(first)).toEqual(ANSWER);
  expect(await build(source, { noCache: true, stagedContext: emptyCaches })).toBe(first);
  writeFiles(source, { 'src/bases/__init__.py': 'def main():\n    print("changed")\n' });
  const second = await build(source);
  expect(await runInImage(second, [])).toBe('changed\n');
  const [before, after] = await Promise.all([first, second].map(async (image) => (await imageInspect(image)).RootFS.Layers));
  expect(after.filter((layer) => !before.includes(layer))).toHaveLength(1);
});

test('on Alpine, too', async () => {
  const image = await build(locked(), {
    configure: (app: PythonApp) => void new AlpineRuntimeStage(app, 'Runtime', {
      install: new PrefixBuilderStage(app, 'Builder', { baseImage: BaseImage.pythonAlpine('3.13') }).prefix,
    }),
  });
  expect(await answerOf(image)).toEqual({ ...ANSWER, suffix: 'cpython-313-x86_64-linux-musl' });
});
