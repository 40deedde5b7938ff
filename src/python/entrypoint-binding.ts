import * as path from 'path';
import { activating } from './activation';
import { DependencyPlan } from './dependency-plan';
import { MarkerEnvironment } from './marker';
import { normalizeName } from './package-name';
import { moduleName } from './project-layout';
import { PythonProject } from './python-project';
import { StaticFiles } from './static-files';
import { BRINGS_SERVER, WEB_SERVERS, WebKind, WebServer } from './web-server';
import { CodedError } from '../private/coded-error';

/** Where the entry point gets bound: what is installed, and where in the image. */
export interface EntrypointContext {
  readonly project: PythonProject;
  readonly plan: DependencyPlan;
  readonly environment: MarkerEnvironment;
  /** The folder of python and of the console scripts, absolute: `/app/.venv/bin`. */
  readonly binFolder: string;
  /** The folder of the code of a project that is no package, absolute: `/app`. */
  readonly appFolder: string;
  /** The shell of the image, if it has one. */
  readonly shell?: string;
}

/** How a container starts. */
export interface BoundEntrypoint {
  /** Exec form; the first word is an absolute path. */
  readonly argv: string[];
  readonly env: Record<string, string>;
  /** What follows when the container is given no arguments. */
  readonly command?: string[];
  /** The signal that ends it orderly, also as process 1. */
  readonly stopSignal: string;
  /** Modules that start-up imports anyway, or the path of a script for what it calls: a check in the build may import them. */
  readonly imports: string[];
  /**
   * What runs as `__main__`: absolute paths of scripts in the image, and names of modules (`python -m`). A check in the build must not
   * import or run them; it may try what they import at their top (`check-image requires`).
   */
  readonly requires: string[];
  /** The scripts of the environment that it starts, absolute; undefined when it starts none. */
  readonly scripts?: string[];
  /** The folders that the project's modules are imported from, absolute. Empty for a package, which is installed. */
  readonly importPath: string[];
  readonly port?: number;
  /** Files that the server serves itself. */
  readonly staticFiles?: StaticFiles;
  /** What starts, whatever runs it: what a compiler takes. Undefined for a command, of which nothing is known. */
  readonly program?: StartedProgram;
}

/** What starts, apart from the interpreter and from where it lies. */
export interface StartedProgram {
  readonly kind: 'console-script' | 'module' | 'script';
  /** Of a script: its absolute path in the image. */
  readonly name: string;
  /** Arguments that it always gets; `%PORT%` in them is the variable. */
  readonly words: string[];
  /** Arguments after them, as they are. */
  readonly extraArguments?: string[];
}

/** A start before it is known where the code lies. */
export type StartCommand = Omit<BoundEntrypoint, 'importPath'>;

/** What a web application is served with. */
export interface WebFacts {
  readonly kind: WebKind;
  readonly app: string;
  readonly server?: string;
  readonly port: number;
  readonly extraArguments: string[];
  readonly staticFiles?: StaticFiles;
}

/**
 * Adds where the modules of a project that is no package are found. Servers and `python -m` look into the working directory by themselves,
 * so PYTHONPATH is set only when the code lies elsewhere, as in `src`.
 */
export function withImportPath(bound: StartCommand, context: EntrypointContext): BoundEntrypoint {
  const { isPackage, _layout: { importRoots } } = context.project;
  const importPath = isPackage ? [] : importRoots.map((root) => path.posix.join(context.appFolder, root));
  const elsewhere = importPath.some((folder) => folder !== context.appFolder);
  return { ...bound, importPath, env: elsewhere ? { PYTHONPATH: importPath.join(':'), ...bound.env } : bound.env };
}

/** A console script. Python installs a handler for SIGINT only, so process 1 ends by SIGINT; known servers have their own signal. */
export function bindConsoleScript(name: string, context: EntrypointContext): StartCommand {
  const target = Object.hasOwn(context.project.consoleScripts, name) ? context.project.consoleScripts[name] : undefined;
  const server = WEB_SERVERS.find(({ script }) => script === name);
  const module = target?.split(':')[0].replace(/\[.*$/, '').trim();
  const script = `${context.binFolder}/${name}`;
  return {
    argv: [script],
    env: {},
    stopSignal: server?.stopSignal ?? 'SIGINT',
    imports: [module ?? script],
    requires: [],
    scripts: [script],
    program: { kind: 'console-script', name, words: [] },
  };
}

/** `python -m`. What is imported before the module runs: the packages above it, and itself if it is a package. */
export function bindModule(name: string, context: EntrypointContext): StartCommand {
  const { _layout: layout, _source: source } = context.project;
  const file = name.replace(/\./g, '/');
  const isPackage = layout.importRoots.some((root) => source.isFile(`${root === '' ? '' : `${root}/`}${file}/__main__.py`));
  const parent = name.split('.').slice(0, -1).join('.');
  return {
    argv: [`${context.binFolder}/python`, '-m', name],
    env: {},
    stopSignal: 'SIGINT',
    imports: isPackage ? [name] : parent === '' ? [] : [parent],
    requires: [name],
    program: { kind: 'module', name, words: [] },
  };
}

/** A file of the project. */
export function bindScript(script: string, context: EntrypointContext): StartCommand {
  const { _source: source } = context.project;
  const file = source.normalize(script, 'the entry point');
  if (!source.isFile(file)) {
    throw new CodedError('EntrypointNotFound', {
      what: `the script ${JSON.stringify(script)} does not exist`,
      expected: 'a file inside the source, relative to it',
    });
  }
  const inImage = path.posix.join(context.appFolder, file);
  return {
    argv: [`${context.binFolder}/python`, inImage],
    env: {},
    stopSignal: 'SIGINT',
    imports: [],
    requires: [inImage],
    program: { kind: 'script', name: inImage, words: [] },
  };
}

/** A command as it is. Of `python FILE` and `python -m MODULE` without other options it is known what they start. */
export function bindCommand(argv: string[], context: EntrypointContext): StartCommand {
  const python = /^python[\d.]*$/.test(path.posix.basename(argv[0]));
  return { argv, env: {}, stopSignal: python ? 'SIGINT' : 'SIGTERM', imports: [], requires: python ? startedBy(argv.slice(1), context) : [] };
}

/** A command in an activated environment. */
export function bindActivating(command: string[], context: EntrypointContext): StartCommand {
  if (context.shell === undefined) {
    throw new CodedError('EntrypointInvalid', {
      what: 'nothing can activate the environment: the base image has no shell', expected: 'Entrypoint.command, or a base image with one',
    });
  }
  const virtualenv = path.posix.dirname(context.binFolder);
  return { ...bindCommand(command, context), argv: activating(context.shell, virtualenv), command };
}

/** The script or the module behind `python`. Files that are not the project's may be added to the image after a check. */
function startedBy(words: string[], { appFolder, project }: EntrypointContext): string[] {
  const rest = words.slice(Math.max(0, words.findIndex((word) => !/^-[bBdEIOPqsSuvx]+$/.test(word))));
  if (rest[0] === '-m' && rest[1] !== undefined) {
    return [rest[1]];
  }
  const script = rest[0] === undefined || rest[0].startsWith('-') ? undefined : path.posix.resolve(appFolder, rest[0]);
  const own = script?.startsWith(`${appFolder}/`) && !project.isPackage && project._source.isFile(script.slice(appFolder.length + 1));
  return script !== undefined && own ? [script] : [];
}

/** A web application with its server. $PORT is read when the container starts; without a shell the port is fixed. */
export function bindWeb(facts: WebFacts, context: EntrypointContext): StartCommand {
  const factory = facts.app.endsWith('()');
  const app = factory ? facts.app.slice(0, -2) : facts.app;
  const server = chooseServer(facts, context);
  const useShell = !server.readsPort && context.shell !== undefined;
  const { staticFiles } = facts;
  const call = { app, factory, kind: facts.kind, staticFiles };
  const words = server.words({ ...call, port: useShell ? '"$PORT"' : String(facts.port) });
  if (!words) {
    throw new CodedError('EntrypointInvalid', {
      what: `${server.name} cannot call ${JSON.stringify(facts.app)}`,
      expected: 'an application object, or a server that takes a factory, such as uvicorn',
    });
  }
  const script = `${context.binFolder}/${server.script}`;
  const argv = useShell
    ? [context.shell, '-c', `exec ${[script, ...words].map(shellWord).join(' ')} "$@"`, server.script, ...facts.extraArguments]
    : [script, ...words, ...facts.extraArguments];
  return {
    argv,
    env: { PORT: String(facts.port) },
    stopSignal: server.stopSignal,
    imports: [app.split(':')[0]],
    requires: [],
    port: facts.port,
    ...(staticFiles && { staticFiles }),
    program: { kind: 'console-script', name: server.script, words: server.words({ ...call, port: '%PORT%' }) ?? [], extraArguments: facts.extraArguments },
  };
}

/** The names of the servers among the packages of the plan that serve this kind of application. */
export function serversOf(kind: WebKind, packages: { readonly name: string; readonly extras: string[] }[]): WebServer[] {
  const names = new Set(packages.flatMap(({ name, extras }) => [name, ...extras.map((extra) => BRINGS_SERVER[`${name}[${extra}]`] ?? '')]));
  return WEB_SERVERS.filter((server) => server.kinds.includes(kind) && names.has(server.name));
}

/** The module of a file of the project, when it can be imported. */
export function importable(project: PythonProject, file: string): string | undefined {
  return moduleName(project._layout, file);
}

function chooseServer({ kind, server: wanted, app, staticFiles }: WebFacts, context: EntrypointContext): WebServer {
  const usable = WEB_SERVERS.filter(({ kinds, servesFiles }) => kinds.includes(kind) && (staticFiles === undefined || servesFiles));
  const known = usable.map(({ name }) => name);
  if (wanted !== undefined && !known.includes(normalizeName(wanted))) {
    throw new CodedError('EntrypointInvalid', {
      what: `${JSON.stringify(wanted)} is not a server for ${kind.toUpperCase()} applications${staticFiles === undefined ? '' : ' that serves files, too'}`,
      expected: `one of ${known.join(', ')}, or Entrypoint.command`,
    });
  }
  const packages = context.plan.packagesFor(context.environment);
  const present = serversOf(kind, packages).filter((server) => usable.includes(server));
  const chosen = wanted === undefined ? present[0] : present.find(({ name }) => name === normalizeName(wanted));
  if (!chosen) {
    const missing = wanted === undefined ? known[0] : normalizeName(wanted);
    throw new CodedError('ServerMissing', {
      what: `no server for ${JSON.stringify(app)} is among the dependencies`,
      found: packages.length === 0 ? 'no dependencies' : `${packages.length} packages${context.plan.file ? ` of ${context.plan.file}` : ''}`,
      expected: wanted === undefined ? `one of ${known.join(', ')}` : missing,
      write: `${missing} in the dependencies, then: ${context.plan.refreshCommand}`,
    });
  }
  return chosen;
}

/** Our own words: paths, names of applications that are checked, and `"$PORT"`. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]*(?:"\$PORT")?$/.test(word) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`;
}
