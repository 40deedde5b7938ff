import type { SourceFolder } from './source-folder';
import { guessLayout, isIdentifier, SourceLayout } from './source-layout';
import type { Pyproject } from '../declarations/pyproject';
import { fileAt, foldersAt, join, Placement, placeOf, rootOf } from '../layouts/placement';
import { readWheelLayout, WheelLayout } from '../layouts/wheel-layout';

/** Where the importable code of a project lies, and what the wheel would have of it. */
export interface ProjectLayout extends SourceLayout {
  readonly wheel: WheelLayout;
}

/** Where modules are looked for: as the wheel has them, and in folders that are on the import path. */
export interface ImportPath {
  readonly importRoots: string[];
  readonly wheel?: { readonly placements: Placement[] };
}

/** Looks for packages and modules where the build back end is told to, else in `src` if there is code in it, else at the top. */
export function readLayout(source: SourceFolder, pyproject?: Pyproject): ProjectLayout {
  const wheel = readWheelLayout({ source, pyproject });
  const placed = wheel.declared ? wheel.placements.filter(({ path }) => path !== '' && source.kindOf(path) !== undefined) : [];
  const roots = [...wheel.roots ?? [], ...placed.flatMap((one) => rootOf(one) ?? [])].filter((root) => root === '' || source.isFolder(root));
  const layout = guessLayout(source, [...new Set(roots)].sort());
  // Packages and modules that have other names in the wheel lie in no import root.
  const renamed = placed.filter((one) => rootOf(one) === undefined);
  const more = (kind: 'file' | 'folder', known: string[]) => [...new Set([...known, ...renamed.map(({ path }) => path).filter((path) => source.kindOf(path) === kind)])];
  return { ...layout, packages: more('folder', layout.packages), modules: more('file', layout.modules), wheel };
}

/** The dotted name under which a file is imported: `src/shop/api.py` is `shop.api`; undefined when it cannot be. */
export function moduleName({ importRoots, wheel }: ImportPath, file: string): string | undefined {
  const root = importRoots.filter((candidate) => candidate === '' || file.startsWith(`${candidate}/`)).sort((a, b) => b.length - a.length)[0];
  const place = placeOf(wheel?.placements ?? [], file) ?? (root === undefined ? undefined : file.slice(root === '' ? 0 : root.length + 1));
  if (place?.endsWith('.py') !== true) {
    return undefined;
  }
  const parts = place.slice(0, -3).split('/');
  if (parts[parts.length - 1] === '__init__') {
    parts.pop();
  }
  return parts.length > 0 && parts.every(isIdentifier) ? parts.join('.') : undefined;
}

/** The file of a module: `shop.api` is `src/shop/api.py` or `src/shop/api/__init__.py`; undefined when the project has none. */
export function moduleFile({ importRoots, wheel }: ImportPath, source: SourceFolder, module: string): string | undefined {
  const inside = module.replace(/\./g, '/');
  const names = [`${inside}.py`, `${inside}/__init__.py`];
  return names.map((name) => fileAt(wheel?.placements ?? [], source, name)).find((file) => file !== undefined)
    ?? importRoots.flatMap((root) => names.map((name) => root === '' ? name : `${root}/${name}`)).find((path) => source.isFile(path));
}

/** Where the folder of a package may be, whether it is there or not. */
export function foldersOf({ importRoots, wheel }: ImportPath, name: string): string[] {
  const inside = name.replace(/\./g, '/');
  return [...foldersAt(wheel?.placements ?? [], inside), ...importRoots.map((root) => join(root, inside))];
}
