import type { Candidate } from './django-site';
import { Entrypoint } from './entrypoint';
import { importable } from './entrypoint-binding';
import type { WebObjects } from './web-object';
import type { PythonProject } from '../python-project';
import { pythonFiles } from '../source/python-files';
import type { PythonSource } from '../syntax/python-source';

/** What a package that works off queues, or serves a class, is started with. Sources: the command line references of each. */
interface Worker {
  /** The package that has the program, normalized. */
  readonly requires: string;
  /** The names in a module that it is started with; empty when the module has none. */
  readonly names: (source: PythonSource) => string[];
  readonly command: (module: string, name: string) => string;
  /** Whether one command takes all modules, with blanks between them. */
  readonly together?: boolean;
}

const assigned = (source: PythonSource, origin: RegExp) => source.top.assignments.filter(({ value }) => origin.test(value.callee?.origin ?? '')).map(({ name }) => name);

const WORKERS: Worker[] = [
  { requires: 'celery', names: (source) => assigned(source, /^celery\.Celery$/).slice(0, 1), command: (module, name) => `celery --app=${module}:${name} worker --loglevel=INFO` },
  { requires: 'arq', names: ({ top }) => top.classes.filter(({ name }) => name === 'WorkerSettings').map(({ name }) => name), command: (module, name) => `arq ${module}.${name}` },
  {
    requires: 'dramatiq',
    names: ({ top, imports }) => top.functions.some(({ decorators }) => decorators.some((one) => /^dramatiq\.actor$/.test(one) || imports.get(one) === 'dramatiq.actor')) ? [''] : [],
    command: (module) => `dramatiq ${module}`,
    together: true,
  },
  // Its modules named tasks.py are imported, too: nothing else may import them.
  { requires: 'taskiq', names: (source) => assigned(source, /^taskiq\w*\.(?:\w+\.)*\w*Broker$/).slice(0, 1), command: (module, name) => `taskiq worker ${module}:${name} --fs-discover` },
  { requires: 'huey', names: (source) => assigned(source, /^huey\.(?:\w+\.)*\w*Huey$/).slice(0, 1), command: (module, name) => `huey_consumer ${module}.${name}` },
  {
    requires: 'bentoml',
    names: ({ text }) => [...text.matchAll(/^@bentoml\.service\b[^]*?^class\s+(\w+)/gm)].map(([, name]) => name),
    command: (module, name) => `bentoml serve ${module}:${name} --host 0.0.0.0 --port $PORT`,
  },
];

/** The workers of the packages that are installed, by the modules at the top and directly inside the packages. Several modules of one worker that takes them all are one. */
export function queueWorkers(project: PythonProject, objects: WebObjects, packages: { readonly name: string }[]): Candidate[] {
  const { _layout: { modules, packages: folders }, _source: source } = project;
  const worker = WORKERS.find(({ requires }) => packages.some(({ name }) => name === requires));
  const found = worker === undefined ? [] : [...modules, ...pythonFiles(source, ...folders)].flatMap((where) => {
    const module = importable(project, where);
    return module === undefined ? [] : worker.names(objects.source(where)).map((name) => ({ where, module, name }));
  });
  const started = worker?.together === true ? found.slice(0, 1).map((first) => ({ ...first, module: found.map(({ module }) => module).join(' ') })) : found;
  return worker === undefined ? []
    : started.map(({ where, module, name }) => ({ entrypoint: Entrypoint.process(worker.command(module, name)), where }));
}
