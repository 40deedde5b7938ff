import { Candidate, djangoSites, Named } from './django-site';
import { Entrypoint } from './entrypoint';
import { importable } from './entrypoint-binding';
import { suggestEntrypoints } from './entrypoint-suggestions';
import { normalizeName } from './package-name';
import { readProcfile } from './procfile';
import { PythonProject } from './python-project';
import { FileStart, startOfFile } from './start-of-file';
import { serversOf } from './web-binding';
import { WebObjects } from './web-object';
import { CodedError } from '../private/coded-error';

/** Files that start a program by custom, without `.py`; an earlier group wins over a later one. */
const TIERS = [
  ['asgi', 'wsgi'],
  ['main', 'app', 'server', 'run', 'application', 'api', 'bot', 'cli', 'worker', 'web', 'webapp', 'service', 'start', 'index', 'hello', 'home', 'Home',
    'streamlit_app', 'dashboard', 'demo', 'manage'],
];

interface FoundFile extends Candidate {
  readonly file: string;
  readonly start: FileStart;
}

/**
 * How the project starts, by what it says itself: the `web` process of its Procfile; its console script; its Django site; `__main__.py` of
 * its package; a web application or a program in a file with a customary name; the only one that there is. `packages` are the
 * dependencies: they tell which of asgi.py and wsgi.py is served. EntrypointNotFound lists what was looked for, EntrypointAmbiguous what was found.
 */
export function discoverEntrypoint(project: PythonProject, packages: Named[] = []): Entrypoint {
  return findEntrypoint(project, packages).entrypoint;
}

/** Like `discoverEntrypoint`, with the place where it was found. */
export function findEntrypoint(project: PythonProject, packages: Named[] = []): Candidate {
  const objects = new WebObjects(project);
  const search = new FileSearch(project, objects, packages);
  return procfile(project) ?? consoleScript(project) ?? only(djangoSites(project, objects, packages), project) ?? only(search.mainModules(), project)
    ?? TIERS.map((names) => only(search.named(names), project)).find((candidate) => candidate !== undefined)
    ?? only(search.others(), project) ?? only(consoleScripts(project), project) ?? notFound(project, packages);
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

function consoleScript(project: PythonProject): Candidate | undefined {
  const all = consoleScripts(project);
  const own = all.filter(({ name }) => normalizeName(name) === normalizeName(project._consoleScripts.project ?? ''));
  return all.length === 1 ? all[0] : own.length === 1 ? own[0] : undefined;
}

/** All of them. Scripts exist only where the project itself gets installed. */
function consoleScripts({ isPackage, _consoleScripts: { scripts, where } }: PythonProject): (Candidate & { readonly name: string })[] {
  return isPackage ? Object.keys(scripts).map((name) => ({
    name, entrypoint: Entrypoint.consoleScript(name), where: `${where}${where.startsWith('[') ? '' : ':'} ${name}`,
  })) : [];
}

/** Looks at the files of a project. */
class FileSearch {
  constructor(private readonly project: PythonProject, private readonly objects: WebObjects, private readonly packages: Named[]) {}

  /** `__main__.py` of the packages. One that serves a web application of the project is started as that: its own call may listen on 127.0.0.1. */
  public mainModules(): Candidate[] {
    const { _layout: layout, _source: source, name: projectName } = this.project;
    const packages = layout.packages.filter((folder) => source.isFile(`${folder}/__main__.py`));
    const own = packages.filter((folder) => normalizeName(folder.slice(folder.lastIndexOf('/') + 1)) === normalizeName(projectName ?? ''));
    const candidates: Candidate[] = (own.length === 1 ? own : packages).flatMap((folder) => {
      const file = `${folder}/__main__.py`;
      const start = startOfFile(this.objects, this.project, file);
      const name = importable(this.project, `${folder}/__init__.py`);
      return start.kind === 'web' && !start.app.includes('__main__') ? [{ entrypoint: webEntrypoint(start), where: file }]
        : name === undefined ? [] : [{ entrypoint: Entrypoint.module(name), where: file }];
    });
    return candidates.length === 0 && source.isFile('__main__.py') ? [{ entrypoint: Entrypoint.script('__main__.py'), where: '__main__.py' }] : candidates;
  }

  /** Files of these names at the import roots and directly inside the packages; else in the packages inside those. */
  public named(names: string[]): Candidate[] {
    const { _layout: layout, _source: source } = this.project;
    const near = [...new Set(['', ...layout.importRoots, ...layout.packages])];
    const inFolder = (folder: string, name: string) => this.classify(folder === '' ? `${name}.py` : `${folder}/${name}.py`);
    const look = (folders: string[]) => this.choose(names.flatMap((name) => folders.flatMap((folder) => inFolder(folder, name))));
    const found = look(near);
    return found.length > 0 ? found : look(layout.packages.flatMap((folder) => source.list(folder)
      .filter(({ kind, path }) => kind === 'folder' && source.isFile(`${path}/__init__.py`)).map(({ path }) => path)));
  }

  /** Files of other names at the import roots, and the packages themselves: web applications, else programs below `__main__`, else the only file. */
  public others(): Candidate[] {
    const { _layout: { modules, packages } } = this.project;
    const found = [...modules, ...packages.map((folder) => `${folder}/__init__.py`)].flatMap((file) => this.classify(file));
    const chosen = this.choose(found.filter(({ start }) => start.kind !== 'program' || start.guarded));
    return chosen.length > 0 ? chosen : modules.length === 1 && packages.length === 0 ? found : [];
  }

  /** Web applications before programs; a file before what it imports; the nearest programs, and `main` before the others. */
  private choose(found: FoundFile[]): FoundFile[] {
    const web = found.filter(({ start }) => start.kind === 'web' || start.kind === 'served');
    const depth = (file: string) => file.split('/').length;
    const nearest = Math.min(...found.map(({ file }) => depth(file)));
    const kept = this.withoutImported(web.length > 0 ? web : found.filter(({ file }) => depth(file) === nearest));
    const served = kept.filter(({ start }) => start.kind === 'web' && serversOf(start.web.kind, this.packages).length > 0);
    const kinds = new Set(kept.map(({ start }) => start.kind === 'web' ? start.web.kind : start.kind));
    const fitting = kinds.size > 1 && served.length > 0 ? served.filter(({ start }) => start.kind === 'web' && served[0].start.kind === 'web'
      && start.web.kind === served[0].start.web.kind) : kept;
    const different = fitting.filter(({ start }, n) => start.kind !== 'web'
      || fitting.findIndex((other) => other.start.kind === 'web' && other.start.web.identity === start.web.identity) === n);
    const main = different.filter(({ file, start }) => start.kind === 'program' && /(?:^|\/)main\.py$/.test(file));
    return main.length === 1 ? main : different;
  }

  private withoutImported(found: FoundFile[]): FoundFile[] {
    const imported = new Map(found.map(({ file }) => [file, this.objects.imported(file)]));
    const imports = (one: string, other: string) => one !== other && imported.get(one)?.includes(other) === true;
    return found.filter(({ file }) => !found.some((other) => imports(other.file, file) && !imports(file, other.file)));
  }

  private classify(file: string): FoundFile[] {
    const { project } = this;
    const start = project._source.isFile(file) ? startOfFile(this.objects, project, file) : { kind: 'other' as const };
    switch (start.kind) {
      case 'web':
        return [{ file, start, where: file, entrypoint: webEntrypoint(start) }];
      case 'served':
        return project.isPackage ? [] : [{ file, start, where: file, entrypoint: Entrypoint._served(file, start.server) }];
      case 'program':
        return /(?:^|\/)__init__\.py$/.test(file) ? [] : [{ file, start, where: file, entrypoint: programOf(project, file) }];
      default:
        return [];
    }
  }
}

function webEntrypoint({ web, app }: Extract<FileStart, { kind: 'web' }>): Entrypoint {
  return web.kind === 'asgi' ? Entrypoint.asgi(app) : Entrypoint.wsgi(app);
}

function programOf(project: PythonProject, file: string): Entrypoint {
  const module = importable(project, file);
  const inPackage = project.isPackage || file.split('/').length > 2;
  return module !== undefined && inPackage ? Entrypoint.module(module) : Entrypoint.script(file);
}

function only(candidates: Candidate[], project: PythonProject): Candidate | undefined {
  if (candidates.length > 1) {
    throw ambiguous(candidates, project.name);
  }
  return candidates[0];
}

function ambiguous(candidates: Candidate[], name: string | undefined): CodedError {
  return new CodedError('EntrypointAmbiguous', {
    what: `${name ?? 'the project'} can start in ${candidates.length} ways`,
    found: candidates.map(({ where }) => where).join('\n'),
    expected: 'one of them',
    write: candidates.map(({ entrypoint }) => `entrypoint: Entrypoint.${entrypoint._written}`).join('\nor '),
  });
}

function notFound(project: PythonProject, packages: Named[]): never {
  const { scripts, where } = project._consoleScripts;
  const names = Object.keys(scripts);
  const absent = project._pyproject?.buildSystem === undefined ? 'there is no [build-system]' : 'the project is no package';
  const suggested = suggestEntrypoints(project, packages);
  const roots = project._layout.importRoots.map((root) => root === '' ? '.' : root).join(', ');
  throw new CodedError('EntrypointNotFound', {
    what: 'no entry point was found',
    found: [
      'a web process in a Procfile: nothing',
      `${where}${where.startsWith('[') ? ' of pyproject.toml' : ''}: ${names.join(', ') || 'nothing'}${names.length > 0 && !project.isPackage ? ` (not installed: ${absent})` : ''}`,
      'a manage.py of Django: nothing',
      `__main__.py in ${project._layout.packages.join(', ') || 'a package'}: nothing`,
      `${TIERS.flat().map((name) => `${name}.py`).join(', ')} in ${roots}: no program and no web application`,
    ].join('\n'),
    expected: 'one of these',
    write: suggested.length > 0 ? suggested.join('\nor ') : 'entrypoint: Entrypoint.module(\'…\'), .script(\'…\'), .consoleScript(\'…\'), .asgi(\'…\'), .wsgi(\'…\'), .process(\'…\') or .command([…])',
  });
}
