/** How a container runs. */
export interface ContainerOptions {
  /** No file system can be written but the `tmpfs` ones. */
  readonly readOnly?: boolean;
  /** Paths that are in memory: `['/tmp']`. */
  readonly tmpfs?: string[];
  /** Folders of this machine: `/srv/data:/data:ro`. */
  readonly volumes?: string[];
  readonly env?: Record<string, string>;
  readonly user?: string;
  /** In place of the image's: the program and its arguments. */
  readonly entrypoint?: string[];
  /** Added to the entrypoint, in place of CMD. */
  readonly args?: string[];
  /** `none` or the name of a network. */
  readonly network?: string;
  /** `linux/arm64` */
  readonly platform?: string;
}

/** The words of `docker run` from its options to the end. */
export function containerWords(image: string, options: ContainerOptions): string[] {
  const [program, ...programArgs] = options.entrypoint ?? [];
  return [
    ...(options.readOnly ? ['--read-only'] : []),
    ...(options.tmpfs ?? []).map((path) => `--tmpfs=${path}`),
    ...(options.volumes ?? []).map((volume) => `--volume=${volume}`),
    ...Object.entries(options.env ?? {}).map(([name, value]) => `--env=${name}=${value}`),
    ...(options.user === undefined ? [] : [`--user=${options.user}`]),
    ...(options.network === undefined ? [] : [`--network=${options.network}`]),
    ...(options.platform === undefined ? [] : [`--platform=${options.platform}`]),
    ...(program === undefined ? [] : [`--entrypoint=${program}`]),
    image,
    ...programArgs,
    ...(options.args ?? []),
  ];
}
