import * as fs from 'fs';
import * as path from 'path';
import { excludedAnywhere } from '../source/excluded-files';
import { globToRegExp } from '../source/glob';
import { statOf } from '../source/source-paths';
import { isTable, parseToml, stringsOf, tableAt, TomlTable } from '../source/toml-file';

/** A workspace of uv: one lock for several projects. Source: uv's "Using workspaces". */
export interface UvWorkspace {
  /** The folder with the lock, absolute. */
  readonly root: string;
  /** Its pyproject.toml. */
  readonly pyproject: TomlTable;
  /** Whether a folder, relative to the root with `/`, is a member by its place. */
  includes(place: string): boolean;
  /** Whether a folder below the root is a project of its own by its place, a member or one that is excluded. */
  names(place: string): boolean;
  /** Its projects: the folder relative to the root, and the name. Reads the pyproject.toml of each. */
  members(): { readonly place: string; readonly name: string }[];
}

/** Members lie so deep at most where they are looked for. */
const DEEPEST = 5;

/**
 * The workspace that a project belongs to: its own, or the nearest one above that counts it among its members. Of the folders above, only
 * files named pyproject.toml are read, up to the first that has a project or a workspace, as uv does.
 */
export function findUvWorkspace(folder: string, own: TomlTable): UvWorkspace | undefined {
  const uv = tableAt(own, 'uv');
  if (isTable(uv?.workspace)) {
    return workspaceOf(folder, { tool: own });
  }
  return uv?.managed === false ? undefined : above(folder, path.dirname(folder), 'pyproject.toml');
}

function above(project: string, folder: string, below: string): UvWorkspace | undefined {
  const name = `../${below}`;
  const file = path.join(folder, 'pyproject.toml');
  const table = statOf(file, name)?.isFile() ? parseToml(fs.readFileSync(file, 'utf-8'), name) : {};
  if (isTable(tableAt(table, 'tool', 'uv')?.workspace)) {
    const workspace = workspaceOf(folder, table);
    return workspace.includes(path.relative(folder, project).split(path.sep).join('/')) ? workspace : undefined;
  }
  const parent = path.dirname(folder);
  return isTable(table.project) || parent === folder ? undefined : above(project, parent, name);
}

function workspaceOf(root: string, pyproject: TomlTable): UvWorkspace {
  const table = tableAt(pyproject, 'tool', 'uv', 'workspace') ?? {};
  const patterns = (key: string) => stringsOf(table[key]).map((glob) => globToRegExp(path.posix.normalize(glob).replace(/\/+$/, '')));
  const [members, excluded] = [patterns('members'), patterns('exclude')];
  const names = (place: string) => members.some((glob) => glob.test(place));
  const includes = (place: string) => place === '' || (names(place) && !excluded.some((glob) => glob.test(place)));
  return { root, pyproject, includes, names, members: () => foldersBelow(root, '', 0).filter(includes).flatMap((place) => memberAt(root, place)) };
}

/** The folders below a root that can be members, links left out: uv's patterns follow none. */
function foldersBelow(root: string, place: string, depth: number): string[] {
  const entries = depth > DEEPEST ? [] : fs.readdirSync(path.join(root, place), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !excludedAnywhere(entry.name) && !entry.name.startsWith('.')).map(({ name }) => path.posix.join(place, name));
  return [place, ...folders.sort().flatMap((folder) => foldersBelow(root, folder, depth + 1))];
}

function memberAt(root: string, place: string): { place: string; name: string }[] {
  const file = path.join(root, place, 'pyproject.toml');
  const table = fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() ? parseToml(fs.readFileSync(file, 'utf-8'), path.posix.join(place, 'pyproject.toml')) : {};
  const name = tableAt(table, 'project')?.name;
  return typeof name === 'string' ? [{ place, name }] : [];
}
