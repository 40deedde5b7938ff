import { LockedFile, LockedFiles } from './lock-inventory';
import { invalidLock, lockMarker, lockPackages, lockTable, LockTitle } from './lock-tables';
import { LockedPackage, LockFacts, sortPackages } from './locked-package';
import { wholeLock } from './whole-lock';
import { SourceFolder } from '../source/source-folder';
import { isTable, stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { evaluateMarker, Marker, MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';

/** The variables that say what was selected. Source: PEP 751. */
const SELECTIONS = /^(?:extras?|dependency_groups)$/;

/** What a pylock.toml says, and the extras and groups that it has, normalized. */
export interface PylockFacts extends LockFacts {
  readonly extras: string[];
  readonly groups: string[];
}

/** Reads a pylock.toml for what is selected beside its default groups. LockInvalid says what is wrong. Source: PEP 751. */
export function readPylock(source: SourceFolder, title: LockTitle, selected: string[] = []): PylockFacts {
  const table = lockTable(source, title);
  const version = table['lock-version'];
  if (typeof version !== 'string' || !/^1(\.|$)/.test(version)) {
    throw invalidLock(title, `${title.file} is of a version that is not understood`, `lock-version = ${JSON.stringify(version) ?? 'nothing'}`, 'lock-version = "1.0"');
  }
  const folder = title.file.slice(0, title.file.lastIndexOf('/') + 1);
  const place = (path: unknown) => typeof path === 'string' ? source.normalize(folder + path, title.file) : undefined;
  const entries = lockPackages(table, 'packages', title).map((entry) => ({
    locked: readEntry(entry, place), marker: lockMarker(entry.marker, title), hashed: isHashed(entry),
  })).filter(({ locked }) => locked.path !== '');
  const files = new LockedFiles();
  lockPackages(table, 'packages', title).forEach((entry) => files.add(readEntry(entry, place), filesOf(entry)));
  const namesOf = (key: string) => stringsOf(table[key]).map(normalizeName);
  const chosen = new Set([...namesOf('default-groups'), ...selected]);
  const holds = (marker: Marker | undefined, environment?: MarkerEnvironment) => environment === undefined ? mayHold(marker, chosen)
    : evaluateMarker(marker, { ...environment, extras: new Set([...environment.extras, ...chosen]) });
  const packagesFor = (environment?: MarkerEnvironment) => sortPackages(
    entries.filter(({ marker }) => holds(marker, environment)).map(({ locked }) => locked));
  const paths = [...new Set(entries.flatMap(({ locked }) => locked.path ?? []))].sort();
  return {
    ...wholeLock(source, { file: title.file, packagesFor, files, hashed: entries.every(({ hashed }) => hashed) }),
    files: [title.file, ...paths.filter((path) => source.isFile(path))],
    extras: namesOf('extras'),
    groups: namesOf('dependency-groups'),
    ...(typeof table['requires-python'] === 'string' && { requiresPython: table['requires-python'] }),
  };
}

/** Whether a marker holds on some machine for these extras and groups. */
function mayHold(marker: Marker | undefined, selected: ReadonlySet<string>): boolean {
  if (marker === undefined || marker.kind !== 'compare') {
    return marker === undefined || (marker.kind === 'and' ? marker.items.every((item) => mayHold(item, selected)) : marker.items.some((item) => mayHold(item, selected)));
  }
  const { left, right } = marker;
  return !SELECTIONS.test(left.variable ?? right.variable ?? '') || evaluateMarker(marker, { variables: {}, extras: selected });
}

function readEntry(entry: TomlTable & { name: string }, place: (path: unknown) => string | undefined): LockedPackage {
  const wheels = list(entry.wheels);
  const [directory, archive, vcs] = ['directory', 'archive', 'vcs'].map((key) => tableAt(entry, key));
  const path = place(directory?.path) ?? place(archive?.path);
  return {
    name: normalizeName(entry.name),
    ...(typeof entry.version === 'string' && { version: entry.version }),
    extras: [],
    source: path !== undefined ? 'path' : vcs !== undefined ? 'git' : archive !== undefined ? 'url' : 'index',
    ...(wheels.length + list(entry.sdist).length > 0 && { wheels: wheels.map(fileName).filter((name) => name !== ''), hasSdist: isTable(entry.sdist) }),
    ...(path !== undefined && { path }),
  };
}

/** The name of a file, or what its URL or path ends in. */
function fileName({ name, url, path }: TomlTable): string {
  const text = [name, url, path].find((value): value is string => typeof value === 'string') ?? '';
  return text.replace(/[?#].*$/, '').split('/').pop() ?? '';
}

function archivesOf(entry: TomlTable): TomlTable[] {
  return [...list(entry.wheels), ...list(entry.sdist), ...list(entry.archive)];
}

function filesOf(entry: TomlTable): LockedFile[] {
  return archivesOf(entry).flatMap(({ url, path, name, hashes }) => {
    const place = [url, name, path].find((value): value is string => typeof value === 'string');
    const known = isTable(hashes) ? Object.entries(hashes).filter((one): one is [string, string] => typeof one[1] === 'string') : [];
    const at = place === undefined ? {} : { place };
    return known.length === 0 ? [at] : known.map(([algorithm, digest]) => ({ ...at, hash: `${algorithm}:${digest}` }));
  });
}

function isHashed(entry: TomlTable): boolean {
  const files = archivesOf(entry);
  return files.length > 0 && files.every(({ hashes }) => isTable(hashes) && Object.keys(hashes).length > 0);
}

function list(value: unknown): TomlTable[] {
  return (Array.isArray(value) ? value : [value]).filter(isTable);
}
