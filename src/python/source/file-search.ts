import { folderOf } from './folders-above';
import { isInstalled } from './installed-files';
import { filesIn } from './source-layout';
import { Candidate, Named } from '../entrypoints/django-site';
import { Entrypoint } from '../entrypoints/entrypoint';
import { importable } from '../entrypoints/entrypoint-binding';
import { FileStart, startOfFile, webEntrypoint } from '../entrypoints/start-of-file';
import { needsModule, startPlace } from '../entrypoints/start-place';
import { serversOf } from '../entrypoints/web-binding';
import { WebObjects } from '../entrypoints/web-object';
import type { PythonProject } from '../python-project';
import { normalizeName } from '../syntax/package-name';

/** Files that start a program by custom, without `.py`; an earlier group wins over a later one. */
export const TIERS = [
  ['asgi', 'wsgi', 'passenger_wsgi'],
  ['main', 'app', 'server', 'run', 'application', 'api', 'bot', 'cli', 'worker', 'web', 'webapp', 'service', 'start', 'index', 'hello', 'home', 'Home',
    'streamlit_app', 'dashboard', 'demo', 'manage'],
];
/** Folders and files inside packages that are none of the application. */
const NO_PROGRAMS = /(?:^|\/)(?:tests?|migrations|alembic|versions|examples?|docs?|test_[^/]*|[^/]*_test\.py|conftest\.py|setup\.py)(?:\/|$)/;
/** A function that prints one text, and nothing else but its call. Source: uv, "Creating projects". */
const STUB = /^def main\(\)(?: -> None)?:\s*\n\s+print\(f?(["'])Hello[^"'\n]*\1\)\s*\n+if __name__ == (["'])__main__\2:\s*\n\s+main\(\)$/;
/** Packages in packages in … are looked into so far. */
const DEEPEST = 5;

/** A file, and how it is started. */
export interface FoundFile extends Candidate {
  readonly file: string;
  readonly start: FileStart;
}

/** Looks at the files of a project. */
export class FileSearch {
  /** `isPackage` says whether the files are looked at as those of a package, where that is not settled. */
  constructor(
    private readonly project: PythonProject,
    private readonly objects: WebObjects,
    private readonly packages: Named[],
    private readonly isPackage = project.isPackage,
  ) {}

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
    return candidates.length > 0 ? candidates : this.startedFolders();
  }

  /** Files of these names at the import roots and directly inside the packages; else in the packages inside those, unless installing gives programs. */
  public named(names: string[]): Candidate[] {
    const { _layout: layout, _source: source } = this.project;
    const near = [...new Set(['', ...layout.importRoots, ...layout.packages])];
    const inFolder = (folder: string, name: string) => this.classify(folder === '' ? `${name}.py` : `${folder}/${name}.py`);
    const look = (folders: string[]) => this.choose(names.flatMap((name) => folders.flatMap((folder) => inFolder(folder, name))));
    const found = look(near);
    return found.length > 0 || hasPrograms(this.project) ? found : look(layout.packages.flatMap((folder) => source.list(folder)
      .filter(({ kind, path }) => kind === 'folder' && source.isFile(`${path}/__init__.py`)).map(({ path }) => path)));
  }

  /** Files of other names at the import roots, and the packages themselves: web applications, else programs below `__main__`, else the only file. */
  public others(): Candidate[] {
    const { _layout: { importRoots, modules, packages, programs }, _source: source } = this.project;
    const beside = this.isPackage || importRoots.includes('') ? [] : filesIn(source, '');
    const files = [...beside, ...modules, ...programs];
    const found = [...files, ...packages.map((folder) => `${folder}/__init__.py`)].flatMap((file) => this.classify(file));
    const chosen = this.choose(found.filter(({ start }) => start.kind !== 'program' || start.guarded));
    return chosen.length > 0 ? byLastWord(chosen) : files.length === 1 && packages.length === 0 ? found : [];
  }

  /** Web applications and programs below `__main__` anywhere inside the packages. Where programs exist that cannot be read, none of these is the one. */
  public inside(packages = this.project._layout.packages): Candidate[] {
    if (hasPrograms(this.project)) {
      return [];
    }
    const { _source: source } = this.project;
    const filesOf = (folder: string, depth: number): string[] => source.list(folder).filter(({ path }) => !NO_PROGRAMS.test(path))
      .flatMap(({ kind, path }) => kind === 'file' ? [path] : depth < DEEPEST ? filesOf(path, depth + 1) : []);
    const found = packages.flatMap((folder) => filesOf(folder, 1)).filter((file) => file.endsWith('.py')).flatMap((file) => this.classify(file));
    return byLastWord(this.choose(found.filter(({ start }) => start.kind !== 'program' || start.guarded)));
  }

  /** One file, whatever it is called; empty when it starts nothing. */
  public started(file: string): FoundFile[] {
    return this.classify(file);
  }

  /** The same in folders of scripts, of a project that has nothing else that starts. */
  public scripts(): Candidate[] {
    const { _source: source } = this.project;
    return this.isPackage ? [] : this.inside(['scripts', 'bin'].filter((folder) => source.isFolder(folder)));
  }

  /** `__main__.py` in a folder that no package can have the name of, and at the top: what `python FOLDER` runs. */
  private startedFolders(): Candidate[] {
    const { _source: source, _layout: { importRoots } } = this.project;
    const folders = importRoots.flatMap((root) => source.list(root)).filter(({ kind, name }) => kind === 'folder' && /^[A-Za-z][\w.]*-[\w.-]*$/.test(name));
    const found = folders.map(({ path }) => `${path}/__main__.py`).filter((file) => source.isFile(file));
    return [...found, '__main__.py'].filter((file) => source.isFile(file)).slice(0, Math.max(1, found.length))
      .map((file) => ({ entrypoint: Entrypoint.script(file), where: file }));
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
    const absent = !project._source.isFile(file) || (this.isPackage && !isInstalled(project, file));
    const start = absent || this.isStub(file) ? { kind: 'other' as const } : startOfFile(this.objects, project, file);
    switch (start.kind) {
      case 'web':
        return [{ file, start, where: file, entrypoint: webEntrypoint(start) }];
      case 'served':
        return this.isPackage ? [] : [{ file, start, where: file, entrypoint: Entrypoint._served(file, start.server) }];
      case 'program':
        return /(?:^|\/)__init__\.py$/.test(file) ? [] : [{ file, start, where: file, entrypoint: this.programOf(file) }];
      default:
        return [];
    }
  }

  /** main.py as `uv init` writes it, which says hello: left behind where there is other code. */
  private isStub(file: string): boolean {
    const { _layout: { modules, packages } } = this.project;
    return modules.length + packages.length > 1 && STUB.test(this.objects.source(file).text.trim());
  }

  /** A script, or a module where it imports what only `python -m` finds. */
  private programOf(file: string): Entrypoint {
    const { project, objects } = this;
    const module = importable(project, file);
    if (this.isPackage) {
      return module === undefined ? Entrypoint.script(file) : Entrypoint.module(module);
    }
    const place = startPlace(objects, project, file);
    if (place?.folder !== undefined) {
      return place.folder === folderOf(file) ? Entrypoint.script(file) : Entrypoint._moduleIn(place.module, place.folder);
    }
    return module !== undefined && (file.split('/').length > 2 || needsModule(objects, project, file)) ? Entrypoint.module(module) : Entrypoint.script(file);
  }
}

/** Whether installing the project gives programs, whatever they are called. */
function hasPrograms({ isPackage, _consoleScripts: { scripts, files, computed } }: PythonProject): boolean {
  return isPackage && (computed === true || Object.keys(scripts).length + files.length > 0);
}

/** Of several files the one whose name ends as programs are called by custom: `greeter_server.py` beside `greeter_client.py`. */
function byLastWord(found: FoundFile[]): FoundFile[] {
  const named = found.filter(({ file }) => TIERS[1].includes(/([^/_-]+)\.py$/.exec(file)?.[1] ?? ''));
  return found.length > 1 && named.length === 1 ? named : found;
}
