import * as path from 'path';
import { EntrypointContext, StartCommand } from './entrypoint-binding';
import { foundHandlers } from './found-handlers';
import { CodedError } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';
import { shortened } from '../../private/shortened';
import type { PythonProject } from '../python-project';
import { ImportPath, moduleFile, moduleName } from '../source/project-layout';
import { normalizeName } from '../syntax/package-name';
import { PythonSource } from '../syntax/python-source';

/** What a base image calls handlers with. */
export interface LambdaProgram {
  readonly path: string;
  /** Its Python, which is not that of the environment: the packages are handed to it by PYTHONPATH. */
  readonly python: string;
  /** What the user has on PYTHONPATH. */
  readonly pythonPath: string[];
}

/** How Lambda starts the app. */
export interface LambdaStart {
  /** What is called if the function says nothing else: `package.module.function`. */
  readonly handler: string;
  /** What functions may call beside it. */
  readonly others: string[];
  /** The program of the base image that calls a handler by the base's own Python; the runtime client in the environment without one. */
  readonly program?: LambdaProgram;
}

/** Lambda's runtime client, as a module and as a package of PyPI. */
export const LAMBDA_CLIENT = 'awslambdaric';

/** The runtime client takes `src/app.handle`, too. https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html */
const HANDLER = /^[A-Za-z_]\w*([./][A-Za-z_]\w*)*\.[A-Za-z_]\w*$/;

/**
 * The start of a function. Nothing but SIGKILL, which Lambda sends, ends the client while it waits for an event: it waits in C, where Python sees no signal.
 */
export function bindLambda({ handler, others, program }: LambdaStart, context: EntrypointContext): StartCommand {
  const { appFolder, binFolder, environment, project, plan } = context;
  const packages = plan.packagesFor(environment).map(({ name }) => name);
  const handlers = [...new Set([handler, ...others])];
  handlers.forEach((one) => checkHandler(one, project, packages));
  const source = project.isPackage ? [] : [appFolder];
  const modules = path.posix.join(binFolder, '..', 'lib', `python${environment.variables.python_version}`, 'site-packages');
  return {
    argv: program === undefined ? [`${binFolder}/python`, '-m', LAMBDA_CLIENT] : [program.path],
    command: [handler],
    env: project.isPackage ? {} : { LAMBDA_TASK_ROOT: appFolder },
    stopSignal: 'SIGKILL',
    imports: [...(program === undefined ? [LAMBDA_CLIENT] : []), ...handlers.map((one) => splitHandler(one).join(':'))],
    requires: [],
    ...(program !== undefined && { interpreter: program.python, searched: [...program.pythonPath, ...source, modules] }),
  };
}

/** `app.handler` of `app:handler`, `app.py:handler` and `shop/app.handler`. */
function handlerMeant(handler: string): string | undefined {
  const meant = handler.trim().replace(/\.py(?=[:.])/, '').replace(/^\.?\//, '').replace(/[:/]/g, '.').replace(/\(.*\)$/, '');
  return HANDLER.test(meant) ? meant : undefined;
}

/**
 * Fails with `LambdaHandlerInvalid` for what is not written as a handler, and for one that the project would have and has not. What a name gets by other means
 * than a definition, an assignment or an import is not known, and neither is what is in a dependency: the check in the build tries both.
 */
export function checkHandler(handler: string, project: PythonProject, packages: string[]): void {
  if (!HANDLER.test(handler)) {
    throw new CodedError('LambdaHandlerInvalid', {
      what: 'the handler is not one that Lambda can call', found: JSON.stringify(handler), expected: 'package.module.function', write: `handler: '${handlerMeant(handler) ?? foundHandlers(project)[0] ?? 'api.events.handle'}'`,
    });
  }
  const [module, name] = splitHandler(handler);
  const { _source: source } = project;
  const file = moduleFile(withSource(project), source, module);
  if (file === undefined) {
    requireForeign(module, handler, project, packages);
    return;
  }
  const text = source.read(file) ?? '';
  const { top, imports } = PythonSource.parse(text);
  const functions = top.functions.map((one) => one.name);
  const names = [...functions, ...top.assignments.map((one) => one.name), ...imports.keys()];
  const elsewhere = top.acts || imports.has('*') || new RegExp(`^\\s*(class|global) +${name}\\b|\\bglobals\\(|^\\s*${name} *:?=|^def __getattr__\\b`, 'm').test(text);
  if (!names.includes(name) && !elsewhere) {
    const near = nearestNames(name, functions)[0] ?? functions[0];
    throw new CodedError('LambdaHandlerInvalid', {
      what: `${file} does not define ${name}`,
      found: functions.length === 0 ? 'no functions' : `the functions ${functions.join(', ')}`,
      expected: `a function ${name}(event, context)`,
      write: near === undefined ? `def ${name}(event, context): in ${file}` : `handler: '${module}.${near}'`,
    });
  }
}

/** `src/app.handle` is the function handle of the module src.app. */
function splitHandler(handler: string): [string, string] {
  const at = handler.lastIndexOf('.');
  return [handler.slice(0, at).replace(/\//g, '.'), handler.slice(at + 1)];
}

/** Where modules are looked for: a project that is no package is started in its folder, which is looked into, too. */
function withSource({ isPackage, _layout: layout }: PythonProject): ImportPath {
  return { ...layout, importRoots: [...new Set([...layout.importRoots, ...(isPackage ? [] : [''])])] };
}

/** A module that the project does not have may be one of a dependency, of which the first word is in the name of its package. */
function requireForeign(module: string, handler: string, project: PythonProject, packages: string[]): void {
  const { _layout: layout, _source: source } = project;
  const [top] = module.split('.');
  const own = [...layout.packages, ...layout.modules].map((file) => moduleName(layout, file.endsWith('.py') ? file : `${file}/__init__.py`) ?? '');
  const [word] = normalizeName(top).split('-');
  if (!own.includes(top) && packages.some((name) => name.split('-').includes(word))) {
    return;
  }
  const files = project._applicationFiles().filter((file) => file.endsWith('.py'));
  const modules = files.flatMap((file) => moduleName(layout, file) ?? []).filter((name) => moduleFile(layout, source, name) !== undefined);
  const near = nearestNames(module, modules)[0];
  throw new CodedError('LambdaHandlerInvalid', {
    what: `the project has no module ${module}`,
    found: modules.length === 0 ? 'no modules' : `the modules ${shortened(modules)}`,
    expected: `a module of the project or of a dependency in ${JSON.stringify(handler)}`,
    write: near === undefined ? `the file ${module.replace(/\./g, '/')}.py, or another module in handler` : `handler: '${near}.${handler.slice(handler.lastIndexOf('.') + 1)}'`,
  });
}
