/** A project whose build back end maps its files, and what its wheel has of them. */
export interface Layout {
  readonly files: Record<string, string>;
  /** The modules in the wheel by their paths there, each with the file that it is of. */
  readonly wheel: Record<string, string>;
}

/** The project `shop` with a back end, and tables of that. */
export function built(requires: string, backend: string, tables = '', project = ''): string {
  return `[project]\nname = "shop"\nversion = "1"\n${project}[build-system]\nrequires = ["${requires}"]\nbuild-backend = "${backend}"\n${tables}`;
}

/** Files that say which they are, so that each is found again in the wheel. */
export function sources(...paths: string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, `"""${path}"""\n`]));
}

/** Files that the wheel has under the paths that they have in the source, below a folder. */
export function same(root: string, ...paths: string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, root === '' ? path : `${root}/${path}`]));
}
