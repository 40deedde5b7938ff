import type { PythonProject } from '../python-project';
import { WebObjects } from './web-object';
import { moduleFile } from '../source/project-layout';
import { PythonBlock } from '../syntax/python-block';

/** The function of the project that a console script calls. */
export interface ScriptFunction {
  /** The module as the script names it, and its file. */
  readonly module: string;
  readonly file: string;
  readonly body: PythonBlock;
}

/** Looks up what a console script of the project calls; undefined when its function is not written out in the project. */
export function scriptFunction(project: PythonProject, objects: WebObjects, name: string): ScriptFunction | undefined {
  const [module, called] = (Object.hasOwn(project.consoleScripts, name) ? project.consoleScripts[name] : '').replace(/\[.*$|\s/g, '').split(':');
  const file = module === '' ? undefined : moduleFile(project._layout, project._source, module);
  const body = file === undefined ? undefined : objects.source(file).top.functions.find((one) => one.name === called)?.body;
  return file === undefined || body === undefined ? undefined : { module, file, body };
}
