import { Libc } from '../dockerfile';
import { InstallTarget } from '../python/install-target';

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
