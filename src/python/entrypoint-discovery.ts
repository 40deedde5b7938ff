import { Entrypoint } from './entrypoint';
import { importable, serversOf } from './entrypoint-binding';
import { normalizeName } from './package-name';
import { PythonProject } from './python-project';
import { sniffModule } from './source-sniff';
import { CodedError } from '../private/coded-error';

/** Files that start a program by custom, without `.py`; the first group wins over the second. */
const TIERS = [['asgi', 'wsgi'], ['main', 'app', 'server', 'run', 'application', 'api', 'bot', 'cli', 'worker', 'manage']];

interface Candidate {
  readonly entrypoint: Entrypoint;
  readonly where: string;
}

/**
 * How the project starts, by what it says itself: its console script; `__main__.py` of its package; a web application or a program in a
 * file with a customary name; the only file. `packages` are the dependencies: they tell which of asgi.py and wsgi.py is served.
 * EntrypointNotFound lists what was looked for, EntrypointAmbiguous what was found.
 */
export function discoverEntrypoint(project: PythonProject, packages: { readonly name: string; readonly extras: string[] }[] = []): Entrypoint {
  return consoleScript(project) ?? only(mainModules(project), project)
    ?? TIERS.map((names) => only(files(project, names, packages), project)).find((entrypoint) => entrypoint !== undefined)
    ?? only(lonelyFile(project), project) ?? notFound(project);
}

function consoleScript(project: PythonProject): Entrypoint | undefined {
  const names = Object.keys(project.consoleScripts);
  const own = names.filter((name) => normalizeName(name) === normalizeName(project.name ?? ''));
  const chosen = names.length === 1 ? names : own;
  if (names.length > 1 && chosen.length !== 1) {
    throw ambiguous(names.map((name) => ({ entrypoint: Entrypoint.consoleScript(name), where: `[project.scripts] ${name}` })), project);
  }
  // Scripts exist only where the project itself gets installed.
  return chosen.length === 1 && project.isPackage ? Entrypoint.consoleScript(chosen[0]) : undefined;
}

function mainModules(project: PythonProject): Candidate[] {
  const { _layout: layout, _source: source } = project;
  const packages = layout.packages.filter((folder) => source.isFile(`${folder}/__main__.py`));
  const own = packages.filter((folder) => normalizeName(folder.slice(folder.lastIndexOf('/') + 1)) === normalizeName(project.name ?? ''));
  const candidates: Candidate[] = (own.length === 1 ? own : packages).flatMap((folder) => {
    const name = importable(project, `${folder}/__init__.py`);
    return name === undefined ? [] : [{ entrypoint: Entrypoint.module(name), where: `${folder}/__main__.py` }];
  });
  if (candidates.length === 0 && source.isFile('__main__.py')) {
    return [{ entrypoint: Entrypoint.script('__main__.py'), where: '__main__.py' }];
  }
  return candidates;
}

/** Files of these names at the import roots and directly inside the packages. */
function files(project: PythonProject, names: string[], packages: { readonly name: string; readonly extras: string[] }[]): Candidate[] {
  const { _layout: layout } = project;
  const folders = [...new Set(['', ...layout.importRoots, ...layout.packages])];
  const found: (Candidate & { readonly web?: string; readonly depth: number })[] = [];
  for (const name of names) {
    for (const folder of folders) {
      const file = folder === '' ? `${name}.py` : `${folder}/${name}.py`;
      const candidate = classify(project, file);
      if (candidate) {
        found.push({ ...candidate, depth: file.split('/').length });
      }
    }
  }
  if (names.includes('asgi')) {
    const served = found.filter(({ web }) => web !== undefined && serversOf(web as 'asgi' | 'wsgi', packages).length > 0);
    return served.length > 0 ? served.filter(({ web }) => web === served[0].web) : found;
  }
  // A program that starts the web application in another file is the way in; a web application wins over helpers.
  const best = found.filter(({ web }) => web !== undefined);
  return best.length > 0 ? best : found.filter(({ depth }) => depth === Math.min(...found.map((item) => item.depth)));
}

function classify(project: PythonProject, file: string): (Candidate & { web?: string }) | undefined {
  const text = project._source.isFile(file) ? project._source.read(file) : undefined;
  const module = importable(project, file);
  const glance = sniffModule(text ?? '');
  if (text === undefined || glance.kind === 'other') {
    return undefined;
  }
  if (glance.kind === 'web' && module !== undefined) {
    const app = `${module}:${glance.object}`;
    return { entrypoint: glance.web === 'asgi' ? Entrypoint.asgi(app) : Entrypoint.wsgi(app), where: file, web: glance.web };
  }
  // Django's manage.py is a tool, not a server.
  return file.endsWith('manage.py') && /django/.test(text) ? undefined : { entrypoint: programOf(project, file, module), where: file };
}

function programOf(project: PythonProject, file: string, module: string | undefined): Entrypoint {
  const inPackage = project.isPackage || file.split('/').length > 2;
  return module !== undefined && inPackage ? Entrypoint.module(module) : Entrypoint.script(file);
}

/** The only Python file of a project that is no package. */
function lonelyFile(project: PythonProject): Candidate[] {
  const { _layout: layout } = project;
  const [file] = layout.modules;
  return layout.modules.length === 1 && layout.packages.length === 0
    && sniffModule(project._source.read(file) ?? '').kind !== 'other'
    ? [{ entrypoint: programOf(project, file, importable(project, file)), where: file }] : [];
}

function only(candidates: Candidate[], project: PythonProject): Entrypoint | undefined {
  if (candidates.length > 1) {
    throw ambiguous(candidates, project);
  }
  return candidates[0]?.entrypoint;
}

function ambiguous(candidates: Candidate[], project: PythonProject): CodedError {
  return new CodedError('EntrypointAmbiguous', {
    what: `${project.name ?? 'the project'} can start in ${candidates.length} ways`,
    found: candidates.map(({ where }) => where).join('\n'),
    expected: 'one of them',
    write: candidates.map(({ entrypoint }) => `entrypoint: Entrypoint.${entrypoint._written}`).join('\nor '),
  });
}

function notFound(project: PythonProject): never {
  const roots = project._layout.importRoots.map((root) => root === '' ? '.' : root).join(', ');
  throw new CodedError('EntrypointNotFound', {
    what: 'no entry point was found',
    found: [
      `[project.scripts] of pyproject.toml: ${Object.keys(project.consoleScripts).join(', ') || 'nothing'}`
        + (Object.keys(project.consoleScripts).length > 0 && !project.isPackage ? ' (not installed: there is no [build-system])' : ''),
      `__main__.py in ${project._layout.packages.join(', ') || 'a package'}: nothing`,
      `${TIERS.flat().map((name) => `${name}.py`).join(', ')} in ${roots}: no program and no web application`,
    ].join('\n'),
    expected: 'one of these',
    write: 'entrypoint: Entrypoint.module(\'…\'), .script(\'…\'), .asgi(\'…\'), .wsgi(\'…\') or .command([…])',
  });
}
