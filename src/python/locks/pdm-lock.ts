import { edgeOf, LockEdge, LockNode, neededPackages, reachedPackages } from './lock-graph';
import { LockedFile, LockedFiles } from './lock-inventory';
import { invalidLock, lockMarker, lockPackages, lockTable, LockTitle } from './lock-tables';
import { LockedPackage, LockFacts, sortPackages } from './locked-package';
import { parseEntry } from './requirements-entry';
import { wholeLock } from './whole-lock';
import { SourceFolder } from '../source/source-folder';
import { isTable, stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { evaluateMarker, MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';

/** What of a pdm.lock is wanted. */
export interface PdmSelection {
  /** Extras and groups in one: to PDM both are groups. `default` is always there. */
  readonly groups: string[];
  /** What the project asks for. */
  readonly roots: LockEdge[];
}

/** What a pdm.lock says. */
export interface PdmLockFacts extends LockFacts {
  /** `sha256:…` of the declarations that it was made from. */
  readonly contentHash?: string;
  /** Each package says when it is installed, so `pdm export` can write it; a lock without this is for `pdm sync` only. */
  readonly exportable: boolean;
  /** The requirements of a target, each pinned and with the hashes of its files. */
  readonly pinned: (environment: MarkerEnvironment) => string[];
}

/** Reads a pdm.lock of version 4. LockInvalid says what is wrong. */
export function readPdmLock(source: SourceFolder, title: LockTitle, selection: PdmSelection): PdmLockFacts {
  const table = lockTable(source, title);
  const metadata = tableAt(table, 'metadata') ?? {};
  const format = metadata.lock_version;
  if (typeof format !== 'string' || !/^4(\.|$)/.test(format)) {
    throw invalidLock(title, `${title.file} is of a version that is not understood`,
      typeof format === 'string' ? `lock_version = ${JSON.stringify(format)}` : 'no lock_version', 'lock_version 4, as PDM writes it from 2.0 on');
  }
  const exportable = Array.isArray(metadata.strategy) && stringsOf(metadata.strategy).includes('inherit_metadata');
  const entries = lockPackages(table, 'package', title).map((entry) => readEntry(entry, tableAt(metadata, 'files'), source, title));
  const wanted = ['default', ...selection.groups];
  const packagesFor = (environment?: MarkerEnvironment): LockedPackage[] => exportable
    ? merged(entries.filter(({ groups, node }) => groups.some((group) => wanted.includes(group))
      && (environment === undefined || evaluateMarker(node.marker, environment))).map(({ node }) => node.locked))
    : merged(reachedPackages(selection.roots, entries.map(({ node }) => node), environment));
  const packages = packagesFor();
  const files = new LockedFiles();
  entries.forEach((entry) => files.add(entry.node.locked, entry.files));
  const nodes = entries.map(({ node }) => node);
  return {
    ...wholeLock(source, {
      file: title.file,
      packagesFor,
      files,
      hashed: entries.filter(({ node }) => packages.some(({ name }) => name === node.locked.name)).every(({ hashed }) => hashed),
      needsFor: (environment) => neededPackages(selection.roots, nodes, environment),
    }),
    exportable,
    pinned: (environment) => packagesFor(environment).map(({ name, version }) =>
      [`${name}==${version}`, ...hashesOf(entries.find(({ node }) => node.locked.name === name && node.locked.version === version))].join(' ')),
    ...(typeof metadata.content_hash === 'string' && { contentHash: metadata.content_hash }),
  };
}

interface PdmEntry {
  readonly node: LockNode;
  readonly groups: string[];
  readonly hashed: boolean;
  readonly hashes: string[];
  readonly files: LockedFile[];
}

function hashesOf(entry: PdmEntry | undefined): string[] {
  return entry?.hashes.map((hash) => `--hash=${hash}`) ?? [];
}

function readEntry(entry: TomlTable & { name: string }, allFiles: TomlTable | undefined, source: SourceFolder, title: LockTitle): PdmEntry {
  const name = normalizeName(entry.name);
  const version = typeof entry.version === 'string' ? entry.version : undefined;
  // Before 4.4 the files were at the end of the lock, by `name version` as the package is written.
  const list = entry.files ?? allFiles?.[`${entry.name} ${version}`];
  const files = (Array.isArray(list) ? list : []).filter(isTable);
  const names = files.map(({ file, url }) => typeof file === 'string' ? file : typeof url === 'string' ? url.replace(/[?#].*$/, '').split('/').pop() ?? '' : '');
  const path = typeof entry.path === 'string' ? source.normalize(entry.path, title.file) : undefined;
  const marker = lockMarker(entry.marker, title);
  const extras = stringsOf(entry.extras).map(normalizeName);
  const locked: LockedPackage = {
    name,
    ...(version !== undefined && { version }),
    extras: [],
    source: path !== undefined ? 'path' : typeof entry.git === 'string' ? 'git' : typeof entry.url === 'string' ? 'url' : 'index',
    ...(names.length > 0 && { wheels: names.filter((file) => file.endsWith('.whl')), hasSdist: names.some((file) => !file.endsWith('.whl')) }),
    ...(path !== undefined && { path }),
  };
  const dependencies = stringsOf(entry.dependencies).map((text) => edgeOf(parseEntry(text, false, []).requirement));
  return {
    node: {
      locked,
      dependencies: extras.length === 0 ? dependencies : [],
      optional: Object.fromEntries(extras.map((extra) => [extra, dependencies])),
      ...(marker && { marker }),
    },
    groups: stringsOf(entry.groups),
    files: files.map(({ file, url, hash }) => ({ place: typeof file === 'string' ? file : typeof url === 'string' ? url : undefined, ...(typeof hash === 'string' && { hash }) })),
    hashes: [...new Set(files.flatMap(({ hash }) => typeof hash === 'string' ? [hash] : []))].sort(),
    hashed: locked.source === 'index' && files.length > 0 && files.every(({ hash }) => typeof hash === 'string'),
  };
}

/** PDM has an entry for a package and one more for each set of its extras. */
function merged(packages: LockedPackage[]): LockedPackage[] {
  return sortPackages([...new Map(packages.map((locked) => [`${locked.name} ${locked.version}`, locked])).values()]);
}
