import { refuseCredentials } from '../access/credential-check';
import { COMPACT, exactTable, ExactTable, parseExact, pythonHash } from '../source/content-hash';
import { SourceFolder } from '../source/source-folder';
import { isTable, parseToml, stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';

/** What a Pipfile asks for. */
export interface Pipfile {
  /** Requirements as pip reads them, by category: `packages`, `dev-packages` and those of the user. */
  readonly categories: Record<string, string[]>;
  /** `[requires]`: the Python as a specifier. */
  readonly requiresPython?: string;
}

const OTHER_TABLES = ['source', 'requires', 'scripts', 'pipenv', 'pipfile'];
const MARKERS = ['python_version', 'python_full_version', 'os_name', 'sys_platform', 'platform_machine', 'platform_system', 'platform_python_implementation',
  'platform_release', 'platform_version', 'implementation_name', 'implementation_version'];

/** Reads the Pipfile of a folder; undefined when there is none. */
export function readPipfile(source: SourceFolder): Pipfile | undefined {
  const text = source.read('Pipfile');
  if (text === undefined) {
    return undefined;
  }
  refuseCredentials(text, 'Pipfile');
  const table = parseToml(text, 'Pipfile');
  const requires = tableAt(table, 'requires') ?? {};
  const version = requires.python_full_version ?? requires.python_version;
  const number = typeof version === 'string' ? /^\d+(\.\d+)*$/.exec(version)?.[0] : undefined;
  return {
    categories: Object.fromEntries(Object.keys(table).filter((name) => !OTHER_TABLES.includes(name) && isTable(table[name])).map((name) => {
      const packages = tableAt(table, name) ?? {};
      return [name, Object.keys(packages).flatMap((key) => requirementOf(key, packages[key]))];
    })),
    ...(number !== undefined && { requiresPython: `==${number}${number.split('.').length > 2 ? '' : '.*'}` }),
  };
}

/**
 * The hash in a Pipfile.lock that was made from this Pipfile, as Pipenv computes it: today by normalized names, before by the written ones.
 * A Pipfile that names no index has the one that its lock names.
 */
export function pipfileHashes(text: string, lockedSources: unknown): (string | undefined)[] {
  const table = parseExact(text);
  const normal = (section: ExactTable) => Object.fromEntries(Object.keys(section).map((name) => [normalizeName(name), section[name]]));
  return [normal, (section: ExactTable) => section].map((names) => pythonHash({
    ...Object.fromEntries(Object.keys(table).filter((name) => ![...OTHER_TABLES, 'packages', 'dev-packages', 'default', 'develop'].includes(name))
      .map((name) => [name, names(exactTable(table, name))])),
    _meta: { sources: table.source ?? lockedSources, requires: table.requires ?? {} },
    default: names(exactTable(table, 'packages')),
    develop: names(exactTable(table, 'dev-packages')),
  }, COMPACT));
}

function requirementOf(name: string, value: unknown): string[] {
  const table: TomlTable = isTable(value) ? value : { version: typeof value === 'string' ? value : '*' };
  const text = (key: string) => typeof table[key] === 'string' ? table[key] : undefined;
  const extras = stringsOf(table.extras).length > 0 ? `[${stringsOf(table.extras).join(',')}]` : '';
  const markers = [...(text('markers') === undefined ? [] : [`(${text('markers')})`]), ...MARKERS.flatMap((key) => text(key) === undefined ? [] : [`${key} ${text(key)}`])];
  const marker = markers.length === 0 ? '' : ` ; ${markers.join(' and ')}`;
  const file = text('file');
  const isUrl = file?.includes('://') ?? false;
  const path = text('path') ?? (isUrl ? undefined : file);
  const git = text('git');
  const subdirectory = text('subdirectory');
  if (path !== undefined) {
    return [`${/^[./]/.test(path) ? path : `./${path}`}${extras}${marker}`];
  }
  if (git !== undefined) {
    const url = /^[\w.-]+@[\w.-]+:/.test(git) ? `ssh://${git.replace(':', '/')}` : git.replace(/^git\+/, '');
    return [`${name}${extras} @ git+${url}${text('ref') === undefined ? '' : `@${text('ref')}`}${subdirectory ? `#subdirectory=${subdirectory}` : ''}${marker}`];
  }
  if (isUrl) {
    return [`${name}${extras} @ ${file}${marker}`];
  }
  const version = (text('version') ?? '*').trim();
  const specifier = version === '*' || version === '' ? '' : /^[\d]/.test(version) ? `==${version}` : version;
  return [`${name}${extras}${specifier}${marker}`];
}
