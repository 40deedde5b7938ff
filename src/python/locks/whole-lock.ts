import { LockedFiles, LockInventory } from './lock-inventory';
import { LockedPackage, LockFacts } from './locked-package';
import { SourceFolder } from '../source/source-folder';
import { MarkerEnvironment } from '../syntax/marker';

/** What the reader of a format found. */
export interface WholeLock {
  readonly file: string;
  /** The packages of a target; without one, of all. */
  readonly packagesFor: (environment?: MarkerEnvironment) => LockedPackage[];
  readonly files: LockedFiles;
  readonly hashed: boolean;
  readonly needsFor?: LockInventory['needsFor'];
}

/** What a lock says that has every package with its version. */
export function wholeLock(source: SourceFolder, { file, packagesFor, files, hashed, needsFor }: WholeLock): LockFacts {
  const packages = packagesFor();
  return {
    files: [file],
    folders: [...new Set(packages.flatMap(({ path }) => path !== undefined && source.isFolder(path) ? [path] : []))].sort(),
    packages,
    packagesFor,
    locked: true,
    hashed,
    inventory: { filesOf: (locked) => files.of(locked), ...(needsFor !== undefined && { needsFor }) },
  };
}
