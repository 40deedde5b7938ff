import type { LockInventory } from './lock-inventory';
import { MarkerEnvironment } from '../syntax/marker';

/** Where an installer takes a package from. */
export type PackageSource = 'index' | 'git' | 'path' | 'url';

/** One package that gets installed. */
export interface LockedPackage {
  /** Normalized (PEP 503). */
  readonly name: string;
  readonly version?: string;
  /** The extras of the package that are asked for. */
  readonly extras: string[];
  readonly source: PackageSource;
  /** The file names of its wheels; undefined when the lock does not list them. */
  readonly wheels?: string[];
  /** Whether it has a source distribution; undefined when the lock does not say. */
  readonly hasSdist?: boolean;
  /** Whether the lock forbids its wheels (`--no-binary`). */
  readonly noBinary?: boolean;
  /** Where a package with the source `git` comes from. */
  readonly url?: string;
  /** The path of a package with the source `path`, relative to the project's folder. */
  readonly path?: string;
}

/** What a lock (or a list of requirements) says. One reader per format returns this. */
export interface LockFacts {
  /** Files that the installer reads, the lock itself first. */
  readonly files: string[];
  /** Folders of the source that the installer reads: packages of their own, and wheels (`--find-links`). */
  readonly folders: string[];
  /** All packages for any target, sorted by name and version. */
  readonly packages: LockedPackage[];
  /** The packages that a target installs. */
  readonly packagesFor: (environment: MarkerEnvironment) => LockedPackage[];
  /** Every package has one version, and all that they need is among them: an installer has nothing to resolve. */
  readonly locked: boolean;
  /** Every package has a hash that the installer checks. */
  readonly hashed: boolean;
  /** Which Pythons the lock is for. */
  readonly requiresPython?: string;
  /** The variables of the environment that the installer puts into its files, and where: `requirements.txt, line 1`. */
  readonly variables?: { readonly name: string; readonly place: string }[];
  /** What the lock says beside that; undefined when it says no more. */
  readonly inventory?: LockInventory;
}

/** Sorted by name, then version, each once: the order of a lock never matters. */
export function sortPackages(packages: LockedPackage[]): LockedPackage[] {
  const byKey = new Map(packages.map((locked) => [`${locked.name} ${locked.version ?? ''} ${JSON.stringify(locked)}`, locked]));
  return [...byKey.entries()].sort(([a], [b]) => a < b ? -1 : 1).map(([, locked]) => locked);
}
