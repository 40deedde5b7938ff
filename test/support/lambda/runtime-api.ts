import { randomUUID } from 'crypto';
import * as http from 'http';
import type { AddressInfo } from 'net';

/** An event on its way. */
interface Invocation {
  readonly id: string;
  readonly event: Buffer;
  readonly deadline: number;
  readonly done: (outcome: Outcome) => void;
}

/** What the client of the function said. */
export interface Outcome {
  /** Of a response: the payload. */
  readonly payload?: Buffer;
  /** Of an error: what the client told about it. */
  readonly error?: { readonly errorType: string; readonly errorMessage: string; readonly stackTrace: string[]; readonly header?: string };
}

/** The largest payload of a synchronous event or response, in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const LARGEST_PAYLOAD = 6 * 1024 * 1024;

const RUNTIME = '/2018-06-01/runtime';
const EXTENSION = '/2020-01-01/extension';

/**
 * The Runtime API as Lambda speaks it with the client in a container, and what extensions need of theirs.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html
 */
export class RuntimeApi {
  /** Listens on every address of this machine: containers reach it by the gateway of their network. */
  public static async start(): Promise<RuntimeApi> {
    const api = new RuntimeApi();
    await new Promise<void>((resolve) => api.server.listen(0, '0.0.0.0', resolve));
    return api;
  }

  /** What a client said before it asked for events: the module of the handler cannot be imported, for one. */
  public readonly initErrors: NonNullable<Outcome['error']>[] = [];
  /** The names of the extensions. */
  public readonly extensions: string[] = [];
  /** The user agents of those who asked for events. */
  public readonly clients = new Set<string>();
  private readonly server: http.Server;
  private readonly queue: Invocation[] = [];
  private readonly waiting: http.ServerResponse[] = [];
  private readonly running = new Map<string, Invocation>();

  private constructor() {
    this.server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.answer(request, Buffer.concat(chunks), response));
    });
    this.server.requestTimeout = 0;
  }

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Hands an event to the next client that asks. What it says of it, whenever that is. */
  public invoke(event: Buffer, seconds: number): Promise<Outcome> {
    return new Promise((done) => {
      this.queue.push({ id: randomUUID(), event, deadline: Date.now() + seconds * 1000, done });
      this.handOut();
    });
  }

  /** Forgets those who wait and what they work on: their container is gone. */
  public forgetClients(): void {
    this.waiting.splice(0).forEach((response) => response.destroy());
    this.running.clear();
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: http.IncomingMessage, body: Buffer, response: http.ServerResponse): void {
    const { method = '', url = '', headers } = request;
    const [, id, what] = new RegExp(`^${RUNTIME}/invocation/([^/]+)/(response|error)$`).exec(url) ?? [];
    const invocation = this.running.get(id);
    const reply = (status: number, value: object) => void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    if (method === 'GET' && url === `${RUNTIME}/invocation/next`) {
      this.clients.add(headers['user-agent'] ?? '');
      this.waiting.push(response);
      response.on('close', () => this.waiting.splice(0, Infinity, ...this.waiting.filter((one) => one !== response)));
      this.handOut();
    } else if (method === 'POST' && url === `${RUNTIME}/init/error`) {
      this.initErrors.push(errorOf(headers, body));
      reply(202, { status: 'OK' });
    } else if (method === 'POST' && url === `${EXTENSION}/register`) {
      this.extensions.push(String(headers['lambda-extension-name']));
      response.setHeader('Lambda-Extension-Identifier', randomUUID());
      reply(200, { functionName: 'function', functionVersion: '$LATEST', handler: '' });
    } else if (invocation === undefined || method !== 'POST') {
      reply(400, { errorType: 'InvalidRequestID', errorMessage: `${method} ${url}` });
    } else if (what === 'response' && body.length > LARGEST_PAYLOAD) {
      reply(413, { errorType: 'Function.ResponseSizeTooLarge', errorMessage: `${body.length} bytes` });
    } else {
      this.running.delete(id);
      reply(202, { status: 'OK' });
      invocation.done(what === 'response' ? { payload: body } : { error: errorOf(headers, body) });
    }
  }

  private handOut(): void {
    const [invocation, response] = [this.queue[0], this.waiting[0]];
    if (invocation === undefined || response === undefined) {
      return;
    }
    this.queue.shift();
    this.waiting.shift();
    this.running.set(invocation.id, invocation);
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': invocation.id,
      'Lambda-Runtime-Deadline-Ms': String(invocation.deadline),
      'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:eu-west-1:123456789012:function:function',
      'Lambda-Runtime-Trace-Id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0',
    }).end(invocation.event);
  }
}

function errorOf(headers: http.IncomingHttpHeaders, body: Buffer): NonNullable<Outcome['error']> {
  const header = headers['lambda-runtime-function-error-type'];
  return { ...JSON.parse(body.toString()) as NonNullable<Outcome['error']>, ...(header !== undefined && { header: String(header) }) };
}
