import { ContainerCommand, ownCommand } from './container-commands';
import { plainStart } from './container-start';
import { Candidate, Named } from './django-site';
import { Entrypoint } from './entrypoint';
import { scriptFunction } from './script-function';
import { startOfFile } from './start-of-file';
import { StartedFile, startedFile } from './started-file';
import { WebObjects } from './web-object';
import { WEB_SERVERS } from './web-server';
import type { PythonProject } from '../python-project';
import { FileSearch } from '../source/file-search';
import { moduleFile } from '../source/project-layout';

/**
 * What the project's own Dockerfile starts, where that is another file of the project than the one that was found by its name or as the only console script: `CMD ["python", "worker.py"]`
 * beside a main.py. Undefined where both are the same, or where it is not sure.
 */
export function chosenByContainer(project: PythonProject, found: Candidate, packages: Named[]): Candidate | undefined {
  const command = ownCommand(project._source);
  const started = command && startedFile(project, command);
  if (command === undefined || started === undefined) {
    return undefined;
  }
  const objects = new WebObjects(project);
  return isSame(project, objects, found, { ...started, line: command.line }) ? asModule(found, command, started)
    : candidateOf(project, objects, packages, command, started);
}

/** manage.py serves the site for development; its other commands are programs of their own: `qcluster`, `run_huey`. */
export const SERVES_SITE = /manage\.py(?:\s+(?:runserver\w*|testserver)\b.*)?$/;

/** What a command starts, and the command. */
type StartedLine = StartedFile & Pick<ContainerCommand, 'line'>;

/** A file that Python is given as a module finds its imports elsewhere than as a script. */
function asModule({ entrypoint, where }: Candidate, { file }: ContainerCommand, started: StartedFile): Candidate | undefined {
  const { kind, name } = entrypoint._names.program ?? {};
  return started.module !== undefined && kind === 'script' && name === started.file ? { entrypoint: Entrypoint.module(started.module), where: `${file} (${where})` } : undefined;
}

/** Whether a command of a container starts what was found: its file, the application in it, or the site of Django around it. */
export function isSame(project: PythonProject, objects: WebObjects, found: Candidate, { file, program, line }: StartedLine): boolean {
  const { kind, name = '' } = found.entrypoint._names.program ?? {};
  if (kind === 'console-script' && isServer(program) && servesNothing(project, objects, name)) {
    return false;
  }
  const files = filesOf(project, found);
  const identity = (one: string) => {
    const start = startOfFile(objects, project, one);
    return start.kind === 'web' ? start.web.identity : undefined;
  };
  const own = identity(file);
  const isManage = (one: string) => /(?:^|\/)manage\.py$/.test(one);
  const django = files.some(isManage)
    && (isManage(file) ? SERVES_SITE.test(line) : /get_[aw]sgi_application|django\.setup\(/.test(objects.source(file).text));
  // Other commands of manage.py start no application.
  const starts = files.includes(file) && !(isManage(file) && found.entrypoint._names.application !== undefined);
  return django || starts || (own !== undefined && files.some((one) => identity(one) === own))
    || files.some((one) => objects.imported(one).includes(file));
}

/** Whether the function of a console script is known, and calls nothing that could serve: `def hello(): print('…')` beside an application. */
function servesNothing(project: PythonProject, objects: WebObjects, name: string): boolean {
  const written = scriptFunction(project, objects, name);
  return written !== undefined && written.body.expressions.every(({ callee }) => callee?.dotted === 'print');
}

function isServer(program: string | undefined): boolean {
  return WEB_SERVERS.some(({ script }) => script === program) || ['flask', 'fastapi', 'litestar', 'quart'].includes(program ?? '');
}

/** The files that an entry point which was found starts with. */
function filesOf({ consoleScripts, _layout: layout, _source: source }: PythonProject, { entrypoint, where }: Candidate): string[] {
  const { program, application } = entrypoint._names;
  const script = program?.kind === 'console-script' && Object.hasOwn(consoleScripts, program.name) ? consoleScripts[program.name].replace(/[:[].*$/, '').trim() : undefined;
  const modules = [application?.app.replace(/:.*$/, ''), program?.kind === 'module' ? program.name : undefined, script];
  return [
    /^(.*\.py)(?: \(|$)/.exec(where)?.[1], program?.kind === 'script' ? program.name : undefined,
    ...modules.flatMap((one) => one === undefined ? [] : [moduleFile(layout, source, one), moduleFile(layout, source, `${one}.__main__`)]),
  ].filter((file) => file !== undefined);
}

function candidateOf(
  project: PythonProject, objects: WebObjects, packages: Named[], command: ContainerCommand, started: StartedFile,
): Candidate | undefined {
  const { file, object, module, program } = started;
  const where = `${command.file} (${file})`;
  const [candidate] = new FileSearch(project, objects, packages).started(file);
  const serves = isServer(program);
  const fits = candidate?.start.kind !== 'web' ? program === undefined || candidate?.start.kind === 'served'
    : serves ? object === undefined || candidate.start.web.object === object : program === undefined;
  if (candidate !== undefined && fits) {
    return { entrypoint: module !== undefined && candidate.start.kind === 'program' ? Entrypoint.module(module) : candidate.entrypoint, where };
  }
  const line = program === undefined ? undefined : plainStart(command, project, packages);
  return line === undefined ? undefined : { entrypoint: Entrypoint.process(line), where };
}
