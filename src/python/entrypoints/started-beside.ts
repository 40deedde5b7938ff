import type { PythonProject } from '../python-project';
import { djangoSites } from './django-site';
import { startedCommands } from './started-commands';
import { WebObjects } from './web-object';
import { whyOwnCodeCompiles } from '../declarations/own-code';
import { FileSearch, TIERS } from '../source/file-search';
import { isInstalled } from '../source/installed-files';
import { pythonFiles } from '../source/python-files';

/**
 * Whether a project that could be built starts by a file at its top that its wheel does not have: main.py beside the package. Its owner runs that file where it
 * lies, and so does a command that names its module: `gunicorn main:app`. One with console scripts, a `__main__` or a site of Django starts by those, and what has to be compiled has to be installed.
 */
export function startsBesidePackage(project: PythonProject): boolean {
  const { _consoleScripts: { scripts, files, computed }, _layout: { packages }, _source: source } = project;
  const beside = pythonFiles(source, '').filter((file) => file !== 'setup.py' && file !== 'conftest.py');
  const named = modulesOf(startedCommands(source)).filter((file) => beside.includes(file));
  if (named.length > 0) {
    return named.some((file) => !isInstalled(project, file)) && whyOwnCodeCompiles(project) === undefined;
  }
  if (computed === true || Object.keys(scripts).length + files.length > 0 || packages.some((folder) => source.isFile(`${folder}/__main__.py`))) {
    return false;
  }
  const objects = new WebObjects(project);
  const search = new FileSearch(project, objects, [], false);
  const found = [() => djangoSites(project, objects, []), ...TIERS.map((names) => () => search.named(names)), () => search.others()];
  const chosen = found.map((look) => look()).find((candidates) => candidates.length > 0) ?? [];
  return chosen.length > 0 && chosen.every(({ where }) => source.isFile(where) && !isInstalled(project, where))
    && whyOwnCodeCompiles(project) === undefined;
}

/** The files of the modules that commands name: `main:app`, `-m main`, `--app main`. */
function modulesOf(commands: string[][]): string[] {
  return commands.flatMap((words) => words.flatMap((word, n) => {
    const [, module, object] = /^["']?(?:--app=)?([A-Za-z_]\w*)(:[\w.]+(?:\([^)]*\))?)?["']?$/.exec(word) ?? [];
    return module !== undefined && (object !== undefined || word.startsWith('--app=') || /^(?:-m|-A|--app)$/.test(words[n - 1] ?? '')) ? [`${module}.py`] : [];
  }));
}
