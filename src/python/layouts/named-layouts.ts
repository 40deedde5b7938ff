import { fitsGit } from './path-patterns';
import { join, Placement } from './placement';
import type { LayoutFacts, WheelLayout } from './wheel-layout';
import type { Pyproject } from '../declarations/pyproject';
import type { SourceFolder } from '../source/source-folder';
import { isTable, stringsOf, tableAt } from '../source/toml-file';

/** Source: uv, "The uv build backend": modules by their names in one folder, `src` unless the project says another. */
export function uvLayout({ source, pyproject }: LayoutFacts): WheelLayout {
  const table = tableAt(pyproject?.tool ?? {}, 'uv', 'build-backend') ?? {};
  const { 'module-root': said, 'module-name': names } = table;
  const root = typeof said === 'string' ? source.normalize(said, 'pyproject.toml') : 'src';
  // Without a slash in front, a pattern fits at any depth.
  const excluded = fitsGit(stringsOf(table['wheel-exclude']).map((pattern) => pattern.startsWith('/') ? pattern : `**/${pattern}`));
  const named = typeof names === 'string' ? [names] : stringsOf(names);
  const found = named.length > 0 ? named.flatMap((name) => findModule(source, name, [root])) : ownModule(source, pyproject, [root]);
  return {
    placements: found.map((one) => ({ ...one, takes: (file) => !excluded(file) })),
    declared: typeof said === 'string' || named.length > 0, known: true, writes: false, where: '[tool.uv.build-backend]',
    ...(typeof said === 'string' && { roots: [root] }),
  };
}

/** Source: Flit, "The pyproject.toml config file": one module, at the top or in `src`. */
export function flitLayout({ source, pyproject }: LayoutFacts): WheelLayout {
  const tool = pyproject?.tool ?? {};
  const name = tableAt(tool, 'flit', 'module')?.name ?? tableAt(tool, 'flit', 'metadata')?.module;
  const module = typeof name === 'string' ? name : pyproject?.project?.name?.replace(/-/g, '_');
  const placements = module === undefined ? [] : findModule(source, module, ['', 'src']);
  return { placements, declared: typeof name === 'string', known: true, writes: false, where: '[tool.flit.module]' };
}

/** Source: Maturin, "Project layout": the extension module, and the package of Python around it. */
export function maturinLayout({ source, pyproject }: LayoutFacts): WheelLayout {
  const table = tableAt(pyproject?.tool ?? {}, 'maturin') ?? {};
  const { 'python-source': said, 'module-name': name } = table;
  const root = typeof said === 'string' ? source.normalize(said, 'pyproject.toml') : '';
  const named = [...typeof name === 'string' ? [name.split('.')[0]] : [], ...stringsOf(table['python-packages'])];
  const found = [...named.flatMap((one) => findModule(source, one, [root])), ...ownModule(source, pyproject, [root])];
  return { placements: found, declared: typeof said === 'string', known: false, writes: true, where: '[tool.maturin]', ...(typeof said === 'string' && { roots: [root] }) };
}

/** Source: scikit-build-core, "wheel.packages": folders under their last names, or a table of names and folders. */
export function scikitLayout({ source, pyproject }: LayoutFacts): WheelLayout {
  const said = tableAt(pyproject?.tool ?? {}, 'scikit-build', 'wheel')?.packages;
  const pairs = isTable(said) ? Object.entries(said).flatMap(([as, path]) => typeof path === 'string' ? [[path, as]] : [])
    : stringsOf(said).map((path) => [path, path.replace(/\/+$/, '').replace(/^.*\//, '')]);
  const placements = said === undefined ? ownModule(source, pyproject, ['src', 'python', ''])
    : pairs.map(([path, as]) => ({ path: source.normalize(path, 'pyproject.toml'), as: source.normalize(as, 'pyproject.toml') }));
  return { placements, declared: said !== undefined, known: false, writes: true, where: 'wheel.packages in [tool.scikit-build]' };
}

/** The package or the module of the project's name, in the first of these folders that has it. */
export function ownModule(source: SourceFolder, pyproject: Pyproject | undefined, roots: string[]): Placement[] {
  const name = pyproject?.project?.name ?? tableAt(pyproject?.tool ?? {}, 'poetry')?.name;
  return typeof name === 'string' ? findModule(source, name.replace(/[-_.]+/g, '_'), roots) : [];
}

/** A package or a module by its dotted name, in letters of either case. */
function findModule(source: SourceFolder, name: string, roots: string[]): Placement[] {
  const parts = name.toLowerCase().split('.');
  const places = roots.filter((root) => root === '' || source.isFolder(root)).flatMap((root) => {
    const inside = (folder: string | undefined, part: string, n: number) =>
      folder === undefined ? undefined : entryOf(source, folder, part, n === parts.length - 1);
    const found = parts.reduce<string | undefined>(inside, root);
    return found === undefined ? [] : [{ path: found, as: found.slice(root === '' ? 0 : root.length + 1) }];
  });
  return places.slice(0, 1);
}

function entryOf(source: SourceFolder, folder: string, name: string, last: boolean): string | undefined {
  const entries = source.list(folder);
  const found = entries.find((entry) => entry.kind === 'folder' && entry.name.toLowerCase() === name)
    ?? (last ? entries.find((entry) => entry.kind === 'file' && entry.name.toLowerCase() === `${name}.py`) : undefined);
  return found && join(folder, found.name);
}
