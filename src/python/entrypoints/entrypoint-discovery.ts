import { chosenByContainer } from './container-choice';
import { containerStart, withOwnArguments } from './container-start';
import { Candidate, djangoSites, Named } from './django-site';
import { Entrypoint } from './entrypoint';
import { foundHandlers } from './found-handlers';
import { namedByDockerfile } from './named-by-dockerfile';
import { noEntrypoint, Starts } from './no-entrypoint';
import { platformStarts } from './platform-starts';
import { readProcfile } from './procfile-processes';
import type { PythonProject } from '../python-project';
import { firstOfAll } from './queue-workers';
import { scriptFunction } from './script-function';
import { servedByScript } from './served-by-script';
import { readStartCommand } from './start-commands';
import { uninstalledScripts } from './uninstalled-scripts';
import { WebObjects } from './web-object';
import { processProp } from './written-process';
import { CodedError } from '../../private/coded-error';
import { unlessRefused } from '../../private/unless-refused';
import { FileSearch, TIERS } from '../source/file-search';
import { normalizeName } from '../syntax/package-name';

/**
 * How the project starts, by what it says itself: the `web` process of its Procfile or the command in a file of another platform; its console script; its Django site; `__main__.py` of
 * its package; a web application or a program in a file with a customary name; the only one that there is, or that its own Dockerfile names. `packages` are the
 * dependencies: they tell which of asgi.py and wsgi.py is served. EntrypointNotFound lists what was looked for, EntrypointAmbiguous what was found.
 */
export function discoverEntrypoint(project: PythonProject, packages: Named[] = []): Entrypoint {
  return findEntrypoint(project, packages).entrypoint;
}

/** Like `discoverEntrypoint`, with the place where it was found. Where the project leaves it open, what its own containers start counts, and what they are given. */
export function findEntrypoint(project: PythonProject, packages: Named[] = [], starts: Starts = (folder) => startsAt(project, folder)): Candidate {
  const found = () => {
    const said = procfile(project) ?? platform(project);
    const own = said ?? discovered(project, packages, starts);
    return said ?? withOwnArguments(project, chosenByContainer(project, own, packages) ?? own);
  };
  return unlessRefused(found, (error) => containerStart(project, packages) ?? refuse(error), ['EntrypointAmbiguous', 'EntrypointNotFound']);
}

function discovered(project: PythonProject, packages: Named[], starts: Starts): Candidate {
  const objects = new WebObjects(project);
  const search = new FileSearch(project, objects, packages);
  const nothing = () => noEntrypoint(project, packages, starts);
  const oneOf = (candidates: Candidate[]) => only(candidates, project);
  return consoleScript(project, objects, packages)
    ?? oneOf(djangoSites(project, objects, packages)) ?? oneOf(search.mainModules())
    ?? TIERS.map((names) => oneOf(search.named(names))).find((candidate) => candidate !== undefined)
    ?? (isForLambda(project, objects) ? refuse(nothing()) : undefined)
    ?? oneOf(firstOfAll(project, objects, packages)) ?? oneOf(search.others())
    ?? oneOf(consoleScripts(project)) ?? oneOf(platformStarts(project, objects, packages)) ?? oneOf(search.inside())
    ?? uninstalledScript(project) ?? oneOf(search.scripts()) ?? refuse(nothing());
}

/** Whether a project says how it starts, or several ways. Folders below are not looked into for that: a link among them may lead back to the project. */
export function startsByItself(project: PythonProject): boolean {
  return unlessRefused(() => findEntrypoint(project, [], () => true) !== undefined, ({ code }) => code !== 'EntrypointNotFound');
}

/** Whether a folder below has something to start, for a container or for Lambda. One that cannot be read may have it. */
function startsAt(project: PythonProject, folder: string): boolean {
  return unlessRefused(() => {
    const below = project._projectAt(folder);
    return startsByItself(below) || foundHandlers(below).length > 0;
  }, () => true);
}

function procfile({ _source: source, name }: PythonProject): Candidate | undefined {
  const processes = readProcfile(source) ?? {};
  const names = Object.keys(processes).filter((process) => process !== 'release');
  const chosen = names.includes('web') ? 'web' : names[0];
  if (names.length > 1 && chosen !== 'web') {
    throw ambiguous(names.map((process) => ({ entrypoint: Entrypoint.process(processes[process]), where: `Procfile: ${process}` })), name);
  }
  return chosen === undefined ? undefined : { entrypoint: Entrypoint.process(processes[chosen]), where: `Procfile: ${chosen}` };
}

function platform({ _source: source }: PythonProject): Candidate | undefined {
  const found = readStartCommand(source);
  return found && { entrypoint: Entrypoint.process(found.command), where: found.file };
}

function consoleScript(project: PythonProject, objects: WebObjects, packages: Named[]): Candidate | undefined {
  refuseCommands(project);
  const chosen = chooseScript(project, consoleScripts(project));
  return chosen === undefined || managesDjango(project, objects, chosen.name) ? undefined
    : servedByScript(project, objects, chosen, packages) ?? chosen;
}

/** A script names a function, and nothing installs a command line. Source: Entry points specification of PyPA. */
function refuseCommands({ isPackage, _consoleScripts: { scripts, where } }: PythonProject): void {
  const [name, target] = Object.entries(scripts).find(([, one]) => isPackage && /^\S+\s+[^\s[]/.test(one.trim()) && !/^[\w.]+\s*:\s*[\w.]+\s*(?:\[.*\])?$/.test(one.trim())) ?? [];
  if (name !== undefined && target !== undefined) {
    throw new CodedError('PyprojectInvalid', {
      what: `${where} ${name} is a command line, and a script names a function`,
      found: JSON.stringify(target),
      expected: 'module:function',
      write: `${processProp(target)}, and no ${name} in ${where}`,
    });
  }
}

/** A script that runs the commands of Django is a manage.py under another name: it starts nothing without arguments. The site that it is for is looked for. */
function managesDjango(project: PythonProject, objects: WebObjects, name: string): boolean {
  return scriptFunction(project, objects, name)?.body.expressions.some(({ callee }) => callee?.origin === 'django.core.management.execute_from_command_line') ?? false;
}

/** The only script, the one that is called as the project, or `start`. */
function chooseScript<T extends { readonly name: string }>({ _consoleScripts: { project } }: PythonProject, all: T[]): T | undefined {
  const named = (wanted: string) => all.filter(({ name }) => normalizeName(name) === normalizeName(wanted));
  return [all, named(project ?? ''), named('start')].find((list) => list.length === 1)?.[0];
}

/** All of them. Scripts exist only where the project itself gets installed. */
function consoleScripts({ isPackage, _consoleScripts: { scripts, files, where } }: PythonProject): (Candidate & { readonly name: string })[] {
  return isPackage ? [...Object.keys(scripts), ...files].map((name) => ({
    name, entrypoint: Entrypoint.consoleScript(name), where: placeOf(where, name),
  })) : [];
}

function uninstalledScript(project: PythonProject): Candidate | undefined {
  return chooseScript(project, Object.entries(uninstalledScripts(project)).map(([name, command]) => ({
    name, entrypoint: Entrypoint.process(command), where: placeOf(project._consoleScripts.where, name),
  })));
}

/** A script and what has it: `[project.scripts] shop`, `setup.cfg: shop`. */
function placeOf(where: string, name: string): string {
  return `${where}${where.startsWith('[') ? '' : ':'} ${name}`;
}

function only(candidates: Candidate[], project: PythonProject): Candidate | undefined {
  const chosen = candidates.length > 1 ? namedByDockerfile(project, candidates) : candidates[0];
  if (chosen === undefined && candidates.length > 1) {
    throw ambiguous(candidates, project.name);
  }
  return chosen;
}

function ambiguous(candidates: Candidate[], name: string | undefined): CodedError {
  return new CodedError('EntrypointAmbiguous', {
    what: `${name ?? 'the project'} can start in ${candidates.length} ways`,
    found: candidates.map(({ where }) => where).join('\n'),
    expected: 'one of them',
    write: candidates.map(({ entrypoint }) => `entrypoint: Entrypoint.${entrypoint._written}`).join('\nor '),
  });
}

function refuse(error: CodedError): never {
  throw error;
}

/** An application of Chalice runs on Lambda: the programs beside it are none of the application. */
function isForLambda(project: PythonProject, objects: WebObjects): boolean {
  return project._source.isFile('app.py') && objects.source('app.py').top.assignments.some(({ value }) => value.callee?.origin === 'chalice.Chalice');
}
