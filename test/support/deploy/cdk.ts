import { type ChildProcess, spawn } from 'child_process';
import * as path from 'path';

const PROGRAM = path.resolve(__dirname, '../../../node_modules/aws-cdk/bin/cdk');

export interface CdkRun {
  readonly exitCode: number | null;
  /** Both streams in the order in which they came. */
  readonly log: string;
}

/** Whether a command has come as far as a test wants it to. */
type Interrupt = (log: string) => boolean | Promise<boolean>;

/** How long one command may take. */
const SECONDS = 300;

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => killed(child)));

/** What uv and pip say of an index that does not answer. */
const UNREACHABLE = /client error \(Connect\)|Connection to \S+ timed out|Temporary failure in name resolution/;

/** The CDK's command line, as a user runs it in a folder. */
export class Cdk {
  constructor(private readonly folder: string, private readonly environment: Record<string, string>) {}

  /**
   * Runs a command to its end.
   *
   * @param interrupt called from time to time with what was written; as soon as it says so, the command and all it started get the signal
   * @param signal SIGINT is what Ctrl-C sends
   */
  public async run(words: string[], interrupt?: Interrupt, signal: NodeJS.Signals = 'SIGKILL'): Promise<CdkRun> {
    const child = spawn(process.execPath, [PROGRAM, ...words, '--no-notices', '--ci=false'], {
      cwd: this.folder, env: { ...process.env, ...this.environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true,
    });
    running.add(child);
    const timer = setTimeout(() => killed(child), SECONDS * 1000);
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (interrupt !== undefined && child.exitCode === null && child.signalCode === null) {
      if (await interrupt(log)) {
        killed(child, signal);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const exitCode = await ended;
    clearTimeout(timer);
    running.delete(child);
    return { exitCode, log };
  }

  /** Deploys all stacks. The index of packages is on another machine: where it could not be reached, and nothing was to be interrupted, the command is given again. */
  public async deploy(interrupt?: Interrupt, signal?: NodeJS.Signals): Promise<CdkRun> {
    // moto has no outputs of stacks that were made by a change set.
    const words = ['deploy', '--all', '--method=direct', '--no-version-reporting', '--require-approval=never', '--progress=events'];
    let result = await this.run(words, interrupt, signal);
    for (let again = 0; again < 2 && interrupt === undefined && result.exitCode !== 0 && UNREACHABLE.test(result.log); again++) {
      result = await this.run(words);
    }
    return result;
  }
}

/** It leads a process group, so what it started goes with it. */
function killed(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(-child.pid!, signal);
  } catch {
    // It ended by itself.
  }
}
