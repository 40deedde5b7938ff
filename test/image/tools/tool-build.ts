import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

export const TOOLS = path.resolve(__dirname, '../../../tools');
export const SLIM = 'public.ecr.aws/docker/library/python:3.13-slim-trixie';
export const FULL = 'public.ecr.aws/docker/library/python:3.13-trixie';

/** The instruction that unpacks packages; apt's folders are cache mounts, as in the Dockerfiles of the library. */
export function unpack(words: string): string {
  const mounts = ['/var/cache/apt', '/var/lib/apt/lists'].map((target) => `--mount=type=cache,target=${target},sharing=locked`);
  return `RUN ${mounts.join(' ')} --mount=type=bind,source=.,target=/tools sh /tools/unpack-packages ${words}`;
}

/** The instruction that checks the image so far. */
export function check(words: string): string {
  return `RUN --mount=type=bind,source=.,target=/tools python -I /tools/check-image ${words}`;
}

/** Images that a file of tests builds; `remove` takes them away. */
export class ToolImages {
  private readonly ids = new Set<string>();

  /** The image of a Dockerfile whose context is `tools/`. */
  public build(lines: string[], ...options: string[]): string {
    return this.succeed(lines, options).id;
  }

  /** What the instructions of a stage say in a build that succeeds: without cache, which would keep them silent. */
  public log(lines: string[], stage: string): string {
    return this.succeed(lines, ['--no-cache-filter', stage]).log;
  }

  /** What the instructions of a build say that fails. */
  public failure(lines: string[]): string {
    const { status, id, log } = build(lines, []);
    if (status === 0) {
      this.ids.add(id);
      throw new Error('the build was expected to fail');
    }
    return log;
  }

  private succeed(lines: string[], options: string[]): { id: string; log: string } {
    const { status, id, log } = build(lines, options);
    if (status !== 0) {
      throw new Error(log);
    }
    this.ids.add(id);
    return { id, log };
  }

  public remove(): void {
    docker(['image', 'rm', '--force', ...this.ids]);
  }
}

/** What a command says that runs in an image. */
export function runIn(image: string, command: string[], ...options: string[]): string {
  const { status, stdout, stderr } = docker(['run', '--rm', '--network', 'none', ...options, image, ...command]);
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout;
}

/** What a Python program prints as JSON that runs in an image. */
export function pythonIn(image: string, program: string): unknown {
  return JSON.parse(runIn(image, ['python', '-I', '-c', program]));
}

function build(lines: string[], options: string[]): { status: number | null; id: string; log: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tool-build-'));
  try {
    const idFile = path.join(folder, 'id');
    const { status, stderr } = docker(['build', '--progress', 'plain', '--iidfile', idFile, ...options, '--file', '-', TOOLS], lines.join('\n'));
    // What an instruction says stands behind the number of the step and the time.
    return { status, id: status === 0 ? fs.readFileSync(idFile, 'utf8') : '', log: stderr.replaceAll(/^#\d+ \d+\.\d+ /gm, '') };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function docker(words: string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('docker', words, { encoding: 'utf8', input, maxBuffer: 1 << 26 });
}
