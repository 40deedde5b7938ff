import { PythonProject } from './python-project';
import { PythonSource } from './python-source';
import { readPython } from './python-text';

/** What someone may have meant where nothing starts by itself: lines to write, the likeliest first. */
export function suggestEntrypoints(project: PythonProject, packages: { readonly name: string }[]): string[] {
  return [...uninstalledScripts(project), ...functions(project, packages)];
}

/** Scripts of a project that is not installed: no program of theirs exists, but Python can call the function. */
function uninstalledScripts(project: PythonProject): string[] {
  return project.isPackage ? [] : Object.values(project._consoleScripts.scripts).flatMap((target) => {
    const [, module, called] = /^\s*([\w.]+)\s*:\s*([\w.]+)/.exec(target) ?? [];
    return module === undefined ? []
      : [`entrypoint: Entrypoint.process('python -c "from ${module} import ${called.split('.')[0]}; ${called}()"')`];
  });
}

/** Functions Framework takes any function of one argument that main.py has: only its caller knows which. */
function functions({ _source: source }: PythonProject, packages: { readonly name: string }[]): string[] {
  const named = packages.some(({ name }) => name === 'functions-framework') ? PythonSource.parse(readPython(source, 'main.py') ?? '').top.functions : [];
  return named.map(({ name }) =>
    `entrypoint: Entrypoint.process('functions-framework --source=main.py --target=${name} --host=0.0.0.0 --port=$PORT')`);
}
