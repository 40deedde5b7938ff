import { ownCommand } from './container-commands';
import { dockerfileWords } from './dockerfile-command';
import { foundHandlers } from './found-handlers';
import { isIdle } from './idle-command';
import { taskCommands } from './task-commands';
import { processProp } from './written-process';
import type { PythonProject } from '../python-project';
import { ownDockerfile } from '../source/own-dockerfile';
import { parsedPython } from '../source/parsed-python';
import { pythonFiles } from '../source/python-files';
import { SourceFolder } from '../source/source-folder';
import { tableAt } from '../source/toml-file';

/** What someone may have meant where nothing starts by itself: lines to write, the likeliest first. */
export function suggestEntrypoints(project: PythonProject, packages: { readonly name: string }[]): string[] {
  return [
    ...ofDockerfile(project), ...taskCommands(project._source, project._pyproject?.tool ?? {}).map(processProp), ...computedScripts(project),
    ...scriptCalls(project), ...functions(project, packages),
    ...foundHandlers(project).map((handler) => `toLambdaCode({ handler: '${handler}' })`), ...tools(project, packages.map(({ name }) => name)),
  ];
}

/** What the project's own Dockerfile starts, which may be a program that the Dockerfile makes. A handler is none. */
function ofDockerfile(project: PythonProject): string[] {
  const { _source: source } = project;
  const own = ownCommand(source);
  const said = dockerfileWords(source).join(' ');
  const line = own?.script === undefined ? said : own.line;
  return line === '' || (isIdle(line) && !line.startsWith('jupyter')) || isHandler(source, line) ? [] : [processProp(line)];
}

/** What an image of Lambda starts with: the handler of a function. */
function isHandler(source: SourceFolder, line: string): boolean {
  return /^\w+(?:\.\w+)+$/.test(line) && ownDockerfile(source)?.instructions.some(({ keyword, rest }) => keyword === 'FROM' && /\blambda\b/.test(rest)) === true;
}

/** Scripts whose names are known when the project is built. */
function computedScripts({ isPackage, name, _consoleScripts: { project, computed } }: PythonProject): string[] {
  return isPackage && computed === true ? [`entrypoint: Entrypoint.consoleScript('${project ?? name ?? 'NAME'}')`] : [];
}

/** Scripts of a project that is not installed: no program of theirs exists, but Python can call the function. */
function scriptCalls(project: PythonProject): string[] {
  return project.isPackage ? [] : Object.values(project._consoleScripts.scripts).flatMap((target) => {
    const [, module, called] = /^\s*([\w.]+)\s*:\s*([\w.]+)/.exec(target) ?? [];
    return module === undefined ? []
      : [processProp(`python -c "from ${module} import ${called.split('.')[0]}; ${called}()"`)];
  });
}

/**
 * Functions Framework takes any function of one argument that main.py has, or another file where there is none: only its caller knows which. Where a function is deployed without it,
 * its platform adds it.
 */
function functions({ _source: source }: PythonProject, packages: { readonly name: string }[]): string[] {
  const named = parsedPython(source, 'main.py').top.functions;
  if (!packages.some(({ name }) => name === 'functions-framework')) {
    return named.filter(({ required }) => /^(?:request|req|cloud_?event)$/.test(required.join(',')))
      .map(({ name }) => `functions-framework in the dependencies: it serves ${name} of main.py`).slice(0, 1);
  }
  const elsewhere = source.isFile('main.py') ? [] : pythonFiles(source, '').map((file) => ({ file, functions: parsedPython(source, file).top.functions }));
  const taken = elsewhere.flatMap(({ file, functions: all }) => all.filter(({ name, required }) => required.length === 1 && !name.startsWith('_')).map(({ name }) => ({ file, name })));
  return [...named.map(({ name }) => ({ file: 'main.py', name })), ...taken]
    .map(({ file, name }) => processProp(`functions-framework --source=${file} --target=${name} --port=$PORT`));
}

/**
 * Projects of programs that have many commands: only its caller knows which is meant, or the usual one. Sources: the command line references of Scrapy, Dagster, LangGraph, dbt,
 * Meltano, SQLMesh, Reflex and Airflow.
 */
function tools(project: PythonProject, named: string[]): string[] {
  const { _source: source, _pyproject: pyproject, _layout: { packages } } = project;
  const root = tableAt(pyproject?.tool ?? {}, 'dg', 'project')?.root_module;
  const dagster = tableAt(pyproject?.tool ?? {}, 'dagster')?.module_name ?? (typeof root === 'string' ? `${root}.definitions` : undefined);
  return [
    ...source.isFile('scrapy.cfg') ? [processProp('scrapy crawl NAME')] : [],
    ...typeof dagster === 'string' && /^[\w.]+$/.test(dagster) ? [processProp(`dagster code-server start --host=0.0.0.0 --port=$PORT --module-name=${dagster}`)] : [],
    ...source.isFile('langgraph.json') ? [processProp('langgraph dev --host 0.0.0.0 --port $PORT --no-browser')] : [],
    ...source.isFile('dbt_project.yml') ? [processProp('dbt build')] : [],
    ...source.isFile('meltano.yml') ? [processProp('meltano run JOB')] : [],
    ...source.isFile('rxconfig.py') ? [processProp('reflex run --env prod --backend-only')] : [],
    ...named.includes('sqlmesh') ? [processProp('sqlmesh run')] : [],
    ...packages.includes('dags') ? [processProp('airflow scheduler')] : [],
  ];
}
