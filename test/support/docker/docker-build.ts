import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { docker } from './run-docker';

export interface BuildOptions {
  /** The folder with the Dockerfile. */
  readonly contextDirectory: string;
  /** `linux/amd64`. */
  readonly platform?: string;
  readonly buildArgs?: Record<string, string>;
  /** Where secrets come from, by their ids: `env=TOKEN`. */
  readonly secrets?: Record<string, string>;
  /** The SSH agent that the build is handed: `default`. */
  readonly ssh?: string;
  /** Names that the steps of the build know this machine by. They share its network then. */
  readonly hosts?: string[];
  /** Variables of the process that builds, beside its own. */
  readonly environment?: Record<string, string>;
  /** Build every step anew. Cache mounts keep what they have. */
  readonly noCache?: boolean;
  readonly tag?: string;
  /** A stage to stop at. */
  readonly target?: string;
  /** Called with each line of the plain progress. */
  readonly onLine?: (line: string) => void;
}

export interface BuiltImage {
  /** `sha256:…` */
  readonly imageId: string;
  readonly seconds: number;
  /** The plain progress. */
  readonly log: string;
}

const folders = new Set<string>();
process.on('exit', () => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/** Builds a context with the options that `cdk deploy` uses. Fails with the end of the log. */
export async function dockerBuild(options: BuildOptions): Promise<BuiltImage> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docker-build-'));
  folders.add(folder);
  try {
    const idFile = path.join(folder, 'id');
    const begin = performance.now();
    const { log } = await docker([
      'build', '--progress=plain', `--iidfile=${idFile}`,
      ...Object.entries(options.buildArgs ?? {}).map(([name, value]) => `--build-arg=${name}=${value}`),
      ...(options.platform === undefined ? [] : [`--platform=${options.platform}`]),
      ...Object.entries(options.secrets ?? {}).map(([id, source]) => `--secret=id=${id},${source}`),
      ...(options.ssh === undefined ? [] : [`--ssh=${options.ssh}`]),
      ...(options.hosts === undefined ? [] : ['--network=host', ...options.hosts.map((host) => `--add-host=${host}:127.0.0.1`)]),
      ...(options.noCache ? ['--no-cache'] : []),
      ...(options.tag === undefined ? [] : [`--tag=${options.tag}`]),
      ...(options.target === undefined ? [] : [`--target=${options.target}`]),
      options.contextDirectory,
    ], { onLine: options.onLine, environment: options.environment });
    return { imageId: fs.readFileSync(idFile, 'utf8').trim(), seconds: (performance.now() - begin) / 1000, log };
  } finally {
    fs.rmSync(folder, { recursive: true });
    folders.delete(folder);
  }
}
