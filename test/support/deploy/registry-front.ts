import * as fs from 'fs';
import * as http from 'http';
import * as https from 'https';
import type { AddressInfo } from 'net';
import type { HostCertificate } from '../host-certificate';

/** What the registry does instead of its work. */
export interface Fault {
  /** `PATCH` */
  readonly method: string;
  /** A regular expression for the path. */
  readonly path: string;
  /** The answer; 0 is none at all, ever: the client waits. */
  readonly status: number;
}

/** A request that has been answered, or met a fault. */
export interface Transfer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Of the request's body. */
  readonly bytes: number;
}

/** A manifest that has been pushed under a tag. */
export interface PushedManifest {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  readonly mediaType: string;
  readonly manifest: string;
}

export interface RegistryFrontProps {
  readonly certificate: HostCertificate;
  /** Where the registry itself listens, on the loopback address. */
  readonly registryPort: number;
  /** `user:password` */
  readonly login: string;
  /** Is told before the client is. */
  readonly pushed: (manifest: PushedManifest) => Promise<void>;
}

/** ECR's face of a registry: TLS and a login on port 443. It counts what goes through, and fails when a test wants it to. */
export class RegistryFront {
  public static async start(props: RegistryFrontProps): Promise<RegistryFront> {
    const { key, certificate } = props.certificate;
    const front = new RegistryFront(props, https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(certificate) }));
    front.server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => front.answer(request, response));
    front.control.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => void front.obey(request, response));
    await Promise.all([[front.server, 443] as const, [front.control, 0] as const].map(([server, port]) =>
      new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))));
    return front;
  }

  private readonly control = http.createServer();
  private readonly transfers: Transfer[] = [];
  /** Clients that wait for an answer that does not come. */
  private readonly waiting = new Set<http.ServerResponse>();
  private fault?: Fault;

  private constructor(private readonly props: RegistryFrontProps, private readonly server: https.Server) {}

  /** Where tests in other processes set faults and read what went through: `http://127.0.0.1:34567`. */
  public get controlUrl(): string {
    return `http://127.0.0.1:${(this.control.address() as AddressInfo).port}`;
  }

  public stop(): void {
    for (const server of [this.server, this.control]) {
      server.closeAllConnections();
      server.close();
    }
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method = 'GET', url = '/' } = request;
    const given = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
    const note = (status: number, bytes: number) => void this.transfers.push({ method, path: url, status, bytes });
    if (given !== this.props.login) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="ecr"', 'Docker-Distribution-Api-Version': 'registry/2.0' }).end();
    } else if (this.fault?.method === method && new RegExp(this.fault.path).test(url)) {
      note(this.fault.status, 0);
      request.resume();
      if (this.fault.status === 0) {
        this.waiting.add(response);
      } else {
        const errors = [{ code: this.fault.status === 403 ? 'DENIED' : 'UNKNOWN', message: `the registry answers ${this.fault.status}` }];
        response.writeHead(this.fault.status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ errors }));
      }
    } else {
      this.passOn(request, response, note);
    }
  }

  private passOn(request: http.IncomingMessage, response: http.ServerResponse, note: (status: number, bytes: number) => void): void {
    const { method, url = '/' } = request;
    const [, repository, tag] = method === 'PUT' ? /^\/v2\/(.+)\/manifests\/([^?]+)/.exec(url) ?? [] : [];
    const body: Buffer[] = [];
    let bytes = 0;
    const forwarded = http.request({ host: '127.0.0.1', port: this.props.registryPort, method, path: url, headers: request.headers }, (answer) => {
      const status = answer.statusCode ?? 502;
      const finish = () => {
        note(status, bytes);
        response.writeHead(status, answer.headers);
        answer.pipe(response);
      };
      if (repository === undefined || tag.startsWith('sha256:') || status !== 201) {
        finish();
        return;
      }
      const mediaType = request.headers['content-type'] ?? '';
      const digest = String(answer.headers['docker-content-digest']);
      this.props.pushed({ repository, tag, digest, mediaType, manifest: Buffer.concat(body).toString() }).then(finish, (error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    forwarded.on('error', (error) => response.headersSent ? response.destroy() : response.writeHead(502).end(String(error)));
    response.on('close', () => response.writableFinished || forwarded.destroy()); // a client that went away
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (repository !== undefined) {
        body.push(chunk);
      }
    });
    request.pipe(forwarded);
  }

  /** GET and DELETE `/transfers`, PUT and DELETE `/fault`. */
  private async obey(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const told = chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString()) as unknown;
    switch (`${request.method} ${request.url}`) {
      case 'DELETE /transfers': this.transfers.length = 0; break;
      case 'PUT /fault': this.fault = told as Fault; break;
      case 'DELETE /fault': this.repair(); break;
      case 'GET /transfers': break;
      default: response.statusCode = 404;
    }
    response.setHeader('Connection', 'close').end(JSON.stringify(this.transfers));
  }

  /** The engine goes on with an upload whose client was killed, so it is told that it comes to nothing. */
  private repair(): void {
    this.fault = undefined;
    this.waiting.forEach((response) => response.destroy());
    this.waiting.clear();
  }
}
