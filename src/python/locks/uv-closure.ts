import { LockedPackage } from './locked-package';
import { UvDependency, UvProjectRecord } from './uv-record';
import { TomlTable } from '../source/toml-file';
import { evaluateMarker, MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';

/** The extras and the groups of the project that get installed. */
export interface UvSelection {
  readonly extras: string[];
  readonly groups: string[];
}

/** One `[[package]]` of a uv.lock. */
export interface UvPackage {
  readonly name: string;
  readonly version?: string;
  /** The source as text, to compare with. */
  readonly source: string;
  /** A folder with a project in it, not an archive. */
  readonly isProject: boolean;
  /** A project of which nothing is installed but its dependencies. */
  readonly isVirtual: boolean;
  readonly isGit: boolean;
  /** The repository that it comes from. */
  readonly git?: string;
  readonly isUrl: boolean;
  /** The path of a local source, relative to the lock. */
  readonly local?: string;
  readonly wheels: string[];
  readonly hasSdist: boolean;
  readonly hashed: boolean;
  readonly dependencies: UvDependency[];
  readonly optional: Record<string, UvDependency[]>;
  readonly groups: Record<string, UvDependency[]>;
  readonly record: UvProjectRecord;
  /** The table as it is in the lock. */
  readonly entry: TomlTable;
}

/** The packages that the root reaches with the extras that are asked for, the root included; without an environment, those of every target. */
export function uvClosure(root: UvPackage, byName: ReadonlyMap<string, UvPackage[]>, selection: UvSelection,
  environment?: MarkerEnvironment): Map<UvPackage, Set<string>> {
  return walk(root, byName, selection, environment).found;
}

/** What the packages that the root reaches need of each other, by name; the empty name is the root. */
export function uvNeeds(root: UvPackage, byName: ReadonlyMap<string, UvPackage[]>, selection: UvSelection,
  environment: MarkerEnvironment): ReadonlyMap<string, ReadonlySet<string>> {
  return walk(root, byName, selection, environment).needs;
}

function walk(root: UvPackage, byName: ReadonlyMap<string, UvPackage[]>, selection: UvSelection,
  environment?: MarkerEnvironment): { found: Map<UvPackage, Set<string>>; needs: Map<string, Set<string>> } {
  const extras = selection.extras.map(normalizeName);
  const groups = selection.groups.map(normalizeName);
  const encoded = [
    ...extras.map((extra) => `extra-${root.name.length}-${root.name}-${extra}`),
    ...groups.map((group) => `group-${root.name.length}-${root.name}-${group}`),
  ];
  const seen = new Set<string>();
  const found = new Map<UvPackage, Set<string>>();
  const needs = new Map<string, Set<string>>();
  const queue: { locked: UvPackage; dependencies: UvDependency[] }[] = [];
  const visit = (locked: UvPackage, list: UvDependency[], key: string) => {
    if (!seen.has(key)) {
      seen.add(key);
      queue.push({ locked, dependencies: list });
    }
  };
  const reach = (locked: UvPackage, wanted: string[]) => {
    const key = `${locked.name} ${locked.version ?? ''} ${locked.source}`;
    found.set(locked, new Set([...found.get(locked) ?? [], ...wanted]));
    visit(locked, locked.dependencies, key);
    wanted.forEach((extra) => visit(locked, own(locked.optional, extra), `${key} [${extra}]`));
  };
  reach(root, extras);
  groups.forEach((group) => visit(root, own(root.groups, group), `group ${group}`));
  for (let next = queue.pop(); next; next = queue.pop()) {
    const of = next.locked === root ? '' : next.locked.name;
    const needed = needs.get(of) ?? new Set();
    needs.set(of, needed);
    for (const dependency of next.dependencies) {
      const variables = environment && { ...environment, extras: new Set([...environment.extras, ...encoded]) };
      if (variables === undefined || evaluateMarker(dependency.marker, variables)) {
        candidates(byName, dependency).forEach((locked) => {
          needed.add(locked.name);
          reach(locked, dependency.extras);
        });
      }
    }
  }
  return { found, needs };
}

/** The package for an installer's eyes. `path` is where a local one lies in the source. */
export function uvLockedPackage(locked: UvPackage, path: string | undefined): LockedPackage {
  return {
    name: locked.name,
    ...(locked.version !== undefined && { version: locked.version }),
    extras: [],
    source: path !== undefined ? 'path' : locked.isGit ? 'git' : locked.isUrl ? 'url' : 'index',
    ...(!locked.isGit && !(path !== undefined && locked.isProject) && { wheels: locked.wheels }),
    hasSdist: locked.hasSdist,
    ...(locked.git !== undefined && { url: locked.git }),
    ...(path !== undefined && { path }),
  };
}

/** The versions that an edge can mean: uv names version and source as soon as there is more than one. */
function candidates(byName: ReadonlyMap<string, UvPackage[]>, dependency: UvDependency): UvPackage[] {
  return (byName.get(dependency.name) ?? []).filter((locked) =>
    (dependency.version === undefined || dependency.version === locked.version)
    && (dependency.source === undefined || dependency.source === locked.source));
}

function own<T>(record: Record<string, T[]>, key: string): T[] {
  return Object.hasOwn(record, key) ? record[key] : [];
}
