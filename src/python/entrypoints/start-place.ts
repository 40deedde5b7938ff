import { importable } from './entrypoint-binding';
import type { PythonProject } from '../python-project';
import { WebObjects } from './web-object';
import { folderOf, foldersAbove } from '../source/folders-above';
import { moduleName } from '../source/project-layout';
import { pythonFiles } from '../source/python-files';
import { SourceFolder } from '../source/source-folder';

/** A module, and where it is started so that it finds what it imports. */
export interface StartPlace {
  readonly module: string;
  /** The folder whose modules it imports by their names, relative to the source, when that is no import root. */
  readonly folder?: string;
}

/**
 * Where a file of a project that is no package has to be started. `from routers import items` in app/main.py means app/routers: the file is
 * the module `main` of the folder app. `from app.core import db` in backend/app/main.py means backend. A file that lies in no import root is started where
 * it is. Undefined when it cannot be imported.
 */
export function startPlace(objects: WebObjects, project: PythonProject, file: string): StartPlace | undefined {
  const module = importable(project, file);
  const folder = project.isPackage ? undefined : foreignFolder(objects, project, file) ?? (module === undefined ? folderOf(file) : undefined);
  const inside = folder === undefined ? module : moduleName({ importRoots: [folder] }, file);
  return inside === undefined ? undefined : { module: inside, ...(folder !== undefined && { folder }) };
}

/** Whether a program is run by `python -m`, because it imports what lies around its folder. */
export function needsModule(objects: WebObjects, project: PythonProject, file: string): boolean {
  const { modules } = objects.source(file);
  const { _layout: { importRoots }, _source: source } = project;
  const folder = folderOf(file);
  return modules.some((module) => module.startsWith('.'))
    || (!importRoots.includes(folder) && namesOf(modules)
      .some((name) => !holds(source, folder, name) && importRoots.some((root) => holds(source, root, name))));
}

/** The nearest folder above a file that has what no import root has and the file imports. */
function foreignFolder(objects: WebObjects, { _layout: { importRoots }, _source: source }: PythonProject, file: string): string | undefined {
  const missing = namesOf(objects.source(file).modules).filter((name) => !importRoots.some((root) => holds(source, root, name)));
  return missing.length === 0 ? undefined
    : foldersAbove(file).find((folder) => !importRoots.includes(folder) && missing.some((name) => holds(source, folder, name)));
}

function namesOf(modules: string[]): string[] {
  return [...new Set(modules.filter((module) => !module.startsWith('.')).map((module) => module.split('.')[0]))];
}

/** Whether a folder has a module or a package of this name. */
function holds(source: SourceFolder, folder: string, name: string): boolean {
  const path = folder === '' ? name : `${folder}/${name}`;
  const hasCode = (one: string) => source.isFolder(one) && pythonFiles(source, one).length > 0;
  return source.isFile(`${path}.py`) || hasCode(path) || (source.isFolder(path) && source.list(path).some((entry) => entry.kind === 'folder' && hasCode(entry.path)));
}
