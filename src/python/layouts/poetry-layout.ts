import { ownModule } from './named-layouts';
import { fitsGlobs } from './path-patterns';
import { join, Placement } from './placement';
import type { LayoutFacts, WheelLayout } from './wheel-layout';
import { globBase, isGlob } from '../source/glob';
import { SourceFolder } from '../source/source-folder';
import { isTable, tableAt } from '../source/toml-file';

/** Source: Poetry, "packages", "exclude and include", and "build" for code that the build runs. */
export function poetryLayout({ source, pyproject }: LayoutFacts): WheelLayout {
  const table = tableAt(pyproject?.tool ?? {}, 'poetry') ?? {};
  const packages = itemsOf(table.packages, 'include').filter(inWheel);
  const declared = Array.isArray(table.packages);
  const found = declared ? packages.map((item) => placementOf(source, item)) : ownModule(source, pyproject, ['', 'src']);
  const more = itemsOf(table.include, 'path').filter(inWheel).map((item) => placementOf(source, item));
  const excluded = fitsGlobs(itemsOf(table.exclude, 'path').map((item) => item.path));
  return {
    placements: [...found, ...more].map((one) => ({ ...one, takes: (file) => one.takes?.(file) !== false && !excluded(file) })),
    declared, known: true, writes: table.build !== undefined, where: 'packages in [tool.poetry]',
    // A folder that `from` names is one of modules, whatever is taken of it.
    roots: packages.flatMap(({ from }) => typeof from === 'string' ? [source.normalize(from, 'pyproject.toml')] : []),
  };
}

function placementOf(source: SourceFolder, { path, from, to }: Item): Placement {
  const [root, pattern] = [typeof from === 'string' ? source.normalize(from, 'pyproject.toml') : '', path.replace(/\/+$/, '')];
  const base = isGlob(pattern) ? globBase(pattern) : source.normalize(pattern, 'pyproject.toml');
  const as = join(typeof to === 'string' ? source.normalize(to, 'pyproject.toml') : '', base);
  return { path: join(root, base), as, ...(isGlob(pattern) && { takes: fitsGlobs([join(root, pattern)]) }) };
}

interface Item {
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly format?: unknown;
}

/** Texts, and tables with a text under the key. */
function itemsOf(list: unknown, key: string): Item[] {
  return (Array.isArray(list) ? list : []).flatMap((item: unknown) => {
    const path = isTable(item) ? item[key] : item;
    return typeof path === 'string' ? [{ ...isTable(item) && item, path }] : [];
  });
}

/** One format or several; without them, a wheel has it, or may have. */
function inWheel({ format }: Item): boolean {
  return format === undefined || [format].flat().includes('wheel');
}
