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
  /** A project that has it is for nothing else: programs beside it, such as one that trains a model, are not the app. */
  readonly first?: boolean;
  /** The names in a module that it is started with; empty when the module has none. */
  readonly names: (source: PythonSource) => string[];
  readonly command?: (module: string, name: string) => string;
  /** One process takes them all. */
  readonly joined?: (found: { readonly module: string; readonly where: string }[]) => string;
}

const assigned = (source: PythonSource, origin: RegExp) => source.top.assignments.filter(({ value }) => origin.test(value.callee?.origin ?? '')).map(({ name }) => name);

const WORKERS: Worker[] = [
  { requires: 'celery', names: (source) => assigned(source, /^celery\.Celery$/).slice(0, 1), command: (module, name) => `celery --app=${module}:${name} worker --loglevel=INFO` },
  { requires: 'arq', names: ({ top }) => top.classes.filter(({ name }) => name === 'WorkerSettings').map(({ name }) => name), command: (module, name) => `arq ${module}.${name}` },
  {
    requires: 'dramatiq',
    names: ({ top, imports }) => top.functions.some(({ decorators }) => decorators.some((one) => /^dramatiq\.actor$/.test(one) || imports.get(one) === 'dramatiq.actor')) ? [''] : [],
    joined: (found) => `dramatiq ${found.map(({ module }) => module).join(' ')}`,
  },
  // Its modules named tasks.py are imported, too: nothing else may import them.
  { requires: 'taskiq', names: (source) => assigned(source, /^taskiq\w*\.(?:\w+\.)*\w*Broker$/).slice(0, 1), command: (module, name) => `taskiq worker ${module}:${name} --fs-discover` },
  { requires: 'huey', names: (source) => assigned(source, /^huey\.(?:\w+\.)*\w*Huey$/).slice(0, 1), command: (module, name) => `huey_consumer ${module}.${name}` },
  { requires: 'faust-streaming', first: true, names: (source) => assigned(source, /^faust\.App$/).slice(0, 1), command: (module, name) => `faust --app=${module}:${name} worker --loglevel=info` },
  {
    requires: 'kopf',
    first: true,
    names: ({ top }) => top.functions.some(({ decorators }) => decorators.some((one) => /^kopf\.(?:on\.\w+|timer|daemon|index)$/.test(one))) ? [''] : [],
    joined: (found) => `kopf run --all-namespaces ${found.map(({ where }) => where).join(' ')}`,
  },
  {
    requires: 'bentoml',
    first: true,
    names: ({ text }) => [...text.matchAll(/^@bentoml\.service\b[^]*?^class\s+(\w+)/gm)].map(([, name]) => name),
    command: (module, name) => `bentoml serve ${module}:${name} --host 0.0.0.0 --port $PORT`,
  },
];

/** What such a project is for, where it is one: services of BentoML, operators of Kopf, agents of Faust. */
export function firstOfAll(project: PythonProject, objects: WebObjects, packages: { readonly name: string }[]): Candidate[] {
  return startedBy(WORKERS.filter(({ first }) => first === true), project, objects, packages);
}

/** The workers of the packages that are installed, by the modules at the top and directly inside the packages. Several modules of one worker that takes them all are one. */
export function queueWorkers(project: PythonProject, objects: WebObjects, packages: { readonly name: string }[]): Candidate[] {
  return startedBy(WORKERS, project, objects, packages);
}

function startedBy(workers: Worker[], project: PythonProject, objects: WebObjects, packages: { readonly name: string }[]): Candidate[] {
  const { _layout: { modules, packages: folders }, _source: source } = project;
  const worker = workers.find(({ requires }) => packages.some(({ name }) => name === requires));
  const found = worker === undefined ? [] : [...modules, ...pythonFiles(source, ...folders)].flatMap((where) => {
    const module = importable(project, where);
    return module === undefined ? [] : worker.names(objects.source(where)).map((name) => ({ where, module, name }));
  });
  if (worker?.joined !== undefined && found.length > 0) {
    return [{ entrypoint: Entrypoint.process(worker.joined(found)), where: found[0].where }];
  }
  return found.flatMap(({ where, module, name }) => {
    const command = worker?.command?.(module, name);
    return command === undefined ? [] : [{ entrypoint: Entrypoint.process(command), where }];
  });
}
