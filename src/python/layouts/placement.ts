import type { SourceFolder } from '../source/source-folder';

/** A file or a folder of the source, and where the wheel has it among its modules: `lib/shop` as `shop`. What is placed as nothing has modules itself: `src`. */
export interface Placement {
  readonly path: string;
  readonly as: string;
  /** The files in the folder itself, and none of those in folders below: packages that are named one by one. */
  readonly flat?: boolean;
  /** Which of the files are taken, by their paths in the source; all, if absent. */
  readonly takes?: (file: string) => boolean;
}

/** Where the wheel has a file of the source; undefined when it has not. */
export function placeOf(placements: Placement[], file: string): string | undefined {
  const places = placements.filter((one) => takes(one, file));
  const nearest = places.sort((a, b) => b.path.length - a.path.length)[0];
  return nearest && join(nearest.as, file.slice(nearest.path === '' ? 0 : nearest.path.length + 1));
}

/** The file of the source that the wheel has at a path. */
export function fileAt(placements: Placement[], source: SourceFolder, place: string): string | undefined {
  return at(placements, place).find(({ one, path }) => source.isFile(path) && takes(one, path))?.path;
}

/** The folders of the source, whether there or not, that the wheel would have at a path. */
export function foldersAt(placements: Placement[], place: string): string[] {
  return at(placements, place).map(({ path }) => path);
}

function at(placements: Placement[], place: string): { readonly one: Placement; readonly path: string }[] {
  return placements.filter(({ as }) => as === '' || place === as || place.startsWith(`${as}/`)).sort((a, b) => b.as.length - a.as.length)
    .map((one) => ({ one, path: join(one.path, place.slice(one.as === '' ? 0 : one.as.length + 1)) }));
}

/** The folder whose modules a placement has under their own names, `lib` of `lib/shop` as `shop`; undefined where they get other names. */
export function rootOf({ path, as }: Placement): string | undefined {
  return as === '' ? path : path === as ? '' : path.endsWith(`/${as}`) ? path.slice(0, -as.length - 1) : undefined;
}

/** Joins paths with `/`, of which any may be empty. */
export function join(...paths: string[]): string {
  return paths.filter((path) => path !== '').join('/');
}

function takes({ path, flat = false, takes: fits = () => true }: Placement, file: string): boolean {
  const inside = path === '' ? file : file === path ? '' : file.startsWith(`${path}/`) ? file.slice(path.length + 1) : undefined;
  return inside !== undefined && !(flat && inside.includes('/')) && fits(file);
}
