import { spawnSync } from 'child_process';
import { randomUUID } from 'crypto';
import { type ContainerOptions, containerWords } from './container-options';
import { type HttpAnswer, httpGet, type HttpGetOptions } from './http-get';
import { docker, lastLines } from './run-docker';

export interface StartOptions extends ContainerOptions {
  readonly image: string;
  /** Ports of the container that are to be reached from here. The engine chooses free ports of the loopback address for them. */
  readonly ports?: number[];
}

export interface Stopped {
  /** From `docker stop` to its end. */
  readonly seconds: number;
  /** 137 when the engine had to kill it. */
  readonly exitCode: number;
}

const left = new Set<string>();
// Also after Ctrl-C, when a program ends by process.exit: nothing that takes time can be waited for then.
process.on('exit', () => {
  if (left.size > 0) {
    spawnSync('docker', ['rm', '--force', '--volumes', ...left], { stdio: 'ignore' });
  }
});

/** A running container. It is taken away when this process ends, whatever ends it, unless it was kept. */
export class Container {
  public static async start(options: StartOptions): Promise<Container> {
    const name = `cdk-python-images-${randomUUID()}`;
    left.add(name);
    const ports = (options.ports ?? []).map((port) => `--publish=127.0.0.1::${port}`);
    const container = new Container(name, options.ports ?? []);
    try {
      await docker(['run', '--detach', `--name=${name}`, ...ports, ...containerWords(options.image, options)]);
    } catch (error) {
      await container.remove();
      throw error;
    }
    return container;
  }

  private constructor(public readonly name: string, private readonly ports: number[]) {}

  /** The address of a port of the container, the first one unless said: `http://127.0.0.1:32768`. */
  public async url(port: number = this.ports[0]): Promise<string> {
    const { stdout } = await docker(['port', this.name, `${port}/tcp`]);
    return `http://${stdout.split('\n')[0]}`;
  }

  /** GET from the first port. Fails with the end of the container's log. */
  public async httpGet(path: string, options: HttpGetOptions = {}): Promise<HttpAnswer> {
    try {
      return await httpGet(`${await this.url()}${path}`, { gaveUp: () => this.ending(), ...options });
    } catch (error) {
      throw new Error(`${(error as Error).message}\nlog of the container:\n${lastLines(await this.logs())}`);
    }
  }

  /** Runs a command inside and gives its standard output. */
  public async exec(argv: string[]): Promise<string> {
    return (await docker(['exec', this.name, ...argv])).stdout;
  }

  /** Everything that it has written so far. */
  public async logs(): Promise<string> {
    return (await docker(['logs', this.name])).log;
  }

  /** Ends it by its STOPSIGNAL, and by SIGKILL after `graceSeconds`. */
  public async stop(graceSeconds: number = 10): Promise<Stopped> {
    const begin = performance.now();
    await docker(['stop', `-t${graceSeconds}`, this.name]);
    const seconds = (performance.now() - begin) / 1000;
    return { seconds, exitCode: await this.exitCode() };
  }

  /** Waits for its end. */
  public async wait(): Promise<number> {
    return Number((await docker(['wait', this.name])).stdout);
  }

  public async remove(): Promise<void> {
    await docker(['rm', '--force', '--volumes', this.name]);
    left.delete(this.name);
  }

  /** Leaves it running after the end of this process. */
  public keep(): void {
    left.delete(this.name);
  }

  /** Whether it is left running. */
  public get kept(): boolean {
    return !left.has(this.name);
  }

  private async exitCode(): Promise<number> {
    return Number((await docker(['inspect', '--format={{.State.ExitCode}}', this.name])).stdout);
  }

  private async ending(): Promise<string | undefined> {
    const { stdout } = await docker(['inspect', '--format={{.State.Running}}', this.name]);
    return stdout.trim() === 'true' ? undefined : `the container has ended with ${await this.exitCode()}`;
  }
}
