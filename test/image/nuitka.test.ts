import * as fs from 'fs';
import * as path from 'path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BaseImage, NuitkaDistrolessStage, NuitkaScratchStage, PythonApp } from '../../src';
import { buildApp } from '../support/docker/build-app';
import { imageInspect } from '../support/docker/image-inspect';
import { removeImage } from '../support/docker/remove-image';
import { docker } from '../support/docker/run-docker';
import { runInImage } from '../support/docker/run-in-image';
import { withContainer } from '../support/docker/with-container';
import { withNetwork } from '../support/docker/with-network';
import { PROBE } from '../support/projects';

const SERVER = fs.readFileSync(path.join(__dirname, 'tls-server.py'), 'utf8');
const NAME = 'tls.probe.example';
const READ_ONLY = { readOnly: true, tmpfs: ['/tmp'], network: 'none' };

/** What the probe finds in every image, whatever the network is. */
const FINDS = {
  tls: { trusted: expect.toSatisfy((count: number) => count > 100) },
  names: { localhost: '127.0.0.1' },
  sqlite: '1+2+3',
  timeZone: '2026-07-01T12:00:00+02:00',
  text: { locale: 'C.UTF-8', files: 'utf-8', stdout: 'utf-8', sample: 'žluťoučký 🐍' },
  temporaryFile: '/tmp',
  user: { name: 'app', passwd: 'app', uid: 10001, home: '/tmp' },
  metadata: { probe: '1.2.3', certifi: expect.stringMatching(/^20/) },
  packageData: { own: 'data of the package', certifi: true },
  daemonThread: 'started',
  app: 'Read-only file system',
};

const distroless = (app: PythonApp) => void new NuitkaDistrolessStage(app, 'Small', {
  baseImage: BaseImage.of({ reference: 'gcr.io/distroless/python3-debian13:nonroot', distribution: 'debian', suite: 'trixie', hasShell: false }),
  checkArguments: ['--version'],
});
const scratch = (app: PythonApp) => void new NuitkaScratchStage(app, 'Tiny', { checkArguments: ['--version'] });

describe.each([['the empty image', scratch], ['a distroless base', distroless]])('a program in %s', (_, configure) => {
  let image: string;

  beforeAll(async () => {
    image = (await buildApp({ source: PROBE }, { configure })).imageId;
  });

  afterAll(() => removeImage(image));

  test('finds everything, read-only and as a number', async () => {
    expect(JSON.parse(await runInImage(image, [], READ_ONLY))).toEqual(FINDS);
  });

  test('speaks TLS to a server whose name it has resolved', async () => {
    const found = await withNetwork((network) => withContainer({
      image: 'python:3.13-slim', entrypoint: ['python', '-c', SERVER, NAME],
    }, async (server) => {
      await docker(['network', 'connect', '--alias', NAME, network, server.name]);
      await expect.poll(() => server.logs(), { timeout: 20_000 }).toContain('END CERTIFICATE');
      const env = { PROBE_TLS: `${NAME}:443`, PROBE_NAME: NAME, PROBE_CA: await server.logs() };
      return JSON.parse(await runInImage(image, [], { ...READ_ONLY, network, env }));
    }));
    expect(found).toEqual({
      ...FINDS,
      tls: { ...FINDS.tls, protocol: 'TLSv1.3', says: 'hello' },
      names: { localhost: '127.0.0.1', [NAME]: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) },
    });
  });

  test('ends by its signal as process 1', async () => {
    await withContainer({ image, env: { PROBE_WAIT: '1' }, readOnly: true, tmpfs: ['/tmp'] }, async (container) => {
      await expect.poll(() => container.logs(), { timeout: 20_000 }).toContain('waiting');
      const { seconds, exitCode } = await container.stop();
      expect(seconds).toBeLessThan(2);
      expect(exitCode).not.toBe(137);
    });
  });
});

test('the image of the probe is no larger than 33 MB, and has neither a shell nor Python files', async () => {
  const { imageId } = await buildApp({ source: PROBE }, { configure: scratch });
  const { Size } = await imageInspect(imageId);
  expect(Size).toBeLessThanOrEqual(33e6);
  await expect(runInImage(imageId, ['-c', 'true'], { entrypoint: '/bin/sh' })).rejects.toThrow(/no such file/);
  await removeImage(imageId);
});
