import * as path from 'path';
import { CodedError } from '../../private/coded-error';
import { LockFacts, LockedPackage } from '../locks/locked-package';
import { PythonProject } from '../python-project';
import { isTable, tableAt, TomlTable } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';
import { parseRequirement } from '../syntax/requirement';

interface UvSource {
  readonly name: string;
  readonly table: TomlTable;
  /** It is one of several, for different targets. */
  readonly conditional: boolean;
  /** The folder of the pyproject.toml that says it, relative to the source. */
  readonly folder: string;
}

/**
 * What `[tool.uv.sources]` says of dependencies that nothing locks: which come from a repository. LockNotUnderstood for those of a folder that
 * `withLocalSources` cannot write down: without a lock uv installs them as links to the folder, which no image has.
 */
export function withUvSources(project: PythonProject, facts: LockFacts): LockFacts {
  const sources = sourcesOf(project);
  const local = facts.packages.map(({ name }) => name).filter((name) => sources.some((source) => source.name === name && isLocal(source)));
  if (local.length > 0) {
    throw new CodedError('LockNotUnderstood', {
      what: `pyproject.toml takes ${local.join(', ')} from a folder by [tool.uv.sources], and there is no uv.lock`,
      found: `[tool.uv.sources] of ${local.join(', ')} with a path or a workspace`,
      expected: 'a lock: without one uv would install a link to the folder',
      write: 'uv lock',
    });
  }
  const located = (locked: LockedPackage): LockedPackage => {
    const git = sources.find(({ name, table }) => name === locked.name && typeof table.git === 'string')?.table.git;
    return typeof git === 'string' ? { ...locked, source: 'git', url: `git+${git}` } : locked;
  };
  return { ...facts, packages: facts.packages.map(located), packagesFor: (environment) => facts.packagesFor(environment).map(located) };
}

/**
 * Requirements with their sources written out, `models @ ../models`, as pip has them: for a project that takes some from a folder or its workspace, which
 * are then built apart. Undefined when it takes none, or when sources depend on the target or on an index: those words do not exist.
 */
export function withLocalSources(project: PythonProject, words: string[]): string[] | undefined {
  const sources = sourcesOf(project);
  const named = words.map((word) => ({ word, name: parseRequirement(word).name }));
  const used = sources.filter(({ name }) => named.some((one) => one.name === name));
  const written = new Map(used.map((source) => [source.name, source.conditional ? undefined : placeOf(project, source)]));
  return !used.some(isLocal) || [...written.values()].includes(undefined) ? undefined
    : named.map(({ word, name }) => written.has(name) ? withUrl(word, written.get(name) ?? '') : word);
}

/** Those of the workspace count for its members, unless they say otherwise. */
function sourcesOf(project: PythonProject): UvSource[] {
  const { _workspace: workspace, _pyproject: pyproject, _source: source } = project;
  const shared = tableAt(workspace?.pyproject ?? {}, 'tool', 'uv', 'sources') ?? {};
  const own = tableAt(pyproject?.tool ?? {}, 'uv', 'sources') ?? {};
  const top = workspace === undefined ? '' : source.to(workspace.root, '');
  return Object.entries({ ...shared, ...own }).flatMap(([name, value]) => [value].flat().filter(isTable).map((table) =>
    ({ name: normalizeName(name), table, conditional: Array.isArray(value), folder: Object.hasOwn(own, name) ? '' : top })));
}

function isLocal({ table }: UvSource): boolean {
  return 'workspace' in table || 'path' in table;
}

/** What stands behind the `@`; undefined for an index, and for a folder of which nothing is installed. */
function placeOf({ _workspace: workspace, _source: source }: PythonProject, { name, table, folder }: UvSource): string | undefined {
  const { path: local, git, url, rev, tag, branch, subdirectory } = table;
  if (table.package === false) {
    return undefined;
  }
  if (table.workspace === true) {
    const member = workspace?.members().find((one) => normalizeName(one.name) === name);
    return member && relative(source.to(workspace?.root ?? '', member.place));
  }
  if (typeof local === 'string') {
    return relative(path.posix.join(folder, local));
  }
  const [at] = [rev, tag, branch].filter((one): one is string => typeof one === 'string');
  return typeof git === 'string' ? `git+${git}${at === undefined ? '' : `@${at}`}${typeof subdirectory === 'string' ? `#subdirectory=${subdirectory}` : ''}`
    : typeof url === 'string' ? url : undefined;
}

function relative(place: string): string {
  return place.startsWith('../') ? place : `./${place}`;
}

/** The requirement without its versions, with a place instead. */
function withUrl(word: string, place: string): string {
  const [, name, extras = ''] = /^\s*([A-Za-z0-9._-]+)\s*(\[[^\]]*\])?/.exec(word) ?? [];
  const marker = word.includes(';') ? ` ;${word.slice(word.indexOf(';') + 1)}` : '';
  return `${name}${extras} @ ${place}${marker}`;
}
