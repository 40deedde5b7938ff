import { stringify } from 'smol-toml';
import { UvPackage, UvSelection } from './uv-closure';
import { isTable, tableAt, TomlTable } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';

/** What a lock is reduced to. */
export interface UvReduction {
  /** The project that is installed. */
  readonly root: UvPackage;
  /** Every package that it needs, with the extras that are asked for. */
  readonly reached: ReadonlyMap<UvPackage, ReadonlySet<string>>;
  readonly selection: UvSelection;
  /** The new place of a local archive. */
  readonly archive: (path: string) => string;
}

/** Settings of `[tool.uv]` that say how packages are fetched and built. The others say how they are resolved, which the lock has done. */
const SETTINGS = [
  'required-version', 'index-url', 'extra-index-url', 'no-index', 'index-strategy', 'keyring-provider', 'allow-insecure-host',
  'no-build', 'no-build-package', 'no-binary', 'no-binary-package', 'no-build-isolation', 'no-build-isolation-package',
  'config-settings', 'config-settings-package', 'extra-build-dependencies', 'extra-build-variables', 'build-constraint-dependencies',
];

/**
 * A uv.lock with nothing but what one project of it needs, so that a change of another project changes nothing here. The project is
 * at the lock and has nothing to build; other local projects stay where the lock has them: they are named, not read.
 */
export function reduceUvLock(lock: TomlTable, { root, reached, selection, archive }: UvReduction): string {
  const names = new Set([...reached.keys()].map(({ name }) => name));
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(moved);
    }
    if (!isTable(value)) {
      return value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'source' && isTable(inner) ? movedSource(inner) : moved(inner)]));
  };
  const movedSource = (source: TomlTable): unknown => JSON.stringify(source) === root.source ? { virtual: '.' }
    : typeof source.path === 'string' ? { ...source, path: archive(source.path) } : source;
  const packages = [...reached].map(([locked, extras]) => {
    const { metadata: _, 'optional-dependencies': optional, 'dev-dependencies': groups, version, ...entry } = locked.entry;
    const chosen = { ...pick('optional-dependencies', optional, [...extras]), ...(locked === root && pick('dev-dependencies', groups, selection.groups)) };
    // A new version of a project that is built from its sources installs no other packages.
    return moved({ ...(!locked.isProject && version !== undefined && { version }), ...entry, ...chosen });
  });
  const { package: __, manifest: ___, conflicts, ...header } = lock;
  const ours = (Array.isArray(conflicts) ? conflicts : []).filter((set) =>
    Array.isArray(set) && set.every((item) => isTable(item) && typeof item.package === 'string' && names.has(item.package)));
  return `${stringify({ ...header, ...(ours.length > 0 && { conflicts: ours }), package: packages })}\n`;
}

/** The pyproject.toml that goes with it: a name, and what `[tool.uv]` of the workspace and of the projects says of fetching and building. */
export function reducedPyproject(name: string, tools: (TomlTable | undefined)[]): string {
  const tables = tools.map((tool) => tableAt(tool ?? {}, 'uv') ?? {});
  const settings = Object.fromEntries(SETTINGS.flatMap((key) => {
    const table = tables.find((one) => Object.hasOwn(one, key));
    return table === undefined ? [] : [[key, table[key]] as const];
  }));
  const indexes = new Map(tables.flatMap(({ index }) => Array.isArray(index) ? index : []).map((index) => [JSON.stringify(index), index]));
  const uv = { package: false, ...settings, ...(indexes.size > 0 && { index: [...indexes.values()] }) };
  return `${stringify({ project: { name, version: '0' }, tool: { uv } })}\n`;
}

/**
 * What uv compares a lock with, and how it fetches: `--locked` fails where one of them differs. Anything else of a pyproject.toml, a description or the
 * settings of a linter, may change and nothing is installed again.
 */
export function comparedPyproject({ project = {}, tool, ...tables }: TomlTable): string {
  const keys = ['name', 'version', 'requires-python', 'dependencies', 'optional-dependencies', 'dynamic'];
  const { 'build-backend': _, ...uv } = tableAt(isTable(tool) ? tool : {}, 'uv') ?? {};
  return `${stringify({
    project: Object.fromEntries(Object.entries(project).filter(([key]) => keys.includes(key))),
    ...(tables['dependency-groups'] !== undefined && { 'dependency-groups': tables['dependency-groups'] }),
    // That there is something to build is compared, not by what.
    ...(tables['build-system'] !== undefined && { 'build-system': { requires: [] } }),
    ...(Object.keys(uv).length > 0 && { tool: { uv } }),
  })}\n`;
}

function pick(key: string, table: unknown, names: string[]): TomlTable {
  const chosen = isTable(table) ? Object.entries(table).filter(([name]) => names.includes(normalizeName(name))) : [];
  return chosen.length === 0 ? {} : { [key]: Object.fromEntries(chosen) };
}
