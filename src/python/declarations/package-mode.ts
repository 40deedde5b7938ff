import { hasModule } from './found-module';
import { Pyproject } from './pyproject';
import { startsOwnFile } from '../entrypoints/started-files';
import { ProjectLayout } from '../source/project-layout';
import { SourceFolder } from '../source/source-folder';
import { isTable, tableAt } from '../source/toml-file';
import { PythonSource } from '../syntax/python-source';
import { readPython } from '../syntax/python-text';

/** What a project says of whether it is a package, and where its code lies. */
export interface PackageFacts {
  readonly source: SourceFolder;
  readonly pyproject?: Pyproject;
  readonly layout: ProjectLayout;
  readonly scripts: Record<string, string>;
}

/** Whether there is something to install; undefined where nothing but what starts the app decides it. `[tool.uv] package` has the last word. */
export function saysPackage({ source, pyproject, layout, scripts }: PackageFacts): boolean | undefined {
  const tool = pyproject?.tool ?? {};
  const uv = tableAt(tool, 'uv')?.package;
  if (typeof uv === 'boolean') {
    return uv;
  }
  const poetry = tableAt(tool, 'poetry');
  // Of a back end other than Poetry's, scripts show that something is built, even if nobody sees where.
  const unbuilt = pyproject !== undefined && (poetry !== undefined || Object.keys(scripts).length === 0) && !hasModule({ source, pyproject, layout });
  if (poetry?.['package-mode'] === false || tableAt(tool, 'pdm')?.distribution === false || unbuilt || startsOwnFile(source, scripts)) {
    return false;
  }
  // An empty setup.py, or one of comments, builds a package without a name. One that raises an error whatever happens builds nothing.
  const script = readPython(source, 'setup.py') ?? '';
  const setupPy = script.replace(/#.*$/gm, '').trim() !== '' && !PythonSource.parse(script).top.raises;
  const setupCfg = /^\[metadata\]/m.test(source.read('setup.cfg') ?? '');
  const flit = isTable(tableAt(tool, 'flit')?.metadata);
  const built = setupPy || (pyproject?.buildSystem !== undefined && (pyproject.project !== undefined || setupCfg || poetry !== undefined || flit));
  return built ? undefined : false;
}
