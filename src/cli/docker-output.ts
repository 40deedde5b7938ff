import { spawn } from 'child_process';
import { CliError } from './cli-error';

/** What is built, and where its files go. */
export interface DockerOutputOptions {
  readonly context: string;
  readonly target: string;
  /** A stage that is run in any case. */
  readonly anew: string;
  readonly platform: string;
  readonly arguments: Record<string, string>;
  /** The folder that the files of the target are written into. */
  readonly into: string;
}

/** Builds a target and writes its files into a folder. The progress of the build is shown; nothing is written when it fails. */
export async function dockerOutput(options: DockerOutputOptions): Promise<void> {
  const words = [
    'buildx', 'build', `--target=${options.target}`, `--no-cache-filter=${options.anew}`, `--platform=${options.platform}`,
    ...Object.entries(options.arguments).map(([name, value]) => `--build-arg=${name}=${value}`),
    `--output=type=local,dest=${options.into}`, options.context,
  ];
  const status = await new Promise<number | null>((resolve, reject) => {
    const docker = spawn('docker', words, { stdio: ['ignore', 'inherit', 'inherit'] });
    docker.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new CliError('there is no docker here\n  write: https://docs.docker.com/engine/install/') : error);
    });
    docker.once('close', resolve);
  });
  if (status !== 0) {
    throw new CliError('the lock was not computed, and the file in the source is what it was; what Docker says is above');
  }
}
