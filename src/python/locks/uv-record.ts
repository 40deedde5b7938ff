import { CodedError } from '../../private/coded-error';
import { isTable, stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { Marker, markerExtras, parseMarker } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';
import { SyntaxProblem } from '../syntax/syntax-problem';
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
      throw invalid(`${where} in ${file} has an entry without a name`, JSON.stringify(item));
    }
    return {
      name: normalizeName(item.name),
      ...(typeof item.version === 'string' && { version: item.version }),
      ...(isTable(item.source) && { source: JSON.stringify(item.source) }),
      extras: stringsOf(item.extra).map(normalizeName),
      ...(typeof item.marker === 'string' && { marker: readMarker(item.marker, file) }),
    };
  });
}

/** A marker of the lock. */
export function readMarker(text: string, file: string): Marker {
  try {
    return parseMarker(text);
  } catch (error) {
    if (error instanceof SyntaxProblem) {
      throw invalid(`a marker in ${file} cannot be read`, `${JSON.stringify(text)} at character ${error.position + 1}`);
    }
    throw error;
  }
}

function readRequirements(list: unknown, file: string): UvRecordedRequirement[] {
  return (Array.isArray(list) ? list : []).filter(isTable).map((item) => {
    const replaced = ['git', 'url', 'path', 'directory', 'editable', 'virtual'].some((key) => key in item);
    const clauses = typeof item.specifier === 'string' ? parseSpecifier(item.specifier) : [];
    if (typeof item.name !== 'string' || clauses === undefined) {
      throw invalid(`the metadata of the project in ${file} cannot be read`, JSON.stringify(item));
    }
    const marker = typeof item.marker === 'string' ? readMarker(item.marker, file) : undefined;
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

function invalid(what: string, found: string): CodedError {
  return new CodedError('LockInvalid', { what, found, expected: 'a lock as uv writes it', write: 'uv lock' });
}
