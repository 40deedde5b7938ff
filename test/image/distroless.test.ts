import { afterAll, expect, test, vi } from 'vitest';
import {
  BaseImage, DistrolessRuntimeStage, Entrypoint, HealthCheck, type PythonApp, SystemPackages, VirtualenvBuilderStage, WheelBuilderStage,
} from '../../src';
import { BASES } from '../support/bases';
import { buildApp } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { docker } from '../support/docker/run-docker';
import { runInImage } from '../support/docker/run-in-image';
import { withContainer } from '../support/docker/with-container';

const images = new Set<string>();

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

async function build(configure: (app: PythonApp) => void): Promise<string> {
  const { imageId } = await buildApp({ source: BASES }, { configure });
  images.add(imageId);
  return imageId;
}

const byEnvironment = (app: PythonApp, systemPackages?: SystemPackages) => void new DistrolessRuntimeStage(app, 'Runtime', {
  install: new VirtualenvBuilderStage(app, 'Builder', { baseImage: BaseImage.debian() }).virtualenv, systemPackages,
});

const answerOf = async (image: string) => JSON.parse(await runInImage(image, [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' })) as unknown;

const ANSWER = {
  suffix: 'cpython-313-x86_64-linux-gnu', python: '/app/.venv/bin/python', prefix: '/app/.venv', user: 'nonroot', ids: [65532, 65532], tls: true, writable: [],
  cached: true, unbuffered: '1', command: '/app/.venv/bin/bases',
};

test("extension modules run on Debian's Python, without a shell, as the user of the base", async () => {
  const image = await build(byEnvironment);
  expect(await answerOf(image)).toEqual(ANSWER);
  await expect(runInImage(image, ['-c', 'true'], { entrypoint: 'sh' })).rejects.toThrow(/"sh": executable file not found/);
});

test('wheels are installed for it in the image that stands in for its base, libraries are unpacked beside it', async () => {
  const image = await build((app) => void new DistrolessRuntimeStage(app, 'Runtime', {
    install: new WheelBuilderStage(app, 'Wheels').wheelhouse, systemPackages: SystemPackages.apt({ runtimePackages: ['libpq5'] }),
  }));
  expect(await answerOf(image)).toEqual(ANSWER);
  const opened = ['-c', 'import ctypes; print(ctypes.CDLL("libpq.so.5").PQlibVersion() > 150000)'];
  expect(await runInImage(image, opened, { entrypoint: '/app/.venv/bin/python' })).toBe('True\n');
});

test('a broken import fails its build, too', async () => {
  const broken = (app: PythonApp) => {
    byEnvironment(app);
    (app.node.findChild('Builder') as VirtualenvBuilderStage).addRun(['rm', '-r', '/out/app/.venv/lib/python3.13/site-packages/orjson']);
  };
  await expect(build(broken)).rejects.toThrow(/No module named 'orjson'/);
});

test('Docker finds it well by the Python of the image: there is no shell, no curl and nothing to write to', async () => {
  const { imageId: image } = await buildApp({
    source: BASES,
    entrypoint: Entrypoint.command(['/app/.venv/bin/python', '-m', 'http.server', '8000']),
    healthCheck: HealthCheck.http('/', { port: 8000, intervalSeconds: 1, timeoutSeconds: 5 }),
    healthCheckInImage: true,
  }, { configure: byEnvironment });
  images.add(image);
  await withContainer({ image, readOnly: true, tmpfs: ['/tmp'] }, async ({ name }) => {
    const health = async () => (await docker(['inspect', '--format={{.State.Health.Status}}', name])).stdout.trim();
    await vi.waitUntil(async () => await health() !== 'starting', { timeout: 60_000, interval: 500 });
    expect(await health()).toBe('healthy');
  });
});
