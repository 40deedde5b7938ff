import { fitsGit } from './path-patterns';
import { join, Placement } from './placement';
import type { LayoutFacts, WheelLayout } from './wheel-layout';
import { globBase, isGlob } from '../source/glob';
import { SourceFolder } from '../source/source-folder';
import { isTable, stringsOf, tableAt, TomlTable } from '../source/toml-file';

/** Hooks that write one file, of a version, and choose none. */
const VERSION_HOOKS = ['vcs', 'version', 'versioningit-onbuild'];

/** Source: Hatch, "Build configuration" and "Wheel builder". A key of the wheel's own table goes before that of all builds. */
export function hatchLayout({ source, pyproject }: LayoutFacts): WheelLayout {
  const build = tableAt(pyproject?.tool ?? {}, 'hatch', 'build') ?? {};
  const wheel = tableAt(build, 'targets', 'wheel') ?? {};
  const said = (key: string) => wheel[key] ?? build[key];
  const inside = (paths: string[]) => paths.flatMap((path) => insideOf(source, path));
  const [packages, only, include] = ['packages', 'only-include', 'include'].map((key) => stringsOf(said(key)));
  const declared = packages.length + only.length + include.length > 0;
  const chosen = declared ? inside(only.length > 0 ? only : packages) : foundBy(source, pyproject?.project?.name);
  const sources = sourcesOf(said('sources'), inside(packages.length > 0 || declared ? packages : chosen));
  const excluded = fitsGit(stringsOf(said('exclude')));
  const included = chosen.length > 0 || include.length === 0 ? () => true : fitsGit(include);
  const takes = (file: string) => included(file) && !excluded(file);
  const tops = chosen.length > 0 ? chosen : include.length > 0 ? [''] : [];
  const forced = Object.entries(tableOf(said('force-include')))
    .flatMap(([path, as]) => typeof as === 'string' ? inside([path]).map((one) => ({ path: one, as: placed(sources, trimmed(as)) })) : []);
  const hooks = [build, wheel].flatMap((table) => Object.keys(tableAt(table, 'hooks') ?? {}));
  const coded = hooks.some((hook) => !VERSION_HOOKS.includes(hook));
  return {
    placements: [...forced, ...tops.flatMap((path) => placementsOf(path, sources, takes))],
    declared: declared || forced.length > 0, known: !coded, writes: coded, where: '[tool.hatch.build.targets.wheel]',
  };
}

/** A path that is chosen, and the folders in it that are renamed. */
function placementsOf(path: string, sources: Record<string, string>, takes: (file: string) => boolean): Placement[] {
  const below = Object.keys(sources).filter((source) => source !== path && (path === '' || source.startsWith(`${path}/`)));
  return [{ path, as: placed(sources, path), takes }, ...below.map((source) => ({ path: source, as: sources[source], takes }))];
}

/** The path with the first source in front of it replaced. */
function placed(sources: Record<string, string>, path: string): string {
  const source = Object.keys(sources).sort().find((one) => one === '' || path === one || path.startsWith(`${one}/`));
  return source === undefined ? path : join(sources[source], path.slice(source === '' ? 0 : source.length + 1));
}

/** `sources` as a list of folders that are left out of paths, or a table of what stands in their place; each package leaves out the folder that it is in. */
function sourcesOf(said: unknown, packages: string[]): Record<string, string> {
  const written: [string, unknown][] = Array.isArray(said) ? stringsOf(said).map((source) => [source, '']) : Object.entries(tableOf(said));
  const sources: Record<string, string> = Object.fromEntries(written.flatMap(([source, as]) => typeof as === 'string' ? [[trimmed(source), trimmed(as)]] : []));
  const folders = packages.filter((path) => path.includes('/') && !Object.hasOwn(sources, path)).map((path): [string, string] => [path.slice(0, path.lastIndexOf('/')), '']);
  return { ...sources, ...Object.fromEntries(folders) };
}

/** What Hatch takes by itself: the package or the module of the project's name, else the one folder at the top with such a package. */
function foundBy(source: SourceFolder, name: string | undefined): string[] {
  if (name === undefined) {
    return [];
  }
  const written = name.replace(/[^\w.]+/g, '_');
  for (const module of new Set([written, written.toLowerCase().replace(/[_.]+/g, '_')])) {
    const own = [[`${module}/__init__.py`, module], [`src/${module}/__init__.py`, `src/${module}`], [`${module}.py`, `${module}.py`]].find(([file]) => source.isFile(file));
    const around = source.list('').filter(({ kind, path }) => kind === 'folder' && source.isFile(`${path}/${module}/__init__.py`));
    if (own !== undefined || around.length === 1) {
      return [own?.[1] ?? around[0].path];
    }
  }
  return [];
}

function tableOf(value: unknown): TomlTable {
  return isTable(value) ? value : {};
}

function insideOf(source: SourceFolder, written: string): string[] {
  const path = isGlob(written) ? globBase(written) : trimmed(written);
  return path.startsWith('/') || path.split('/').includes('..') ? [] : [source.normalize(path, 'pyproject.toml')];
}

function trimmed(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '').replace(/^\.$/, '');
}
