import { excludedAnywhere, excludedAtTop } from './excluded-files';
import { isAside, isEnvironment } from './set-aside';
import { SourceEntry, SourceFolder } from './source-folder';
import { normalizeName } from '../syntax/package-name';

/** Where the importable code of a project lies. All paths are relative to the source; the source itself is the empty text. */
export interface SourceLayout {
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

/** Looks for packages and modules in the given folders; without any in `src` if there is code in it, else at the top. */
export function guessLayout(source: SourceFolder, declared: string[] = []): SourceLayout {
  const importRoots = [...declared];
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

/** Of the packages those that are meant as such: with `__init__.py`, or of the project's name. */
export function regularPackages(source: SourceFolder, { packages }: SourceLayout, name = ''): string[] {
  const own = normalizeName(name).replace(/-/g, '_');
  return packages.filter((folder) => source.isFile(`${folder}/__init__.py`) || folder.toLowerCase() === own);
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

/** Whether a file or a folder of this name can be imported. */
export function isIdentifier(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}
