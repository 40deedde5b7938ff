import { SystemPackages } from '../python';
import { packagesOf } from '../python/compile-plan';
import { InstallTarget } from '../python/install-target';
import { SystemPackageReason } from '../python/resolved-system-packages';

/** The Debian packages of a runtime, by the way they get into it. */
export interface RuntimePackages {
  /** Unpacked and copied: nothing of them has to run. */
  readonly unpacked: string[];
  /** Installed by apt in the image, because their maintainer scripts do more than refresh the loader's cache. */
  readonly installed: string[];
}

/** Sorts the packages of the reasons by the way they get in. */
export function runtimePackagesOf(reasons: SystemPackageReason[]): RuntimePackages {
  const at = (stage: string) => packagesOf(reasons.filter((reason) => reason.stage === stage));
  return { unpacked: at('runtime'), installed: at('install') };
}

/** The packages for running that someone asked for by hand; undefined when nobody did. */
export function requestedPackages(systemPackages: SystemPackages | undefined, target: InstallTarget): RuntimePackages | undefined {
  return systemPackages && runtimePackagesOf(systemPackages._resolve([], [], target).reasons);
}
