import { excludedAnywhere } from './excluded-files';
import { PythonProject } from './python-project';
import { SourceFolder } from './source-folder';

const DECLARES = ['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock', 'pylock.toml', 'pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.py', 'setup.cfg'];
/** Folders whose files of requirements are for something else than the application. */
const ASIDE = /^(?:\..*|tests?|docs?|doc|examples?|benchmarks?|scripts?|tools?|ci|requirements|notebooks?|vendor|third[-_]party)$/i;

/**
 * What folders below the source declare, when the source itself has no code at its top: `backend/pyproject.toml`. The source is then the folder
 * around the projects, as a repository of a front end and a back end has it.
 */
export function nestedProjects({ _source: source, _layout: { modules, programs } }: PythonProject): string[] {
  return modules.length + programs.length > 0 ? [] : foldersIn(source, '').flatMap((folder) => {
    const own = declared(source, folder);
    return own !== undefined ? [own] : foldersIn(source, folder).flatMap((inner) => declared(source, inner) ?? []);
  });
}

function foldersIn(source: SourceFolder, folder: string): string[] {
  return source.list(folder).filter(({ kind, name }) => kind === 'folder' && !ASIDE.test(name) && !excludedAnywhere(name)).map(({ path }) => path);
}

function declared(source: SourceFolder, folder: string): string | undefined {
  return DECLARES.map((name) => `${folder}/${name}`).find((file) => source.isFile(file));
}
