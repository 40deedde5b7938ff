import { type ContainerOptions, containerWords } from './container-options';
import { docker } from './run-docker';

export interface RunInImageOptions extends Omit<ContainerOptions, 'entrypoint' | 'args'> {
  /**
   * The program; `argv` are its arguments.
   * @default - the image's entrypoint, when it has one
   */
  readonly entrypoint?: string;
}

/** Runs a command in a container that is gone afterwards, and gives its standard output. Fails with the end of its log. */
export async function runInImage(image: string, argv: string[], options: RunInImageOptions = {}): Promise<string> {
  const { entrypoint, ...rest } = options;
  const words = containerWords(image, { ...rest, ...(entrypoint === undefined ? {} : { entrypoint: [entrypoint] }), args: argv });
  return (await docker(['run', '--rm', ...words])).stdout;
}
