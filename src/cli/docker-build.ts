import { spawn } from 'child_process';
import { CliError } from './cli-error';
import { dockerProgram, noDocker } from './docker-program';
import { StagedTarget } from './staged';

/** Builds a target and shows the progress. Fails with the sentence that says what has not happened. */
export async function dockerBuild(staged: StagedTarget, options: string[], failed: string): Promise<void> {
  const words = [
    'buildx', 'build', `--target=${staged.target}`, `--platform=${staged.platform}`,
    ...Object.entries(staged.arguments).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...options, staged.context,
  ];
  const status = await new Promise<number | null>((resolve, reject) => {
    const docker = spawn(dockerProgram(), words, { stdio: ['ignore', 'inherit', 'inherit'] });
    docker.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? noDocker() : error);
    });
    docker.once('close', resolve);
  });
  if (status !== 0) {
    throw new CliError(failed);
  }
}
