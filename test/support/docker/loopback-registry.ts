import * as http from 'http';
import { buildText } from './build-text';
import { Container } from './container';
import { removeImage } from './remove-image';
import { docker } from './run-docker';
import { FETCHES_PACKAGES, unpackedPackage } from './unpacked-package';

const CONFIGURATION = [
  'version: 0.1', 'log: {level: info}', 'storage: {filesystem: {rootdirectory: /registry}}', 'http: {addr: "127.0.0.1:0"}',
].map((line) => `'${line}'`).join(' ');
const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';

interface Answer {
  readonly type: string;
  readonly digest: string;
  readonly bytes: number;
}

/** A registry of Debian's package, empty at first, on a free port of the loopback address. Engines take plain HTTP there. */
export class LoopbackRegistry {
  public static async start(): Promise<LoopbackRegistry> {
    const image = await buildText([
      ...unpackedPackage('package', 'docker-registry'),
      `FROM ${FETCHES_PACKAGES}`,
      'COPY --from=package /unpacked/usr/bin/docker-registry /usr/local/bin/',
      `RUN printf '%s\\n' ${CONFIGURATION} > /registry.yml`,
    ]);
    const container = await Container.start({ image, network: 'host', entrypoint: ['docker-registry', 'serve', '/registry.yml'] });
    for (const end = performance.now() + 30_000; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const host = /listening on (127\.0\.0\.1:\d+)/.exec(await container.logs())?.[1];
      if (host !== undefined) {
        return new LoopbackRegistry(host, image, container);
      }
    }
    const log = await container.logs();
    await container.remove();
    await removeImage(image);
    throw new Error(`the registry does not listen:\n${log}`);
  }

  private constructor(
    /** `127.0.0.1:34567` */
    public readonly host: string,
    private readonly image: string,
    private readonly container: Container,
  ) {}

  /** Pushes a local image. One that has no name of its own is gone from the engine then. */
  public async push(image: string, repository: string, tag: string): Promise<void> {
    const name = `${this.host}/${repository}:${tag}`;
    await docker(['image', 'tag', image, name]);
    try {
      await docker(['image', 'push', '--quiet', name]);
    } finally {
      await docker(['image', 'rm', name]);
    }
  }

  /** Pushes a local image, keeps it, and gives its digest: `sha256:…`. */
  public async pushed(image: string, repository: string, tag: string): Promise<string> {
    const kept = `cdk-python-images-test:${image.replace('sha256:', '')}`;
    await docker(['image', 'tag', image, kept]);
    await this.push(image, repository, tag);
    return (await this.request('GET', `${repository}/manifests/${tag}`)).digest;
  }

  /** Gives pushed images, by their tags, one name. */
  public async pushIndex(repository: string, tag: string, platforms: Record<string, { architecture: string; variant?: string }>): Promise<void> {
    const manifests: unknown[] = [];
    for (const [one, platform] of Object.entries(platforms)) {
      const { type, digest, bytes } = await this.request('GET', `${repository}/manifests/${one}`);
      manifests.push({ mediaType: type, digest, size: bytes, platform: { os: 'linux', ...platform } });
    }
    await this.request('PUT', `${repository}/manifests/${tag}`, JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
  }

  public async stop(): Promise<void> {
    await this.container.remove();
    await removeImage(this.image);
  }

  private request(method: string, path: string, body?: string): Promise<Answer> {
    const headers = body === undefined ? { Accept: [MANIFEST, OCI_MANIFEST].join(', ') } : { 'Content-Type': INDEX };
    return new Promise((resolve, reject) => {
      const request = http.request(`http://${this.host}/v2/${path}`, { method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const answer = Buffer.concat(chunks);
          if (response.statusCode === 200 || response.statusCode === 201) {
            const type = response.headers['content-type'] ?? '';
            resolve({ type, digest: String(response.headers['docker-content-digest']), bytes: answer.length });
          } else {
            reject(new Error(`${method} ${path}: ${response.statusCode} ${answer.toString()}`));
          }
        });
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  }
}
