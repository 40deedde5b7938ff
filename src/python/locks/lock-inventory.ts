import { LockedPackage } from './locked-package';
import { MarkerEnvironment } from '../syntax/marker';

/** A file that an installer may take for a package. */
export interface LockedFile {
  /** The name of the file, or where it is; undefined when the lock has nothing but its hash. */
  readonly place?: string;
  /** As locks write it: `sha256:…`; undefined when the lock has none. */
  readonly hash?: string;
}

/** What a lock says of its packages that no installer has to be told. */
export interface LockInventory {
  /** The files of a package. */
  readonly filesOf: (locked: LockedPackage) => LockedFile[];
  /** What the packages of a target need of each other, by name; the empty name is the project. Undefined when the lock keeps no graph. */
  readonly needsFor?: (environment: MarkerEnvironment) => ReadonlyMap<string, ReadonlySet<string>>;
}

/** The files of packages, by what tells packages apart in a lock. */
export class LockedFiles {
  private readonly files = new Map<string, LockedFile[]>();

  /** Adds files to a package: a lock may have several entries for one. */
  public add(locked: Pick<LockedPackage, 'name' | 'version'>, files: LockedFile[]): void {
    const key = keyOf(locked);
    this.files.set(key, [...this.files.get(key) ?? [], ...files]);
  }

  /** The files of a package, each once, sorted: the order of a lock never matters. */
  public of(locked: Pick<LockedPackage, 'name' | 'version'>): LockedFile[] {
    const byKey = new Map((this.files.get(keyOf(locked)) ?? []).map((file) => [`${file.place ?? ''} ${file.hash ?? ''}`, file]));
    return [...byKey].sort(([a], [b]) => a < b ? -1 : 1).map(([, file]) => file);
  }
}

function keyOf({ name, version }: Pick<LockedPackage, 'name' | 'version'>): string {
  return `${name} ${version ?? ''}`;
}
