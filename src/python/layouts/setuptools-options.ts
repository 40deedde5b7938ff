import type { LayoutFacts } from './wheel-layout';
import { readSetupCall } from '../declarations/setup-call';
import { iniList, parseIni } from '../source/ini-file';
import { stringsOf, tableAt, TomlTable } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';
import { PythonExpression, PythonLiteral } from '../syntax/python-expression';
import { readPython } from '../syntax/python-text';

/** How setuptools looks for packages. */
export interface PackageSearch {
  readonly where: string[];
  /** Whether folders without `__init__.py` are packages, too. */
  readonly namespaces: boolean;
  readonly include: string[];
  readonly exclude: string[];
}

/** What a project tells setuptools of its layout, wherever it does; undefined for what it does not say. */
export interface SetuptoolsOptions {
  readonly packages?: string[] | PackageSearch | 'unknown';
  readonly modules?: string[] | 'unknown';
  /** `package_dir`: the folder of a package by its dotted name, and that of all others by the empty one. */
  readonly folders: Readonly<Record<string, string>>;
  /** Whether it looks for nothing by itself, as there is something to compile. */
  readonly compiles: boolean;
  /** Whether data of packages may be any of their files, modules in folders below among them. */
  readonly loose: boolean;
  /** Whether code runs that may write modules. */
  readonly writes: boolean;
  /** Where packages or modules are named, or would be. */
  readonly where: string;
}

/** What setup.py does beside reading and telling. */
const ACTS = /\b(?:cmdclass|distclass|\w*_modules|\w*_extensions|subprocess|os\.system|write\w*|exec|run_path|import_module|protoc|Extension|add_package)\b/;
/** What is required to build and writes no modules but a file of a version. */
const PLAIN = new Set(['setuptools', 'wheel', 'setuptools-scm', 'setuptools-git-versioning', 'versioningit', 'packaging', 'pip', 'build', 'tomli', 'toml']);
/** What has setuptools take each file of the history as data of a package. */
const LISTS_HISTORY = new Set(['setuptools-scm', 'setuptools-git', 'pbr']);

/** pyproject.toml, setup.py and setup.cfg: the first one that says a thing has it. Dashes in keys of setup.cfg are underscores. */
export function readOptions({ source, pyproject }: LayoutFacts): SetuptoolsOptions {
  const table = tableAt(pyproject?.tool ?? {}, 'setuptools') ?? {};
  const file = parseIni(source.read('setup.cfg') ?? '');
  const options = Object.fromEntries(Object.entries(file.options ?? {}).map(([key, value]) => [key.replace(/-/g, '_'), value]));
  const call = readSetupCall(source);
  const { packages, py_modules: modules, package_dir: folders } = call?.keywords ?? {};
  const requires = (pyproject?.buildSystem?.requires ?? []).map((one) => normalizeName(/^[\w.-]+/.exec(one)?.[0] ?? 'setuptools'));
  const setup = readPython(source, 'setup.py')?.replace(/#.*$/gm, '') ?? '';
  const unread = setup.trim() !== '' && call === undefined;
  const open = (keyword: string) => unread || call?.decides(keyword) === false ? 'unknown' as const : undefined;
  const data = ['package_data', 'include_package_data'];
  const places: [string, unknown][] = [['[tool.setuptools]', table.packages ?? table['py-modules']], ['setup.py', packages ?? modules], ['[options] of setup.cfg', options.packages ?? options.py_modules]];
  return {
    packages: ofTable(table.packages) ?? ofCall(packages) ?? ofConfig(options.packages, file['options.packages.find'] ?? {}) ?? open('packages'),
    modules: listOf(table['py-modules']) ?? strings(modules) ?? (options.py_modules === undefined ? undefined : words(options.py_modules)) ?? open('py_modules'),
    folders: {
      ...Object.fromEntries(words(options.package_dir ?? '').flatMap((line) => pairOf(line))),
      ...textsOf(Object.entries(folders?.entries ?? {}).map(([key, value]) => [key, value.literal])),
      ...textsOf(Object.entries(tableAt(table, 'package-dir') ?? {})),
    },
    where: places.find(([, said]) => said !== undefined)?.[0] ?? (pyproject?.project === undefined ? 'setup.py' : '[tool.setuptools]'),
    compiles: table['ext-modules'] !== undefined || call?.keywords.ext_modules !== undefined,
    loose: source.isFile('MANIFEST.in') || table['package-data'] !== undefined || file['options.package_data'] !== undefined || requires.some((one) => LISTS_HISTORY.has(one))
      || data.some((key) => options[key] !== undefined || call?.keywords[key] !== undefined || open(key) !== undefined),
    writes: ACTS.test(setup) || unread || table.cmdclass !== undefined || table['ext-modules'] !== undefined || pyproject?.tool['setuptools-rust'] !== undefined
      || requires.some((one) => !PLAIN.has(one)) || /\bsetup_requires\b/.test(setup) || options.setup_requires !== undefined || file.options?.cmdclass !== undefined,
  };
}

/** `packages = […]`, or `[tool.setuptools.packages.find]`. */
function ofTable(said: unknown): SetuptoolsOptions['packages'] {
  const find = tableAt({ said: said as TomlTable }, 'said', 'find');
  return find === undefined ? listOf(said) : searching(find, find.namespaces !== false);
}

/** `packages =` a list, `find:` or `find_namespace:`. */
function ofConfig(said: string | undefined, find: Readonly<Record<string, string>>): SetuptoolsOptions['packages'] {
  const kind = /^find(_namespace)?:\s*$/.exec(said?.trim() ?? '');
  const listed = Object.fromEntries(Object.entries(find).map(([key, value]) => [key, key === 'where' ? value : words(value)]));
  return said === undefined ? undefined : kind === null ? words(said) : searching(listed, kind[1] !== undefined);
}

/** `packages=` a list, `find_packages(…)` or `find_namespace_packages(…)`. */
function ofCall(said: PythonExpression | undefined): SetuptoolsOptions['packages'] {
  const kind = /^(?:setuptools\.)?find_(namespace_)?packages$|^setuptools\.(?:PEP420)?PackageFinder\.find$/.exec(said?.callee?.origin ?? '');
  if (said === undefined || kind === null) {
    return strings(said);
  }
  const given = Object.fromEntries(['where', 'exclude', 'include'].map((key, n) => [key, said.keywords[key] ?? said.positional[n]]));
  const unread = said.unpacked.length > 0 || Object.values(given).some((value) => value !== undefined && value.literal === undefined);
  return unread ? 'unknown' : searching(Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value?.literal])), kind[1] !== undefined);
}

function searching({ where = '.', include, exclude }: { readonly [key: string]: unknown }, namespaces: boolean): PackageSearch {
  const all = listOf(include) ?? [];
  return { where: typeof where === 'string' ? [where] : listOf(where) ?? ['.'], namespaces, include: all.length > 0 ? all : ['*'], exclude: listOf(exclude) ?? [] };
}

/** A list that is written out; a text is lines or words with commas. */
function strings(value: PythonExpression | undefined): string[] | 'unknown' | undefined {
  const literal: PythonLiteral | undefined = value?.literal;
  return value === undefined ? undefined : typeof literal === 'string' ? words(literal) : listOf(literal) ?? 'unknown';
}

function listOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? stringsOf(value) : undefined;
}

function textsOf(entries: [string, unknown][]): Record<string, string> {
  return Object.fromEntries(entries.flatMap(([key, value]) => typeof value === 'string' ? [[key, value]] : []));
}

function pairOf(line: string): [string, string][] {
  const [, name, folder] = /^([^=]*?)\s*=\s*(\S.*)$/.exec(line) ?? [];
  return folder === undefined ? [] : [[name, folder]];
}

/** One a line or, on one line, between commas. */
function words(value: string): string[] {
  return (value.includes('\n') ? iniList(value) : value.split(',')).map((word) => word.trim()).filter((word) => word !== '');
}
