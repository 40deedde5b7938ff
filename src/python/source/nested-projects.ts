import * as path from 'path';
import { excludedAnywhere } from './excluded-files';
import type { PythonProject } from '../python-project';
import { SourceFolder } from './source-folder';

const DECLARES = ['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock', 'pylock.toml', 'pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.py', 'setup.cfg'];
/** Folders whose files of requirements are for something else than the application. */
const ASIDE = /^(?:\..*|tests?|docs?|doc|examples?|benchmarks?|scripts?|tools?|ci|requirements|notebooks?|vendor|third[-_]party|contrib)$/i;

/** Code lies in folders in folders in … so far. */
const DEEPEST = 3;
/** So many are named. */
const MOST = 6;

/**
 * What folders below the source declare, when the source itself has no code at its top: `backend/pyproject.toml`. The source is then the folder
 * around the projects, as a repository of a front end and a back end has it.
 */
export function nestedProjects(project: PythonProject): string[] {
  const { modules, programs } = project._layout;
  return modules.length + programs.length > 0 ? [] : declaredBelow(project._source);
}

/** Which of the folders are meant. */
interface NestedChoice {
  /** Those that this file lies in. */
  readonly file?: string;
  /** Those of which this holds. */
  readonly fits?: (folder: string) => boolean;
}

/**
 * Lines with the sources that projects in folders below would be. A source that has code of its own may have them, too. A folder with requirements
 * and no code is where the dependencies are, as in `3rdparty/python`.
 */
export function nestedSources({ _source: source }: PythonProject, { file, fits }: NestedChoice = {}): string[] {
  const below = declaredBelow(source).map((one) => ({ one, folder: path.posix.dirname(one) }));
  const meant = below.filter(({ folder }) => (file === undefined || file.startsWith(`${folder}/`)) && fits?.(folder) !== false);
  // One that has no code is beside the point where another has.
  const withCode = meant.filter(({ folder }) => holdsPython(source, folder));
  return (withCode.length > 0 ? withCode : meant).slice(0, MOST).map(({ one, folder }) => {
    return one.endsWith('/requirements.txt') && !holdsPython(source, folder) ? `dependencies: Dependencies.fromRequirements({ file: '${one}' })`
      : `source: '${source.spelledAs(folder)}'`;
  });
}

function holdsPython(source: SourceFolder, folder: string, depth = 0): boolean {
  return source.list(folder).some(({ kind, name, path: inner }) => kind === 'file' ? /\.(?:py|ipynb)$/.test(name) : depth < DEEPEST && holdsPython(source, inner, depth + 1));
}

function declaredBelow(source: SourceFolder): string[] {
  return foldersIn(source, '').flatMap((folder) => {
    const own = declared(source, folder);
    return own !== undefined ? [own] : foldersIn(source, folder).flatMap((inner) => declared(source, inner) ?? []);
  });
}

function foldersIn(source: SourceFolder, folder: string): string[] {
  return source.list(folder).filter(({ kind, name }) => kind === 'folder' && !ASIDE.test(name) && !excludedAnywhere(name)).map((entry) => entry.path);
}

function declared(source: SourceFolder, folder: string): string | undefined {
  return DECLARES.map((name) => `${folder}/${name}`).find((file) => source.isFile(file));
}
