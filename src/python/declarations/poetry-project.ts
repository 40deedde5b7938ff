import { poetrySpecifier } from './poetry-constraint';
import { Pyproject } from './pyproject';
import { CodedError } from '../../private/coded-error';
import { exactTable, ExactTable, parseExact, PLAIN, pythonHash } from '../source/content-hash';
import { isTable, stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';

/** What a pyproject.toml in Poetry's words asks for. */
export interface PoetryDeclarations {
  /** Requirements of the main group as pip reads them, optional ones of extras left out. */
  readonly main: string[];
  /** The same for each extra, by normalized name. */
  readonly extras: Record<string, string[]>;
  /** The same for each group but the main one, by normalized name. */
  readonly groups: Record<string, string[]>;
}

/** Reads `[tool.poetry]` and, since Poetry 2, `[project]` and `[dependency-groups]`. */
export function readPoetry(pyproject: Pyproject): PoetryDeclarations {
  const poetry = tableAt(pyproject.tool, 'poetry') ?? {};
  const own = tableAt(poetry, 'dependencies') ?? {};
  const project = pyproject.project;
  const standard = (project?.dependencies ?? []).map(({ text }) => text);
  const stated = new Set((project?.dependencies ?? []).map(({ name }) => name));
  const names = Object.keys(own).filter((name) => normalizeName(name) !== 'python' && !stated.has(normalizeName(name)));
  const isOptional = (name: string) => [own[name]].flat().some((value) => isTable(value) && value.optional === true);
  const extras = tableAt(poetry, 'extras') ?? {};
  const groups = tableAt(poetry, 'group') ?? {};
  const dev = tableAt(poetry, 'dev-dependencies');
  return {
    main: [...standard, ...names.filter((name) => !isOptional(name)).flatMap((name) => requirementsOf(name, own[name]))],
    extras: {
      ...Object.fromEntries(Object.entries(project?.optionalDependencies ?? {})
        .map(([extra, list]) => [normalizeName(extra), list.map(({ text }) => text)])),
      ...Object.fromEntries(Object.keys(extras).map((extra) => {
        const wanted = new Set(stringsOf(extras[extra]).map(normalizeName));
        return [normalizeName(extra), names.filter((name) => wanted.has(normalizeName(name))).flatMap((name) => requirementsOf(name, own[name]))];
      })),
    },
    groups: {
      ...Object.fromEntries(Object.entries(pyproject.groups).map(([group, list]) => [group, list.map(({ text }) => text)])),
      ...Object.fromEntries([...(dev ? [['dev', dev] as const] : []), ...Object.keys(groups).map((group) =>
        [normalizeName(group), tableAt(groups, group, 'dependencies') ?? {}] as const)]
        .map(([group, table]) => [group, Object.keys(table).flatMap((name) => requirementsOf(name, table[name]))])),
    },
  };
}

/** Keys of `[tool.poetry]` that a lock depends on; the last one is left out where nobody wrote it, as Poetry before 1.2 did not know it. */
const LEGACY_KEYS = ['dependencies', 'source', 'extras', 'dev-dependencies'];
const PROJECT_KEYS = ['requires-python', 'dependencies', 'optional-dependencies'];

/**
 * The `content-hash` of a poetry.lock that was made from this pyproject.toml, in the ways that Poetry computes it: with the dependency groups
 * (from 2.3 on) and without. Undefined among them: it cannot be told here.
 */
export function poetryHashes(text: string): (string | undefined)[] {
  const table = parseExact(text);
  return [true, false].map((withGroups) => pythonHash(relevantContent(table, withGroups), PLAIN));
}

function relevantContent(table: ExactTable, withGroups: boolean): ExactTable {
  const pick = (from: ExactTable, keys: string[]) =>
    Object.fromEntries(keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key]]));
  const project = pick(exactTable(table, 'project'), PROJECT_KEYS);
  const groups = withGroups ? exactTable(table, 'dependency-groups') : {};
  const standard = { ...(Object.keys(project).length > 0 && { project }), ...(Object.keys(groups).length > 0 && { 'dependency-groups': groups }) };
  const poetry = pick(exactTable(table, 'tool', 'poetry'), [...LEGACY_KEYS, 'group']);
  return Object.keys(standard).length > 0
    ? { ...standard, tool: { poetry } }
    : { ...Object.fromEntries(LEGACY_KEYS.map((key) => [key, null])), ...poetry };
}

/** The requirements of one key: a constraint, a table, or a list of tables for several targets. */
function requirementsOf(name: string, value: unknown): string[] {
  return [value].flat().map((item) => {
    const table: TomlTable = isTable(item) ? item : { version: typeof item === 'string' ? item : '*' };
    const text = (key: string) => typeof table[key] === 'string' ? table[key] : undefined;
    const marker = markerOf(text('markers'), text('python'), text('platform'));
    const extras = stringsOf(table.extras).length > 0 ? `[${stringsOf(table.extras).join(',')}]` : '';
    const reference = text('rev') ?? text('tag') ?? text('branch');
    const path = text('path') ?? text('file');
    const url = text('git') !== undefined
      ? `git+${gitUrl(text('git') ?? '')}${reference === undefined ? '' : `@${reference}`}${text('subdirectory') ? `#subdirectory=${text('subdirectory')}` : ''}`
      : text('url');
    if (path !== undefined) {
      return `${/^[./]/.test(path) ? path : `./${path}`}${extras}${marker}`;
    }
    if (url !== undefined) {
      return `${name}${extras} @ ${url}${marker}`;
    }
    const specifier = poetrySpecifier(text('version') ?? '*');
    if (specifier === undefined) {
      throw new CodedError('RequirementsInvalid', {
        what: `the version of ${name} in [tool.poetry] of pyproject.toml cannot be read`,
        found: JSON.stringify(text('version')),
        expected: 'a constraint such as "^1.2", "~1.2", "1.2.*" or ">=1.2,<2"',
        write: `${name} = "^1.2"`,
      });
    }
    return `${name}${extras}${specifier}${marker}`;
  });
}

/** `git@host:owner/name` is a URL to git alone. */
function gitUrl(url: string): string {
  const short = /^([\w.-]+@[\w.-]+):(?!\/)(.*)$/.exec(url);
  return short ? `ssh://${short[1]}/${short[2]}` : url;
}

function markerOf(markers: string | undefined, python: string | undefined, platform: string | undefined): string {
  const versions = python === undefined || python === '*' ? [] : (poetrySpecifier(python) ?? '').split(',').filter((clause) => clause !== '')
    .map((clause) => clause.replace(/^([<>=!~]+)(.*)$/, (_, operator: string, version: string) =>
      `${version.split('.').length > 2 ? 'python_full_version' : 'python_version'} ${operator} "${version}"`));
  const all = [...versions, ...(platform === undefined ? [] : [`sys_platform == "${platform}"`]), ...(markers === undefined ? [] : [`(${markers})`])];
  return all.length === 0 ? '' : ` ; ${all.join(' and ')}`;
}

