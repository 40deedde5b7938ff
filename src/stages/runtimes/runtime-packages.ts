import { PackageManager } from '../../dockerfile';
import { SystemPackages } from '../../python';
import { InstallTarget } from '../../python/dependencies/install-target';
import { LockedPackage } from '../../python/locks/locked-package';
import { compilePlan, packagesOf } from '../../python/system/compile-plan';
import { SystemPackageReason } from '../../python/system/resolved-system-packages';

/** The system packages of a runtime, by the way they get into it. */
export interface RuntimePackages {
  /** Unpacked and copied: nothing of them has to run. */
  readonly unpacked: string[];
  /** Installed in the image: on Debian those whose maintainer scripts do more than refresh the loader's cache, on Alpine all. */
  readonly installed: string[];
  /** Whether a library among the unpacked is opened by its name, for which the loader's cache has to be made where it is used. */
  readonly opened: boolean;
  /** What the catalogue has for the packages, and the user's own list has not. */
  readonly dropped: DroppedPackage[];
}

/** A system package that is not in the image, because the user's list took the place of the catalogue's. */
export interface DroppedPackage {
  readonly systemPackage: string;
  readonly forPackage: string;
}

/** The packages for the base image of a runtime, which need not be that of the builder. */
export function runtimePackages(
  packages: LockedPackage[], target: InstallTarget, systemPackages: SystemPackages, manager?: PackageManager,
): RuntimePackages {
  const { reasons } = compilePlan(packages, target, systemPackages);
  const dropped = droppedPackages(reasons, compilePlan(packages, target, SystemPackages.fromCatalogue()).reasons);
  if (manager === PackageManager.APK) {
    return { unpacked: [], installed: packagesOf(reasons.filter(({ stage }) => stage !== 'build')), opened: false, dropped };
  }
  return {
    unpacked: packagesOf(reasons.filter(({ stage }) => stage === 'runtime')),
    installed: packagesOf(reasons.filter(({ stage }) => stage === 'install')),
    opened: reasons.some(({ stage, opened }) => stage === 'runtime' && opened === true),
    dropped,
  };
}

/** Nothing at all is what `SystemPackages.none()` says; a list that misses something may be an oversight. */
function droppedPackages(given: SystemPackageReason[], usual: SystemPackageReason[]): DroppedPackage[] {
  const has = new Set(given.map(({ systemPackage }) => systemPackage.replace(/[=~].*$/, '')));
  return given.length === 0 ? [] : usual.flatMap(({ systemPackage, stage, forPackage }) =>
    stage === 'build' || forPackage === undefined || has.has(systemPackage) ? [] : [{ systemPackage, forPackage }]);
}
