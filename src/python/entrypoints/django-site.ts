import { posix } from 'path';
import { Entrypoint } from './entrypoint';
import type { PythonProject } from '../python-project';
import { serversOf } from './web-binding';
import { WebObjects } from './web-object';
import { WebKind } from './web-server';
import { excludedAnywhere } from '../source/excluded-files';
import { moduleFile } from '../source/project-layout';
import { pythonFiles } from '../source/python-files';

/** A way to start, and where it was found. */
export interface Candidate {
  readonly entrypoint: Entrypoint;
  readonly where: string;
}

/** A package that is installed. */
export interface Named {
  readonly name: string;
  readonly extras: string[];
}

/** A manage.py is looked for in folders in folders in … of the source so far. */
const DEEPEST = 3;

interface Site {
  /** The folder of manage.py. */
  readonly folder: string;
  readonly manage: string;
  /** What manage.py names; undefined when it leaves that to the environment. */
  readonly settings?: string;
}

/**
 * The Django sites of a project: what serves them is named by the settings of manage.py (`WSGI_APPLICATION`, `ASGI_APPLICATION`), or lies in
 * wsgi.py and asgi.py beside them, or in the only package beside manage.py that has such a file; without either, Django's own function makes the application of the
 * settings. Source: Django, "How to deploy".
 * `packages` decide between ASGI and WSGI: what a declared server takes. With none declared it is WSGI, Django's default.
 */
export function djangoSites(project: PythonProject, objects: WebObjects, packages: Named[]): Candidate[] {
  return sitesOf(project, objects, packages).map((site) => {
    const served = servedOf(site, project, objects, packages);
    const folder = project._layout.importRoots.includes(site.folder) ? '' : site.folder;
    const own = { kind: 'wsgi' as const, app: 'django.core.wsgi:get_wsgi_application()' };
    const { kind, app } = served ?? own;
    return { entrypoint: Entrypoint._django(kind, app, folder, served ? undefined : site.settings), where: `${site.manage} (${app})` };
  });
}

/** Where a Django site says that its static files are collected to: a step that a build has when it is asked for. */
export interface StaticRoot {
  /** The file of the settings. */
  readonly file: string;
  /** The application, `noticeboard.wsgi:application`; undefined when nothing but Django makes one. */
  readonly app?: string;
  readonly kind: WebKind;
}

/** The prop that has the build collect what a site has. */
export function collectingProp({ kind, app = 'MODULE:application' }: StaticRoot): string {
  return `entrypoint: Entrypoint.${kind}('${app}', { staticFiles: StaticFiles.collectedByDjango({ buildEnvironment: { … } }) })`;
}

/** STATIC_ROOT of the one Django site of a project; undefined when it has none, or several sites. Source: Django, "How to deploy static files". */
export function staticRootOf(project: PythonProject, packages: Named[]): StaticRoot | undefined {
  const objects = new WebObjects(project);
  const [site, ...others] = sitesOf(project, objects, packages);
  const file = site === undefined || others.length > 0 ? undefined : settingsOf(site, project).find((name) => objects.source(name).top.assignments
    .some((one) => one.name === 'STATIC_ROOT' && one.value.literal !== null));
  if (site === undefined || file === undefined) {
    return undefined;
  }
  return { file, kind: 'wsgi', ...servedOf(site, project, objects, packages) };
}

/** The application that a site is served by: one that a declared server takes, else that for WSGI, else what there is. */
function servedOf(site: Site, project: PythonProject, objects: WebObjects, packages: Named[]): Required<Pick<StaticRoot, 'kind' | 'app'>> | undefined {
  const apps = (['asgi', 'wsgi'] as const).flatMap((kind) => {
    const app = applicationOf(kind, site, project, objects);
    return app === undefined ? [] : [{ kind, app }];
  });
  return apps.find(({ kind }) => serversOf(kind, packages).length > 0) ?? apps.find(({ kind }) => kind === 'wsgi') ?? apps[0];
}

function sitesOf({ _layout: layout, _source: source }: PythonProject, objects: WebObjects, packages: Named[]): Site[] {
  const deepest = packages.some(({ name }) => name === 'django') ? DEEPEST : 1;
  const inside = (folders: string[]) => folders.flatMap((folder) => source.list(folder))
    .filter(({ kind, name }) => kind === 'folder' && /^[A-Za-z]/.test(name) && !excludedAnywhere(name)).map(({ path }) => path);
  const sitesIn = (folders: string[]): Site[] => folders.flatMap((folder) => {
    const manage = folder === '' ? 'manage.py' : `${folder}/manage.py`;
    const python = source.isFile(manage) ? objects.source(manage) : undefined;
    if (!python?.modules.some((module) => /^django(?:\.|$)/.test(module))) {
      return [];
    }
    const named = python.calls('os.environ.setdefault')
      .find((call) => call.positional[0]?.literal === 'DJANGO_SETTINGS_MODULE')?.positional[1]?.literal;
    // Python imports from the folder of the file, not from that of a link to it.
    const place = posix.dirname(source.linked(manage));
    const lies = place.startsWith('..') ? folder : place.replace(/^\.$/, '');
    return [{ folder: lies, manage, ...(typeof named === 'string' && { settings: named }) }];
  });
  for (let level = [...new Set(['', ...layout.importRoots])], depth = 0; depth <= deepest; level = inside(level), depth++) {
    const sites = sitesIn(level);
    if (sites.length > 0) {
      return sites.filter(({ folder }) => folder === sites[0].folder || !sites.some((other) => other.folder === ''));
    }
  }
  return [];
}

function applicationOf(kind: WebKind, site: Site, project: PythonProject, objects: WebObjects): string | undefined {
  const source = project._source;
  const layout = { ...project._layout, importRoots: [site.folder, ...project._layout.importRoots] };
  const variable = `${kind.toUpperCase()}_APPLICATION`;
  const named = settingsOf(site, project)
    .map((file) => objects.source(file).top.assignments.find(({ name }) => name === variable)?.value.literal)
    .find((value): value is string => typeof value === 'string' && /^[\w.]+\.\w+$/.test(value));
  const [module, object] = named === undefined ? [] : [named.slice(0, named.lastIndexOf('.')), named.slice(named.lastIndexOf('.') + 1)];
  if (module !== undefined && moduleFile(layout, source, module) !== undefined) {
    return `${module}:${object}`;
  }
  const has = (name: string) => {
    const file = moduleFile(layout, source, name === '' ? kind : `${name}.${kind}`);
    return file !== undefined && objects.source(file).top.assignments.some((assignment) => assignment.name === 'application');
  };
  const packages = [site.settings?.split('.').slice(0, -1).join('.'), site.settings?.split('.')[0], ''].filter((name): name is string => name !== undefined && has(name));
  const beside = source.list(site.folder).filter((entry) => entry.kind === 'folder' && /^[A-Za-z_]\w*$/.test(entry.name)).map(({ name }) => name).filter(has);
  const [name] = packages.length === 0 && beside.length === 1 ? beside : packages;
  return name === undefined ? undefined : `${name === '' ? kind : `${name}.${kind}`}:application`;
}

/** The file of the settings that manage.py names, and those beside it in a folder of settings. */
function settingsOf(site: Site, { _layout: layout, _source: source }: PythonProject): string[] {
  const path = { ...layout, importRoots: [site.folder, ...layout.importRoots] };
  const settings = site.settings === undefined ? undefined : moduleFile(path, source, site.settings);
  const folder = settings?.slice(0, Math.max(0, settings.lastIndexOf('/'))) ?? '';
  const beside = /\/settings$/.test(folder) ? pythonFiles(source, folder) : [];
  return [...new Set([...settings === undefined ? [] : [settings], ...beside])];
}
