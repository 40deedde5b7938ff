import { invalidLock, lockMarker, LockTitle } from './lock-tables';
import { isTable, stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { Marker, markerExtras } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';
import { parseSpecifier, VersionClause } from '../syntax/version-specifier';

/** An edge of the lock's graph. */
export interface UvDependency {
  readonly name: string;
  /** Which of several locked versions is meant. */
  readonly version?: string;
  readonly source?: string;
  readonly extras: string[];
  readonly marker?: Marker;
}

/** A requirement of the project as the lock remembers it. */
export interface UvRecordedRequirement {
  readonly name: string;
  /** undefined when `[tool.uv.sources]` replaced the version (git, path, url, workspace). */
  readonly clauses?: VersionClause[];
  readonly requestedExtras: string[];
  /** The extra of the project that it belongs to. */
  readonly extra?: string;
  readonly marker?: Marker;
}

/** What the lock remembers of the pyproject.toml that it was made from. */
export interface UvProjectRecord {
  readonly name: string;
  readonly version?: string;
  /** undefined when the lock does not remember it. */
  readonly requirements?: UvRecordedRequirement[];
  readonly groups: Record<string, UvRecordedRequirement[]>;
  /** The extras that the project declares; undefined when the lock does not remember them. */
  readonly extras?: string[];
  /** Locked as a project that gets installed, not as a virtual one. */
  readonly isPackage: boolean;
}

/** What messages call a lock of uv. */
export function uvTitle(file: string): LockTitle {
  return { file, tool: 'uv', refresh: 'uv lock' };
}

/** The record of a package's entry. */
export function readUvRecord(name: string, entry: TomlTable, file: string): UvProjectRecord {
  const metadata = tableAt(entry, 'metadata');
  const groups = tableAt(entry, 'metadata', 'requires-dev') ?? {};
  const list = metadata?.['requires-dist'];
  // uv writes no metadata for a project that requires nothing.
  const requiresNothing = metadata === undefined && !['dependencies', 'optional-dependencies', 'dev-dependencies'].some((key) => key in entry);
  return {
    name: normalizeName(name),
    ...(typeof entry.version === 'string' && { version: entry.version }),
    ...((list !== undefined || (metadata && 'requires-dev' in metadata) || requiresNothing) && { requirements: readRequirements(list, file) }),
    groups: Object.fromEntries(Object.keys(groups).map((group) => [normalizeName(group), readRequirements(groups[group], file)])),
    ...(metadata && 'provides-extras' in metadata && { extras: stringsOf(metadata['provides-extras']).map(normalizeName) }),
    isPackage: tableAt(entry, 'source')?.virtual === undefined,
  };
}

/** The dependencies of a list such as `dependencies = [{ name = "idna", marker = "…" }]`. */
export function readUvDependencies(list: unknown, where: string, file: string): UvDependency[] {
  return (Array.isArray(list) ? list : []).map((item) => {
    if (!isTable(item) || typeof item.name !== 'string') {
      throw invalidLock(uvTitle(file), `${where} in ${file} has an entry without a name`, JSON.stringify(item));
    }
    const marker = lockMarker(item.marker, uvTitle(file));
    return {
      name: normalizeName(item.name),
      ...(typeof item.version === 'string' && { version: item.version }),
      ...(isTable(item.source) && { source: JSON.stringify(item.source) }),
      extras: stringsOf(item.extra).map(normalizeName),
      ...(marker !== undefined && { marker }),
    };
  });
}

function readRequirements(list: unknown, file: string): UvRecordedRequirement[] {
  return (Array.isArray(list) ? list : []).filter(isTable).map((item) => {
    const replaced = ['git', 'url', 'path', 'directory', 'editable', 'virtual'].some((key) => key in item);
    const clauses = typeof item.specifier === 'string' ? parseSpecifier(item.specifier) : [];
    if (typeof item.name !== 'string' || clauses === undefined) {
      throw invalidLock(uvTitle(file), `the metadata of the project in ${file} cannot be read`, JSON.stringify(item));
    }
    const marker = lockMarker(item.marker, uvTitle(file));
    const extra = markerExtras(marker)[0];
    return {
      name: normalizeName(item.name),
      ...(!replaced && { clauses }),
      requestedExtras: stringsOf(item.extras).map(normalizeName).sort(),
      ...(extra !== undefined && { extra }),
      ...(marker !== undefined && { marker }),
    };
  });
}
