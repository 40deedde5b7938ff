import * as path from 'path';
import { activating } from './activation';
import { moduleFiles, portVariable } from './port-variable';
import type { PythonProject } from '../python-project';
import { isPython, pythonTarget } from './python-words';
import { checkScript } from './script-check';
import { checkIncluded, checkModule, notInstalled } from './start-check';
import { StaticFiles } from './static-files';
import { WEB_SERVERS } from './web-server';
import { CodedError } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';
import { besideIt } from '../../private/shortened';
import { DependencyPlan } from '../dependencies/dependency-plan';
import { isInstalled } from '../source/installed-files';
import { moduleName } from '../source/project-layout';
import { MarkerEnvironment } from '../syntax/marker';

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
  /** The web server that the user chose for an application that names none. */
  readonly webServer?: string;
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
  /** Modules that start-up imports anyway: a check in the build may import them. */
  readonly imports: string[];
  /** Scripts of packages, absolute, whose modules start-up imports anyway. Undefined when there are none. */
  readonly importedBy?: string[];
  /**
   * What runs as `__main__`: absolute paths of scripts in the image, and names of modules (`python -m`). A check in the build must not
   * import or run them; it may try what they import at their top (`check-image requires`).
   */
  readonly requires: string[];
  /** The scripts of the environment that it starts, absolute; undefined when it starts none. */
  readonly scripts?: string[];
  /** The folders that the project's modules are imported from, absolute. Empty for a package, which is installed. Folders of packages last, if they are searched. */
  readonly importPath: string[];
  /** The Python that runs it, absolute, when that is not the one of the environment. */
  readonly interpreter?: string;
  readonly port?: number;
  /** Files that the server serves itself. */
  readonly staticFiles?: StaticFiles;
  /** What starts, whatever runs it: what a compiler takes. Undefined for a command, of which nothing is known. */
  readonly program?: StartedProgram;
  /** Where it is started, absolute; the folder of the app when it does not matter. */
  readonly workdir?: string;
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
export interface StartCommand extends Omit<BoundEntrypoint, 'importPath' | 'workdir'> {
  /** The folder of the source that it is started in, when that is not the source itself: its modules can be imported. */
  readonly folder?: string;
  /** The folders of packages that the Python which runs it does not look into by itself. */
  readonly searched?: string[];
}

/**
 * Adds where the modules of a project that is no package are found. Servers and `python -m` look into the working directory by themselves,
 * so PYTHONPATH is set only when the code lies elsewhere, as in `src`.
 */
export function withImportPath({ folder, searched = [], ...bound }: StartCommand, context: EntrypointContext): BoundEntrypoint {
  const { isPackage, _layout: { importRoots }, _source: source } = context.project;
  const started = folder === undefined ? [] : [source.normalize(folder, 'the entry point')];
  const own = isPackage ? [] : [...new Set([...started, ...importRoots])].map((root) => path.posix.join(context.appFolder, root));
  const importPath = [...new Set([...own, ...searched])];
  const elsewhere = importPath.some((one) => one !== context.appFolder);
  return {
    ...bound,
    importPath,
    env: elsewhere ? { PYTHONPATH: importPath.join(':'), ...bound.env } : bound.env,
    ...(started.length > 0 && started[0] !== '' && !isPackage && { workdir: path.posix.join(context.appFolder, started[0]) }),
  };
}

/** A console script. Python installs a handler for SIGINT only, so process 1 ends by SIGINT; known servers have their own signal. */
export function bindConsoleScript(name: string, context: EntrypointContext): StartCommand {
  const target = Object.hasOwn(context.project.consoleScripts, name) ? context.project.consoleScripts[name] : undefined;
  checkScript(name, target, context);
  const server = WEB_SERVERS.find(({ script }) => script === name);
  const called = target?.replace(/\[.*$/, '').replace(/\s/g, '');
  const script = `${context.binFolder}/${name}`;
  return {
    argv: [script],
    ...portVariable(context.project, called === undefined ? [] : moduleFiles(context.project, called.replace(/:.*$/, ''))),
    stopSignal: server?.stopSignal ?? 'SIGINT',
    ...called === undefined ? { imports: [], importedBy: [script] } : { imports: [called] },
    requires: [],
    scripts: [script],
    program: { kind: 'console-script', name, words: [] },
  };
}

/** `python -m`. What is imported before the module runs: the packages above it, and itself if it is a package. */
export function bindModule(name: string, context: EntrypointContext, folder?: string): StartCommand {
  checkModule({ module: name, folder, runs: true }, context, (module) => `entrypoint: Entrypoint.module('${module}')`);
  const { _layout: layout, _source: source } = context.project;
  const file = name.replace(/\./g, '/');
  const isPackage = layout.importRoots.some((root) => source.isFile(`${root === '' ? '' : `${root}/`}${file}/__main__.py`));
  const parent = name.split('.').slice(0, -1).join('.');
  return {
    argv: [`${context.binFolder}/python`, '-m', name],
    ...portVariable(context.project, moduleFiles(context.project, name)),
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
      found: besideIt(source.list(path.posix.dirname(file) === '.' ? '' : path.posix.dirname(file)).map(({ name }) => name)),
      expected: 'a file inside the source, relative to it',
      write: scriptsMeant(file, context.project).map((one) => `entrypoint: Entrypoint.script('${one}')`).join('\nor ') || "entrypoint: Entrypoint.script('…')",
    });
  }
  checkIncluded(context.project, file);
  if (context.project.isPackage) {
    const module = isInstalled(context.project, file) ? importable(context.project, file) : undefined;
    throw notInstalled(context.project, file, module === undefined ? [] : [`entrypoint: Entrypoint.module('${module}')`]);
  }
  const inImage = path.posix.join(context.appFolder, file);
  return {
    argv: [`${context.binFolder}/python`, inImage],
    ...portVariable(context.project, [file]),
    stopSignal: 'SIGINT',
    imports: [],
    requires: [inImage],
    program: { kind: 'script', name: inImage, words: [] },
  };
}

/** The files that a script which does not exist may have meant: of that name elsewhere, of a like name beside it, the only one there is. */
function scriptsMeant(file: string, project: PythonProject): string[] {
  const files = project._applicationFiles().filter((one) => one.endsWith('.py'));
  const called = files.filter((one) => path.posix.basename(one) === path.posix.basename(file));
  const near = called.length > 0 ? called : nearestNames(file, files);
  return near.length > 0 ? near.slice(0, 3) : files.length === 1 ? files : [];
}

/** A command as it is. Of `python FILE` and `python -m MODULE` without other options it is known what they start. */
export function bindCommand(argv: string[], context: EntrypointContext): StartCommand {
  const python = isPython(path.posix.basename(argv[0]));
  const program = ownFile(argv[0], context);
  return {
    argv,
    env: {},
    stopSignal: python ? 'SIGINT' : 'SIGTERM',
    imports: [],
    requires: python ? startedBy(argv.slice(1), context) : [],
    ...(program !== undefined && { scripts: [program] }),
  };
}

/** A command in an activated environment. */
export function bindActivating(command: string[], context: EntrypointContext): StartCommand {
  if (context.shell === undefined) {
    throw new CodedError('EntrypointInvalid', {
      what: 'nothing can activate the environment: the base image has no shell', found: 'an entry point that activates it by a script of a shell', expected: 'Entrypoint.command, or a base image with one',
      write: `entrypoint: Entrypoint.command(${JSON.stringify(command)})`,
    });
  }
  const virtualenv = path.posix.dirname(context.binFolder);
  return { ...bindCommand(command, context), argv: activating(context.shell, virtualenv), command };
}

/** The script or the module behind `python`. Files that are not the project's may be added to the image after a check. */
function startedBy(words: string[], context: EntrypointContext): string[] {
  const rest = words.slice(Math.max(0, pythonTarget(words)));
  if (rest[0] === '-m' && rest[1] !== undefined) {
    return [rest[1]];
  }
  const script = rest[0] === undefined || rest[0].startsWith('-') ? undefined : ownFile(`./${rest[0]}`, context);
  return script === undefined ? [] : [script];
}

/** Where a file of the project is in the image; undefined for what is none, and for a bare name, which is looked for on PATH. */
function ownFile(word: string, { appFolder, project }: EntrypointContext): string | undefined {
  const file = word.includes('/') ? path.posix.resolve(appFolder, word.replace(/^\.\/(?=\/)/, '')) : '';
  const inside = file.startsWith(`${appFolder}/`) && !project.isPackage ? file.slice(appFolder.length + 1) : '';
  if (inside === '' || !project._source.isFile(inside)) {
    return undefined;
  }
  checkIncluded(project, inside);
  return file;
}

/** The module of a file of the project, when it can be imported. */
export function importable(project: PythonProject, file: string): string | undefined {
  return moduleName(project._layout, file);
}

