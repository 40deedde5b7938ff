import * as fs from 'fs';
import * as path from 'path';
import { expect } from 'vitest';
import { docker } from './run-docker';
import { runInImage } from './run-in-image';
import { withContainer } from './with-container';
import { withNetwork } from './with-network';

const SERVER = fs.readFileSync(path.join(__dirname, '..', '..', 'image', 'tls-server.py'), 'utf8');
const NAME = 'tls.probe.example';
export const READ_ONLY = { readOnly: true, tmpfs: ['/tmp'], network: 'none' };

/** What the probe finds in every image, whatever the network is. */
export const FINDS = {
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

/** The probe finds everything, read-only and as a number. */
export async function expectFindings(image: string): Promise<void> {
  expect(JSON.parse(await runInImage(image, [], READ_ONLY))).toEqual(FINDS);
}

/** The probe speaks TLS to a server whose name it has resolved. */
export async function expectTls(image: string): Promise<void> {
  const found = await withNetwork((network) => withContainer({
    image: 'python:3.13-slim', entrypoint: ['python', '-c', SERVER, NAME],
  }, async (server) => {
    await docker(['network', 'connect', '--alias', NAME, network, server.name]);
    await expect.poll(() => server.logs(), { timeout: 20_000 }).toContain('END CERTIFICATE');
    const env = { PROBE_TLS: `${NAME}:443`, PROBE_NAME: NAME, PROBE_CA: await server.logs() };
    return JSON.parse(await runInImage(image, [], { ...READ_ONLY, network, env })) as unknown;
  }));
  expect(found).toEqual({
    ...FINDS,
    tls: { ...FINDS.tls, protocol: 'TLSv1.3', says: 'hello' },
    names: { localhost: '127.0.0.1', [NAME]: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) },
  });
}

/** The probe ends by its signal as process 1. */
export async function expectEnd(image: string): Promise<void> {
  await withContainer({ image, env: { PROBE_WAIT: '1' }, readOnly: true, tmpfs: ['/tmp'] }, async (container) => {
    await expect.poll(() => container.logs(), { timeout: 20_000 }).toContain('waiting');
    const { seconds, exitCode } = await container.stop();
    expect(seconds).toBeLessThan(2);
    expect(exitCode).not.toBe(137);
  });
}
