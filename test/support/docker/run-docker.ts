import { type ChildProcess, spawn } from 'child_process';

/** What runs in the place of Docker's command line: Podman, in the tests of that. */
const PROGRAM = process.env.CONTAINER_PROGRAM ?? 'docker';

/** How many of the last lines of a log a failure shows. */
const SHOWN = 40;

export interface RunOptions {
  /** Called with each line of either stream as it comes. */
  readonly onLine?: (line: string) => void;
  /** Written to the standard input. */
  readonly input?: string;
  /** Where it runs. @default - where this process does */
  readonly directory?: string;
  /** Variables beside those of this process. */
  readonly environment?: Record<string, string>;
  /** @default 1800 */
  readonly seconds?: number;
}

export interface Finished {
  readonly stdout: string;
  /** Both streams in the order in which they came. */
  readonly log: string;
}

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')));

/** Runs the Docker command line. Fails with the end of its log. */
export async function docker(args: string[], options: RunOptions = {}): Promise<Finished> {
  const child = spawn(PROGRAM, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: options.directory,
    timeout: (options.seconds ?? 1800) * 1000,
    // As `cdk deploy` builds: an image and no attestations beside it.
    env: { ...process.env, BUILDX_NO_DEFAULT_ATTESTATIONS: '1', DOCKER_CLI_HINTS: 'false', ...options.environment },
  });
  running.add(child);
  const stdout: string[] = [];
  const log: string[] = [];
  const watch = lineWatcher(options.onLine);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log.push(text);
      if (stream === child.stdout) {
        stdout.push(text);
      }
      watch(text);
    });
  }
  child.stdin.on('error', () => undefined); // it ended without reading
  child.stdin.end(options.input);
  const ending = await new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : signal === null ? `exit code ${code}` : `killed by ${signal}`));
  });
  running.delete(child);
  if (ending !== undefined) {
    throw new Error(`${PROGRAM} ${args.join(' ')}: ${ending}\n${lastLines(log.join(''))}`);
  }
  return { stdout: stdout.join(''), log: log.join('') };
}

/** The end of a log. */
export function lastLines(log: string): string {
  const lines = log.trimEnd().split('\n');
  return [...(lines.length > SHOWN ? [`… ${lines.length - SHOWN} lines before`] : []), ...lines.slice(-SHOWN)].join('\n');
}

function lineWatcher(onLine: (line: string) => void = () => undefined): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    lines.forEach(onLine);
  };
}
