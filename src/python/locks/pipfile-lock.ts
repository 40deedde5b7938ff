import { LockedFiles } from './lock-inventory';
import { invalidLock, lockMarker, lockText, LockTitle } from './lock-tables';
import { LockedPackage, LockFacts, sortPackages } from './locked-package';
import { wholeLock } from './whole-lock';
import { SourceFolder } from '../source/source-folder';
import { isTable, stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { evaluateMarker, Marker, MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';

/** What a Pipfile.lock says. */
export interface PipfileLockFacts extends LockFacts {
  /** The hash of the Pipfile that it was made from. */
  readonly pipfileHash?: string;
  /** The indexes that it names, as they are written. */
  readonly sources: unknown;
  /** It names no index but the one that Pipenv writes into every Pipfile. */
  readonly defaultIndex: boolean;
  /** It installs the project itself, which has a layer of its own and is none of the packages. */
  readonly itself: boolean;
  /** The categories that it has, `default` and `develop` among them. */
  readonly categories: string[];
}

/** Reads a Pipfile.lock: the packages of these categories. LockInvalid says what is wrong. */
export function readPipfileLock(source: SourceFolder, title: LockTitle, categories: string[]): PipfileLockFacts {
  const table = parse(lockText(source, title), title);
  const meta = tableAt(table, '_meta');
  if (meta === undefined || meta['pipfile-spec'] !== 6) {
    throw invalidLock(title, `${title.file} is of a version that is not understood`, `pipfile-spec ${JSON.stringify(meta?.['pipfile-spec']) ?? 'missing'}`, 'pipfile-spec 6');
  }
  const all = categories.flatMap((category) => {
    const packages = tableAt(table, category) ?? {};
    return Object.keys(packages).map((name) => readEntry(name, packages[name], source, title));
  });
  const entries = all.filter(({ locked }) => locked.path !== '');
  const packagesFor = (environment?: MarkerEnvironment) => sortPackages(
    entries.filter(({ marker }) => environment === undefined || evaluateMarker(marker, environment)).map(({ locked }) => locked));
  const files = new LockedFiles();
  entries.forEach(({ locked, hashes }) => files.add(locked, hashes.map((one) => ({ hash: one }))));
  const hash = tableAt(meta, 'hash')?.sha256;
  return {
    ...wholeLock(source, { file: title.file, packagesFor, files, hashed: entries.every(({ hashed }) => hashed) }),
    ...(typeof hash === 'string' && { pipfileHash: hash }),
    sources: meta.sources,
    ...variablesOf(meta.sources, title.file),
    defaultIndex: [meta.sources].flat().every((entry) => !isTable(entry) || entry.name === 'pypi'),
    itself: entries.length < all.length,
    categories: Object.keys(table).filter((name) => name !== '_meta'),
  };
}

/** The variables in the URLs of the indexes, but not of PyPI's own, which is left out. Source: Pipenv, "Specifying Package Indexes". */
function variablesOf(sources: unknown, place: string): Pick<LockFacts, 'variables'> {
  const urls = [sources].flat().flatMap((entry: unknown) => isTable(entry) && typeof entry.url === 'string' ? [entry.url] : []);
  const names = new Set(urls.flatMap((url) => [...url.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map(([, braced, bare]) => braced ?? bare)));
  return names.size === 0 ? {} : { variables: [...names].map((name) => ({ name, place })) };
}

function parse(text: string, title: LockTitle): TomlTable {
  try {
    const table: unknown = JSON.parse(text);
    if (isTable(table)) {
      return table;
    }
  } catch { /* told below */ }
  throw invalidLock(title, `${title.file} is not JSON`, text.slice(0, 60), 'the file as Pipenv writes it, without marks of a merge');
}

interface PipfileEntry {
  readonly locked: LockedPackage;
  readonly marker?: Marker;
  readonly hashes: string[];
  readonly hashed: boolean;
}

function readEntry(key: string, value: unknown, source: SourceFolder, title: LockTitle): PipfileEntry {
  const table: TomlTable = isTable(value) ? value : {};
  const marker = lockMarker(table.markers, title);
  const place = [table.path, table.file].find((item): item is string => typeof item === 'string');
  const url = place !== undefined && /^[a-z+]+:\/\//i.test(place);
  const path = place === undefined || url ? undefined : source.normalize(place, title.file);
  const version = typeof table.version === 'string' ? table.version.replace(/^===?/, '') : undefined;
  const hashes = stringsOf(table.hashes);
  const origin = path !== undefined ? 'path' : typeof table.git === 'string' ? 'git' : url ? 'url' : 'index';
  return {
    locked: {
      name: normalizeName(key),
      ...(version !== undefined && { version }),
      extras: stringsOf(table.extras).map(normalizeName),
      source: origin,
      ...(path !== undefined && { path }),
    },
    ...(marker && { marker }),
    hashes,
    hashed: origin === 'index' && hashes.length > 0,
  };
}
