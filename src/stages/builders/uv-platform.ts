import { Libc } from '../../dockerfile';
import { InstallTarget } from '../../python/dependencies/install-target';

/** The newest glibc that uv has a name for. A newer one runs the same wheels. */
const NEWEST_GLIBC = 40;
const OLDEST_GLIBC = 31;

/**
 * What `uv --python-platform` calls a target, so that wheels for it can be chosen on another platform.
 * Undefined when uv has no name for it: such an image is made on its own platform.
 */
export function uvPlatformOf(target: InstallTarget): string | undefined {
  const { machine } = target.platform;
  if (!['x86_64', 'aarch64'].includes(machine)) {
    return undefined;
  }
  if (target.libc === Libc.MUSL) {
    return `${machine}-unknown-linux-musl`;
  }
  const minor = Number(/^2\.(\d+)$/.exec(target.glibcVersion ?? '')?.[1] ?? 0);
  return minor < OLDEST_GLIBC ? undefined : `${machine}-manylinux_2_${Math.min(minor, NEWEST_GLIBC)}`;
}

/** The words that tell uv which platform it works for, when that is not the one it runs on. */
export interface UvWords {
  /** In front of the command. */
  readonly before: string[];
  /** Among the options of the command. */
  readonly options: string[];
}

/**
 * Tells uv the target of wheels that were chosen already: by its own name for it, or else by what Python calls the platform,
 * in the variable that Python reads in a build for another machine. No marker is read then, so that suffices.
 */
export function uvWordsFor(target: InstallTarget): UvWords {
  const platform = uvPlatformOf(target);
  return platform === undefined
    ? { before: ['env', `_PYTHON_HOST_PLATFORM=linux-${target.platform.machine}`], options: [] }
    : { before: [], options: ['--python-platform', platform] };
}
