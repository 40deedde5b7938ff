import { spawn } from 'child_process';
import * as fs from 'fs';
import type { IncomingMessage, ServerResponse } from 'http';
import * as https from 'https';
import type { AddressInfo } from 'net';
import * as path from 'path';
import { hostCertificate } from '../host-certificate';

/** What a private host has and who gets in. */
export interface PrivateHostProps {
  /** The name that builds know it by; `addHost` of the build leads it to this machine. */
  readonly name: string;
  /** A folder for the certificates. */
  readonly folder: string;
  /** Wheels of the index, by the name of the package. */
  readonly wheels: Record<string, string>;
  /** The folder with bare repositories. */
  readonly repositories: string;
  /** `user:password`, each of which gets in. */
  readonly users: string[];
}

/** A package index (`/simple/`) and git repositories (`/git/`) on the loopback address: TLS of an authority that nobody knows, and a password. */
export class PrivateHost {
  public static async start(props: PrivateHostProps): Promise<PrivateHost> {
    const { authority, certificate, key } = hostCertificate(props.folder, props.name);
    const host = new PrivateHost(props, authority, https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(certificate) }));
    host.server.on('request', (request: IncomingMessage, response: ServerResponse) => host.answer(request, response));
    await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  private constructor(
    private readonly props: PrivateHostProps,
    /** The file with the certificate of the authority. */
    public readonly authority: string,
    private readonly server: https.Server,
  ) {}

  /** `name:port` */
  public get address(): string {
    return `${this.props.name}:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const given = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
    const url = new URL(request.url ?? '/', `https://${this.address}`);
    if (!this.props.users.includes(given)) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="private"' }).end();
    } else if (url.pathname.startsWith('/git/')) {
      this.git(url, request, response);
    } else {
      const [, kind, name] = url.pathname.split('/');
      const wheel = this.props.wheels[name];
      if (wheel === undefined) {
        response.writeHead(404).end();
      } else if (kind === 'simple') {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<a href="/files/${name}/${path.basename(wheel)}">${path.basename(wheel)}</a>`);
      } else {
        response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(fs.readFileSync(wheel));
      }
    }
  }

  /** By git's own CGI program. https://git-scm.com/docs/git-http-backend */
  private git(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const backend = spawn('git', ['http-backend'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: this.props.repositories,
        GIT_HTTP_EXPORT_ALL: '1',
        // The test's own folder may belong to another user than the one who runs git.
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
        PATH_INFO: url.pathname.slice('/git'.length),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.on('close', () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf('\r\n\r\n');
      const headers = answer.subarray(0, end).toString().split('\r\n').map((line) => line.split(/:\s*/, 2) as [string, string]);
      const status = Number(headers.find(([name]) => name.toLowerCase() === 'status')?.[1]?.split(' ')[0] ?? 200);
      response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name.toLowerCase() !== 'status'))).end(answer.subarray(end + 4));
    });
  }
}
