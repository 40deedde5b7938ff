import { join, Placement } from './placement';
import { PackageSearch, readOptions, SetuptoolsOptions } from './setuptools-options';
import type { LayoutFacts, WheelLayout } from './wheel-layout';
import { excludedAnywhere } from '../source/excluded-files';
import { globToRegExp } from '../source/glob';
import { parseIni } from '../source/ini-file';
import { isEnvironment } from '../source/set-aside';
import { SourceFolder } from '../source/source-folder';
import { guessLayout, regularPackages } from '../source/source-layout';

/** Packages in packages in … are looked for so far. */
const DEEPEST = 12;
const AT_THE_TOP = /^(?:\.\/?)?$/;

/** Source: setuptools, "Package Discovery and Namespace Packages". */
export function setuptoolsLayout(facts: LayoutFacts): WheelLayout {
  const { source } = facts;
  const options = readOptions(facts);
  const { packages, modules, folders, compiles, writes } = options;
  const declared = packages !== undefined || modules !== undefined || compiles;
  const said = [...listed(source, options), ...(Array.isArray(modules) ? modules : []).map((name) => moduleAt(name, folders))];
  // pbr has a section of its own, and more that it finds.
  const ofPbr = parseIni(source.read('setup.cfg') ?? '').files?.packages?.split(/\s+/).filter((name) => name !== '') ?? [];
  const roots = [...Object.hasOwn(folders, '') ? [folders['']] : [], ...isSearch(packages) ? packages.where.filter((where) => !AT_THE_TOP.test(where)) : []].map((root) => source.normalize(root, placeOfRoots(source)));
  return {
    placements: [...declared ? said : foundByItself(facts, options), ...ofPbr.map((name) => ({ path: name, as: name }))],
    declared: declared || Object.keys(folders).length > 0, writes, where: options.where,
    known: packages !== 'unknown' && modules !== 'unknown' && ofPbr.length === 0,
    roots: roots.filter((root) => root === '' || source.isFolder(root)),
  };
}

/** The packages that are named, or that a search finds: each by itself, unless any of its files may be its data. */
function listed(source: SourceFolder, { packages, folders, loose }: SetuptoolsOptions): Placement[] {
  // Names that are found at the top are looked up as if they were written.
  const found = isSearch(packages) ? packages.where.flatMap((where) => search(source, source.normalize(where, placeOfRoots(source)), packages)
    .map(({ path, as }) => ({ path: AT_THE_TOP.test(where) ? folderOf(as.replace(/\//g, '.'), folders) : path, as })))
    : (Array.isArray(packages) ? packages : []).map((name) => ({ path: folderOf(name, folders), as: name.replace(/\./g, '/').replace(/^\/$/, '') }));
  return found.map((one) => ({ path: source.normalize(one.path, placeOfRoots(source)), as: one.as, flat: !loose }));
}

/** Where nothing is said: all of `src` or of the folder that stands for it, else the package at the top or, without one, its modules. */
function foundByItself({ source, pyproject }: LayoutFacts, { folders }: SetuptoolsOptions): Placement[] {
  const layout = guessLayout(source, Object.hasOwn(folders, '') ? [source.normalize(folders[''], placeOfRoots(source))] : []);
  const named = Object.keys(folders).filter((name) => name !== '').map((name) => ({ path: source.normalize(folders[name], placeOfRoots(source)), as: name.replace(/\./g, '/') }));
  const roots = layout.importRoots.filter((root) => root !== '');
  const regular = regularPackages(source, layout, pyproject?.project?.name);
  const packages = regular.length > 0 ? regular : layout.packages;
  return named.length > 0 ? named : roots.length > 0 ? roots.map((path) => ({ path, as: '' }))
    : (packages.length > 0 ? packages : layout.modules).map((path) => ({ path, as: path }));
}

/** Each folder in the search is a package by itself. */
function search(source: SourceFolder, where: string, { namespaces, include, exclude }: PackageSearch): Placement[] {
  const [taken, left] = [include, exclude].map((patterns) => patterns.map((pattern) => globToRegExp(pattern)));
  const visit = (folder: string, above: string, depth: number): Placement[] => source.list(folder).flatMap(({ kind, name, path }) => {
    const dotted = above === '' ? name : `${above}.${name}`;
    if (kind !== 'folder' || depth > DEEPEST || name.includes('.') || excludedAnywhere(name) || isEnvironment(source, path) || !(namespaces || source.isFile(`${path}/__init__.py`))) {
      return [];
    }
    const fits = taken.some((one) => one.test(dotted)) && !left.some((one) => one.test(dotted));
    return [...fits ? [{ path, as: dotted.replace(/\./g, '/') }] : [], ...visit(path, dotted, depth + 1)];
  });
  return source.isFolder(where) ? visit(where, '', 0) : [];
}

/** The folder of a package: that of the nearest one around it which has one, and what is left of the name. */
function folderOf(name: string, folders: SetuptoolsOptions['folders']): string {
  const parts = name === '' ? [] : name.split('.');
  const known = parts.map((_, n) => parts.length - n).find((count) => Object.hasOwn(folders, parts.slice(0, count).join('.')));
  return join(folders[parts.slice(0, known ?? 0).join('.')] ?? '', ...parts.slice(known ?? 0));
}

function moduleAt(name: string, folders: SetuptoolsOptions['folders']): Placement {
  const parts = name.split('.');
  return { path: `${join(folderOf(parts.slice(0, -1).join('.'), folders), parts[parts.length - 1])}.py`, as: `${parts.join('/')}.py` };
}

function isSearch(packages: SetuptoolsOptions['packages']): packages is PackageSearch {
  return typeof packages === 'object' && !Array.isArray(packages);
}

/** The file that messages about folders name. */
function placeOfRoots(source: SourceFolder): string {
  return ['pyproject.toml', 'setup.cfg', 'setup.py'].find((file) => source.isFile(file)) ?? 'pyproject.toml';
}
