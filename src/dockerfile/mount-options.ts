import type { BuildSecret } from './build-secret';

/** Who may use a cache at the same time. */
export enum CacheSharing {
  /** Everyone at once: the tool locks what it writes (uv, pip). */
  SHARED = 'shared',
  /** Everyone gets an own one. Podman does not know it. */
  PRIVATE = 'private',
  /** One after the other (apt). */
  LOCKED = 'locked',
}

/** A cache mount. */
export interface CacheMountOptions {
  /** The absolute path at which the commands see it. */
  readonly target: string;
  /**
   * The name of the cache on the builder.
   * @default - the target
   */
  readonly id?: string;
  /**
   * Who may use it at the same time.
   * @default CacheSharing.SHARED
   */
  readonly sharing?: CacheSharing;
}

/** A mount of a part of the source folder. */
export interface BindMountOptions {
  /** The path at which the commands see it, absolute or relative to the working directory. */
  readonly target: string;
  /**
   * The path in the source folder.
   * @default - the whole source folder
   */
  readonly source?: string;
  /**
   * The commands can write to it; what they write is thrown away.
   * @default false
   */
  readonly readWrite?: boolean;
}

/** A mount of a part of a stage or image. */
export interface BindFromOptions {
  /** The path at which the commands see it. */
  readonly target: string;
  /** The absolute path in the stage or image. */
  readonly source: string;
  /**
   * The commands can write to it; what they write is thrown away.
   * @default false
   */
  readonly readWrite?: boolean;
}

/** A mount of an artifact. */
export interface BindArtifactOptions {
  /**
   * The path at which the commands see it.
   * @default - the path of the artifact
   */
  readonly target?: string;
}

/** A secret. */
export interface SecretMountOptions {
  /** Where its value comes from. */
  readonly secret: BuildSecret;
  /**
   * The path of a file that holds it.
   * @default - /run/secrets/ and the id, if there is no `env`
   */
  readonly target?: string;
  /**
   * The environment variable that holds it: Docker 27 or later, not Podman.
   * @default - none
   */
  readonly env?: string;
  /**
   * The build fails without it.
   * @default true
   */
  readonly required?: boolean;
}

/** An SSH agent. */
export interface SshMountOptions {
  /**
   * Its name in `docker build --ssh`.
   * @default 'default'
   */
  readonly id?: string;
  /**
   * The build fails without it.
   * @default true
   */
  readonly required?: boolean;
}

/** A folder in memory. */
export interface TmpfsMountOptions {
  /** The absolute path at which the commands see it. */
  readonly target: string;
  /**
   * How much it may hold, in MiB. Not with Podman.
   * @default - no limit
   */
  readonly sizeMegabytes?: number;
}
