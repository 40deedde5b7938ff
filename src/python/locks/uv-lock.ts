import * as path from 'path';
import { invalidLock, lockNotFound, refuseLockConflict } from './lock-tables';
import { LockFacts, sortPackages } from './locked-package';
import { UvPackage, UvSelection, uvClosure, uvLockedPackage, uvNeeds } from './uv-closure';
import { uvFiles } from './uv-files';
import { UvDependency, UvProjectRecord, readUvDependencies, readUvRecord, uvTitle } from './uv-record';
import { reduceUvLock } from './uv-reduce';
import { CodedError } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';
import { refuseCredentials } from '../access/credential-check';
import { SourceFolder } from '../source/source-folder';
import { isTable, parseToml, tableAt, TomlTable } from '../source/toml-file';
import { MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';

/** A project of the source tree that a uv.lock has and the app needs. */
export interface UvLocal {
  readonly name: string;
  /** The folder, relative to the source. */
  readonly place: string;
  readonly isVirtual: boolean;
  readonly record: UvProjectRecord;
}

/** What a uv.lock says for one of its projects. */
export interface UvLockFacts extends LockFacts {
  /** The addresses of the indexes that it names. */
  readonly registries: string[];
  /** What the lock remembers of the project's pyproject.toml. */
  readonly record: UvProjectRecord;
  /** The lock has more than one project in it. */
  readonly workspace: boolean;
  /** The other projects that this one needs, on any target. */
  readonly locals: UvLocal[];
  /** The local archives that it needs: where they are, and the path that `reduce` has for them. */
  readonly archives: { readonly place: string; readonly path: string }[];
  /** The lock with nothing but what the project needs. */
  reduce(): string;
}

interface UvLockFile {
  readonly table: TomlTable;
  readonly packages: UvPackage[];
  readonly byName: ReadonlyMap<string, UvPackage[]>;
}

/**
 * Reads a uv.lock (version 1): the packages that the project in the source needs with the selected extras and groups.
 * Development groups are in only when they are selected. LockInvalid says what is wrong.
 */
export function readUvLock(source: SourceFolder, file: string, selection: UvSelection): UvLockFacts {
  const text = source.read(file);
  if (text === undefined) {
    throw lockNotFound(uvTitle(file));
  }
  const { table, packages, byName } = parsed(text, file);
  // The lock of a workspace is above its members and names their folders; one that lies below the source was moved there.
  const above = file.startsWith('../') ? file.slice(0, file.lastIndexOf('/')) : '';
  const root = packages.find((locked) => locked.isProject && path.posix.join(above, locked.local ?? '') === path.posix.join(above, source.from(above)));
  if (!root) {
    throw invalidLock(uvTitle(file), `${file} does not have the project in it`,
      `${packages.length} packages, none with source = { editable = "${source.from(above) || '.'}" } or { virtual = "${source.from(above) || '.'}" }`,
      'the lock of this very project');
  }
  checkSelection(root, selection, file);
  const closure = uvClosure(root, byName, selection);
  const reached = new Map(packages.flatMap((locked) => closure.has(locked) ? [[locked, closure.get(locked) ?? new Set<string>()] as const] : []));
  const others = [...reached.keys()].filter((locked) => locked !== root);
  const below = above !== '' || !file.includes('/') ? above : file.slice(0, file.lastIndexOf('/'));
  const pathOf = ({ local }: UvPackage) => local === undefined ? undefined : source.place(below === '' ? local : `${below}/${local}`, file);
  const archives = others.filter(({ isProject, local }) => !isProject && local !== undefined)
    .map((locked) => ({ local: locked.local ?? '', place: pathOf(locked) ?? '', path: `archives/${path.posix.basename(locked.local ?? '')}` }));
  const finish = (list: Iterable<UvPackage>) => sortPackages([...list].filter((locked) => locked !== root)
    .map((locked) => uvLockedPackage(locked, pathOf(locked))));
  return {
    files: [file],
    folders: [],
    packages: finish(others),
    packagesFor: (environment) => finish(uvClosure(root, byName, selection, environment).keys()),
    locked: true,
    hashed: others.every((locked) => locked.local !== undefined || locked.isGit || locked.hashed),
    ...(typeof table['requires-python'] === 'string' && { requiresPython: table['requires-python'] }),
    inventory: {
      filesOf: (locked) => uvFiles(byName.get(locked.name) ?? [], locked),
      needsFor: (environment) => uvNeeds(root, byName, selection, environment),
    },
    registries: [...new Set(others.flatMap(({ entry }) => {
      const registry = tableAt(entry, 'source')?.registry;
      return typeof registry === 'string' ? [registry] : [];
    }))].sort(),
    record: root.record,
    workspace: packages.filter((locked) => locked.isProject).length > 1,
    locals: others.filter(({ isProject }) => isProject)
      .map((locked) => ({ name: locked.name, place: pathOf(locked) ?? '', isVirtual: locked.isVirtual, record: locked.record }))
      .sort((a, b) => a.name < b.name ? -1 : 1),
    archives,
    reduce: () => reduceUvLock(table, { root, reached, selection, archive: (local) => archives.find((one) => one.local === local)?.path ?? local }),
  };
}

/** Reads the lock that uv has for a script: what the script itself asks for stands in its manifest. LockInvalid says what is wrong. */
export function readUvScriptLock(source: SourceFolder, file: string): LockFacts {
  const { table, packages, byName } = parsed(source.read(file) ?? '', file);
  const dependencies = tableAt(table, 'manifest')?.requirements;
  const root = readPackage({ name: 'script', source: { virtual: '.' }, ...(dependencies !== undefined && { dependencies }) }, 0, file);
  const finish = (environment?: MarkerEnvironment) => sortPackages([...uvClosure(root, byName, { extras: [], groups: [] }, environment).keys()]
    .filter((locked) => locked !== root)
    .map((locked) => uvLockedPackage(locked, locked.local === undefined ? undefined : source.place(locked.local, file))));
  return {
    files: [file],
    folders: [],
    packages: finish(),
    packagesFor: finish,
    locked: true,
    hashed: packages.every((locked) => locked.local !== undefined || locked.isGit || locked.hashed),
    ...(typeof table['requires-python'] === 'string' && { requiresPython: table['requires-python'] }),
  };
}

/** A lock is read many times, for each stage of each app of a workspace. Its text says everything, so nothing is remembered that could change. */
const PARSED = new Map<string, UvLockFile>();

function parsed(text: string, file: string): UvLockFile {
  const key = `${file}\0${text}`;
  const known = PARSED.get(key);
  if (known !== undefined) {
    return known;
  }
  refuseCredentials(text, file);
  refuseLockConflict(text, uvTitle(file));
  const table = parseToml(text, file);
  if (table.version !== 1) {
    throw invalidLock(uvTitle(file), `${file} is of a version that is not understood`, `version = ${JSON.stringify(table.version) ?? 'nothing'}`, 'version = 1');
  }
  const packages = (Array.isArray(table.package) ? table.package : []).map((entry, index) => readPackage(entry, index, file));
  const byName = new Map<string, UvPackage[]>();
  for (const locked of packages) {
    byName.set(locked.name, [...(byName.get(locked.name) ?? []), locked]);
  }
  if (PARSED.size >= 8) {
    PARSED.clear();
  }
  PARSED.set(key, { table, packages, byName });
  return { table, packages, byName };
}

function checkSelection(root: UvPackage, selection: UvSelection, file: string): void {
  for (const [kind, wanted, known] of [['extra', selection.extras, root.optional], ['group', selection.groups, root.groups]] as const) {
    const declared = [...new Set([...Object.keys(known), ...(kind === 'extra' ? root.record.extras ?? [] : Object.keys(root.record.groups))])].sort();
    const unknown = wanted.find((name) => !declared.includes(normalizeName(name)));
    if (unknown !== undefined) {
      throw new CodedError('DependencyGroupUnknown', {
        what: `${kind === 'extra' ? 'the extra' : 'the dependency group'} ${JSON.stringify(unknown)} is not in ${file}`,
        found: declared.length === 0 ? 'none' : declared.join(', '),
        expected: kind === 'extra' ? 'a name of [project.optional-dependencies]' : 'a name of [dependency-groups]',
        write: nearestNames(unknown, declared).length > 0 ? JSON.stringify(nearestNames(unknown, declared)[0]) : `${JSON.stringify(unknown)} in pyproject.toml, then: uv lock`,
      });
    }
  }
}

function readPackage(entry: unknown, index: number, file: string): UvPackage {
  const name = isTable(entry) ? entry.name : undefined;
  const source = isTable(entry) ? entry.source : undefined;
  if (!isTable(entry) || typeof name !== 'string' || !isTable(source)) {
    throw invalidLock(uvTitle(file), `package ${index + 1} of ${file} has no name or no source`, JSON.stringify(entry)?.slice(0, 120), '[[package]] with name and source');
  }
  const isProject = ['editable', 'virtual', 'directory'].some((key) => typeof source[key] === 'string');
  const local = [source.editable, source.virtual, source.directory, source.path].find((value): value is string => typeof value === 'string');
  const wheels = (Array.isArray(entry.wheels) ? entry.wheels : []).filter(isTable);
  const sdist = isTable(entry.sdist) ? entry.sdist : undefined;
  const named = (key: string) => {
    const tables = isTable(entry[key]) ? entry[key] : {};
    return Object.fromEntries(Object.keys(tables).map((group) =>
      [normalizeName(group), readUvDependencies(tables[group], `${key} of ${name}`, file)])) as Record<string, UvDependency[]>;
  };
  return {
    name: normalizeName(name),
    ...(typeof entry.version === 'string' && { version: entry.version }),
    source: JSON.stringify(source),
    isProject,
    isVirtual: typeof source.virtual === 'string',
    isGit: typeof source.git === 'string',
    ...(typeof source.git === 'string' && { git: source.git }),
    isUrl: typeof source.url === 'string',
    ...(local !== undefined && { local }),
    wheels: wheels.map(wheelFileName).filter((wheel) => wheel !== ''),
    hasSdist: sdist !== undefined,
    hashed: [...wheels, ...(sdist ? [sdist] : [])].every((artifact) => typeof artifact.hash === 'string'),
    dependencies: readUvDependencies(entry.dependencies, `dependencies of ${name}`, file),
    optional: named('optional-dependencies'),
    groups: named('dev-dependencies'),
    record: readUvRecord(name, entry, file),
    entry,
  };
}

/** The file name at the end of a wheel's `url`, `path` or `filename`. */
function wheelFileName(wheel: TomlTable): string {
  const text = [wheel.filename, wheel.url, wheel.path].find((value): value is string => typeof value === 'string') ?? '';
  const base = text.replace(/[?#].*$/, '').split('/').pop() ?? '';
  try {
    return decodeURIComponent(base);
  } catch {
    return base;
  }
}
