import { type ChildProcess, spawn } from 'child_process';
import * as net from 'net';
import { lastLines } from '../docker/run-docker';

/** A server that was started for the tests. It ends with this process, whatever ends it. */
export class ServerProcess {
  /** Starts a program and waits until it takes connections at a port of the loopback address. Fails with what it wrote. */
  public static async start(argv: string[], port: number, environment: Record<string, string> = {}): Promise<ServerProcess> {
    const [program, ...words] = argv;
    const server = new ServerProcess(spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } }));
    const end = performance.now() + 60_000;
    while (performance.now() < end && server.ending === undefined) {
      if (await listens(port)) {
        return server;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    server.stop();
    throw new Error(`${argv.join(' ')} ${server.ending ?? 'does not listen'}:\n${lastLines(server.log)}`);
  }

  private log = '';
  private ending?: string;

  private constructor(private readonly child: ChildProcess) {
    const keep = (chunk: Buffer) => {
      this.log = (this.log + chunk.toString()).slice(-100_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => {
      this.ending = error.message;
    });
    child.on('exit', (code) => {
      this.ending ??= `ended with ${code}`;
    });
    process.on('exit', () => this.stop());
  }

  public stop(): void {
    this.child.kill('SIGKILL');
  }
}

/** A port of the loopback address that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}
