import type { PythonProject } from '../python-project';
import { moduleFile } from '../source/project-layout';

/** By its name, each script of a project that is not installed as the command line that `poetry run` stands for: Python calls the function. */
export function uninstalledScripts(project: PythonProject): Record<string, string> {
  const { isPackage, _layout: layout, _source: source, _consoleScripts: { scripts } } = project;
  const all = isPackage ? [] : Object.entries(scripts).flatMap(([name, target]) => {
    const [, module, called] = /^([\w.]+):(\w+)$/.exec(target.replace(/\s/g, '')) ?? [];
    return module === undefined || moduleFile(layout, source, module) === undefined ? []
      : [[name, `python -c "from ${module} import ${called}; ${called}()"`] as const];
  });
  return Object.fromEntries(all);
}
