import { excludedAnywhere, excludedAtTop } from './excluded-files';
import { iniList, parseIni } from './ini-file';
import { isAside, isEnvironment } from './set-aside';
import { SourceEntry, SourceFolder } from './source-folder';
import { stringsOf, tableAt } from './toml-file';
import { Pyproject } from '../declarations/pyproject';
import { readSetupCall } from '../declarations/setup-call';

/** Where the importable code of a project lies. All paths are relative to the source; the source itself is the empty text. */
export interface ProjectLayout {
  /** Folders that are on the import path: `src`, or the source itself. */
  readonly importRoots: string[];
  /** Folders that are top-level packages, `src/inventory`: with `__init__.py`, or with modules inside (PEP 420). */
  readonly packages: string[];
  /** Files that are top-level modules, `main.py`. */
  readonly modules: string[];
  /** Files at the import roots that can be started and not imported, by their name: `fetch-data.py`. */
  readonly programs: string[];
}

/** Folders beside the packages of a flat layout that are no packages, as setuptools has them in its automatic discovery. */
const NOT_PACKAGES = new Set(['examples', 'example', 'benchmarks', 'benchmark', 'scripts', 'bin', 'tools', 'ci', 'tasks', 'debian', 'newsfragments']);

/** Looks for packages and modules, in `src` if there is code in it, otherwise at the top. */
export function readLayout(source: SourceFolder, pyproject?: Pyproject): ProjectLayout {
  const importRoots = declaredRoots(source, pyproject);
  if (importRoots.length === 0) {
    const src = source.isFolder('src') && !source.isFile('src/__init__.py')
      && source.list('src').some((entry) => !leftOut(source, entry) && (entry.kind === 'file' ? isModule(entry.name) : holdsCode(source, entry.path)));
    importRoots.push(src ? 'src' : '');
  }
  const packages: string[] = [];
  const modules: string[] = [];
  const programs: string[] = [];
  for (const root of importRoots) {
    const files = filesIn(source, root);
    modules.push(...files.filter((file) => isModule(file.slice(file.lastIndexOf('/') + 1))));
    programs.push(...files.filter((file) => !isModule(file.slice(file.lastIndexOf('/') + 1))));
    packages.push(...source.list(root).filter((entry) => entry.kind === 'folder' && !leftOut(source, entry) && !NOT_PACKAGES.has(entry.name)
      && isIdentifier(entry.name) && holdsCode(source, entry.path)).map(({ path }) => path));
  }
  return { importRoots, packages, modules, programs };
}

/** The dotted name under which a file is imported: `src/shop/api.py` is `shop.api`; undefined when it cannot be. */
export function moduleName(layout: Pick<ProjectLayout, 'importRoots'>, file: string): string | undefined {
  const root = layout.importRoots.filter((candidate) => candidate === '' || file.startsWith(`${candidate}/`)).sort((a, b) => b.length - a.length)[0];
  if (root === undefined || !file.endsWith('.py')) {
    return undefined;
  }
  const parts = file.slice(root === '' ? 0 : root.length + 1, -3).split('/');
  if (parts[parts.length - 1] === '__init__') {
    parts.pop();
  }
  return parts.length > 0 && parts.every(isIdentifier) ? parts.join('.') : undefined;
}

/** The file of a module: `shop.api` is `src/shop/api.py` or `src/shop/api/__init__.py`; undefined when the project has none. */
export function moduleFile(layout: Pick<ProjectLayout, 'importRoots'>, source: SourceFolder, module: string): string | undefined {
  const inside = module.replace(/\./g, '/');
  return layout.importRoots.map((root) => root === '' ? inside : `${root}/${inside}`)
    .flatMap((path) => [`${path}.py`, `${path}/__init__.py`]).find((path) => source.isFile(path));
}

/** Import roots that the build back end's table names: `package-dir`, `where`, `module-root`, Poetry's `from`; `package_dir` of setup.cfg and setup.py. */
function declaredRoots(source: SourceFolder, pyproject?: Pyproject): string[] {
  const { tool = {} } = pyproject ?? {};
  const poetry = tableAt(tool, 'poetry')?.packages;
  const legacy = iniList(parseIni(source.read('setup.cfg') ?? '').options?.package_dir).map((line) => /^=\s*(\S.*)$/.exec(line)?.[1]);
  const declared = [
    ...legacy.map((root) => ['setup.cfg', root]),
    ['setup.py', readSetupCall(source)?.keywords.package_dir?.entries?.['']?.literal],
    ...[
      tableAt(tool, 'setuptools', 'package-dir')?.[''],
      ...stringsOf(tableAt(tool, 'setuptools', 'packages', 'find')?.where),
      tableAt(tool, 'uv', 'build-backend')?.['module-root'],
      ...(Array.isArray(poetry) ? poetry.map((item) => (item as Record<string, unknown> | null)?.from) : []),
    ].map((root) => ['pyproject.toml', root]),
  ].flatMap(([file, root]) => typeof root === 'string' ? [source.normalize(root, file as string)] : [])
    .filter((root) => root === '' || source.isFolder(root));
  return [...new Set(declared)].sort();
}

/** The files of Python in an import root, or beside it, that are none of tests, tools and installers. */
export function filesIn(source: SourceFolder, root: string): string[] {
  return source.list(root).filter((entry) => entry.kind === 'file' && entry.name.endsWith('.py') && entry.name !== 'setup.py' && !leftOut(source, entry))
    .map(({ path }) => path);
}

function leftOut(source: SourceFolder, { name, path, kind }: SourceEntry): boolean {
  return excludedAtTop(name) || isAside(source, path, true) || (kind === 'folder' && isEnvironment(source, path));
}

function holdsCode(source: SourceFolder, folder: string, depth = 0): boolean {
  const entries = source.list(folder);
  return entries.some((entry) => entry.kind === 'file' && entry.name.endsWith('.py'))
    || (depth < 2 && entries.some((entry) => entry.kind === 'folder' && !excludedAnywhere(entry.name) && holdsCode(source, entry.path, depth + 1)));
}

function isModule(name: string): boolean {
  return name.endsWith('.py') && isIdentifier(name.slice(0, -3));
}

function isIdentifier(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}
