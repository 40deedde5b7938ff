import * as path from 'path';
import { ContainerCommand } from './container-commands';
import { BACKGROUND } from './container-script';
import { isPython, pythonTarget } from './python-words';
import { WEB_SERVERS } from './web-server';
import type { PythonProject } from '../python-project';
import { moduleFile } from '../source/project-layout';

/** What a command starts of the project. */
export interface StartedFile {
  readonly file: string;
  /** The object in it that a server is given. */
  readonly object?: string;
  /** The module that Python is given, where it finds it in the source. */
  readonly module?: string;
  /** The program that takes the file, when that is not Python. */
  readonly program?: string;
}

/** Programs that take a file or a module of the project, beside the servers of applications. */
const TAKES = ['flask', 'fastapi', 'streamlit', 'chainlit', 'celery', 'dramatiq', 'arq', 'taskiq', 'huey_consumer', 'huey_consumer.py', 'functions-framework', 'litestar', 'quart', 'bokeh', 'panel', 'marimo', 'voila', 'mcp', 'fastmcp'];
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** Whether a program is started with a file, a module or an application of a project. */
export function isTaken(program: string): boolean {
  return TAKES.includes(program) || WEB_SERVERS.some(({ script }) => script === program);
}

/** The file of the project that a command of its containers starts; undefined when it starts none, or that is not sure. */
export function startedFile(project: PythonProject, { line, folder, paths }: Pick<ContainerCommand, 'line' | 'folder' | 'paths'>): StartedFile | undefined {
  const words = BACKGROUND.test(line) ? [] : line.split(/\s+/);
  const at = words.findIndex((word) => !ASSIGNMENT.test(word) && word !== 'env' && word !== 'exec');
  const [program = '', ...rest] = at < 0 ? [] : words.slice(at);
  const ofModule = (module: string) => moduleFile({ importRoots: [...new Set([folder, ...project._layout.importRoots])] }, project._source, module);
  const name = path.posix.basename(program);
  if (isPython(name)) {
    const target = pythonTarget(rest);
    const module = rest[target] === '-m' ? rest[target + 1] ?? '' : undefined;
    const file = module === undefined ? paths.fileAt(rest[target] ?? '') : ofModule(`${module}.__main__`) ?? ofModule(module);
    return file !== undefined ? { file, ...(module !== undefined && folder === '' && { module }) } : module === undefined ? undefined : ofProgram(module, rest.slice(target + 2));
  }
  if (name.endsWith('.py') && program.includes('/')) {
    const file = paths.fileAt(program);
    return file === undefined ? undefined : { file };
  }
  const script = project.isPackage && Object.hasOwn(project.consoleScripts, name) ? ofModule(project.consoleScripts[name].replace(/[:[].*$/, '').trim()) : undefined;
  return script === undefined ? ofProgram(name, rest) : { file: script };

  function ofProgram(called: string, given: string[]): StartedFile | undefined {
    if (!isTaken(called)) {
      return undefined;
    }
    const variable = called === 'flask' ? [paths.environment.get('FLASK_APP') ?? ''] : [];
    for (const word of [...given, ...variable].map((one) => one.replace(/^["']|["']$/g, '').replace(/^(?:--app=|-A(?=\w))/, ''))) {
      const [, module, object] = /^([A-Za-z_][\w.]*?)(?::([\w.]+)(?:\(.*)?)?$/.exec(word) ?? [];
      const file = /\.py(?::\w+)?$/.test(word) ? paths.fileAt(word.replace(/:\w+$/, ''))
        : called === 'fastapi' && word.includes('/') ? paths.fileAt(`${word}/__init__.py`) : module === undefined ? undefined : called === 'celery' ? ofModule(`${module}.celery`) ?? ofModule(module) : ofModule(module) ?? ofModule(module.replace(/\.\w+$/, ''));
      if (file !== undefined) {
        return { file, program: called, ...(object !== undefined && { object }) };
      }
    }
    return undefined;
  }
}
