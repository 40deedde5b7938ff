import type { Mount } from './mount';

/** What network the commands of a RUN have. */
export enum RunNetwork {
  /** That of the builder. */
  DEFAULT = 'default',
  /** None: whatever the commands need is already there. */
  NONE = 'none',
  /** That of the host. The builder has to allow it. */
  HOST = 'host',
}

/** How a RUN runs. */
export interface RunOptions {
  /**
   * What the commands see without its being in the image.
   * @default - nothing
   */
  readonly mounts?: Mount[];

  /**
   * The network of the commands.
   * @default - that of the builder
   */
  readonly network?: RunNetwork;

  /**
   * A comment above the instruction.
   * @default - none
   */
  readonly comment?: string;
}
