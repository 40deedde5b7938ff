import { normalizeName } from './package-name';
import { whyOwnCodeCompiles } from '../declarations/own-code';
import type { PythonProject } from '../python-project';
import { PythonSource } from './python-source';
import { readPython } from './python-text';
import STANDARD_LIBRARY from './standard-library.json';
import { nearestNames } from '../../private/nearest-names';
import type { LockedPackage } from '../locks/locked-package';
import { foldersOf, moduleFile, moduleName } from '../source/project-layout';

/** A module, and what is taken of it. */
export interface ModuleReference {
  readonly module: string;
  /** The name at the top of the module: the first word of `app.wsgi`. */
  readonly name?: string;
  /** The folder of the source that it is started in. */
  readonly folder?: string;
  /** `python -m` runs it: a package is its `__main__.py`. */
  readonly runs?: boolean;
}

/** Why a module, or a name in it, cannot be what was meant. */
export type NameProblem =
  | { readonly kind: 'module'; readonly modules: string[]; readonly near?: string }
  | { readonly kind: 'name'; readonly file: string; readonly names: string[]; readonly near?: string };

/**
 * What is certainly wrong with a reference; undefined for what is right, and for what is not known: a module may be one of a dependency, and a name may
 * be bound in ways that nobody sees without running the module.
 */
export function problemOf(reference: ModuleReference, project: PythonProject, packages: LockedPackage[]): NameProblem | undefined {
  const { module, name } = reference;
  const file = fileOf(reference, project);
  if (file === undefined) {
    const modules = modulesOf(project);
    const near = nearestNames(module, modules)[0];
    return isForeign(module, project, packages, near) ? undefined : { kind: 'module', modules, ...(near !== undefined && { near }) };
  }
  const source = PythonSource.parse(readPython(project._source, file) ?? '');
  if (name === undefined || source.mayBind(name) || project._source.isFolder(file.replace(/\/__init__\.py$/, `/${name}`)) || siblingModule(project, file, name)) {
    return undefined;
  }
  const names = [...new Set([...source.top.assignments.map((one) => one.name), ...source.top.functions.map((one) => one.name)])];
  const near = nearestNames(name, names)[0] ?? (names.length === 1 ? names[0] : undefined);
  return { kind: 'name', file, names, ...(near !== undefined && { near }) };
}

/** The file of the project that a reference names; undefined when it has none. */
export function fileOf({ module, folder, runs = false }: ModuleReference, project: PythonProject): string | undefined {
  const { isPackage, _layout: layout, _source: source } = project;
  const { importRoots } = layout;
  const started = folder === undefined ? [] : [source.normalize(folder, 'the entry point')];
  const roots = { ...layout, importRoots: [...new Set([...started, ...importRoots, ...(isPackage ? [] : [''])])] };
  return (runs ? moduleFile(roots, source, `${module}.__main__`) : undefined) ?? moduleFile(roots, source, module);
}

/** The modules of the project, by their names. */
export function modulesOf(project: PythonProject): string[] {
  const { _layout: layout, _source: source } = project;
  return project._applicationFiles().filter((file) => file.endsWith('.py')).flatMap((file) => moduleName(layout, file) ?? [])
    .filter((name) => moduleFile(layout, source, name) !== undefined);
}

/** Whether a module that the project does not have may come from elsewhere. In a package of the project's own, none does; nor where nothing is installed. */
function isForeign(module: string, project: PythonProject, packages: LockedPackage[], near?: string): boolean {
  const [top] = module.split('.');
  const [word] = normalizeName(top).split('-');
  const named = packages.some((one) => one.name.includes(word));
  const around = STANDARD_LIBRARY.includes(top) ? 'nothing' : packageAround(project, module);
  if (around !== 'nothing') {
    // Of a namespace, any dependency may have the rest; of a folder that only lacks its __init__.py, those of a like name.
    return mayWriteModules(project) || (around === 'namespace' && packages.length > 0) || (around === 'folder' && named);
  }
  const mayBring = packages.length > 0 && (near === undefined || named);
  return mayBring || STANDARD_LIBRARY.includes(top) || mayWriteModules(project);
}

/**
 * What the nearest folder of the project is that a module would lie in: a package, a namespace that several distributions share (PEP 420: it has nothing but folders; or its
 * `__init__.py` says so), or a folder with modules and no `__init__.py`.
 */
function packageAround({ _layout: layout, _source: source }: PythonProject, module: string): 'package' | 'namespace' | 'folder' | 'nothing' {
  const parts = module.split('.');
  for (let count = parts.length - 1; count > 0; count--) {
    const name = parts.slice(0, count).join('.');
    const init = moduleFile(layout, source, name);
    if (init !== undefined) {
      return /\b(?:extend_path|declare_namespace)\b/.test(readPython(source, init) ?? '') ? 'namespace' : 'package';
    }
    const folders = foldersOf(layout, name).filter((folder) => source.isFolder(folder));
    if (folders.length > 0) {
      return folders.some((folder) => source.list(folder).some((entry) => entry.kind === 'file' && entry.name.endsWith('.py'))) ? 'folder' : 'namespace';
    }
  }
  return 'nothing';
}

/** Code of a build may make modules that the source does not have: extension modules, and what setup.py and hooks write. */
function mayWriteModules(project: PythonProject): boolean {
  return project.isPackage && (project._layout.wheel.writes || whyOwnCodeCompiles(project) !== undefined);
}

/** `shop:api` may be the module shop.api, once somebody has imported it. */
function siblingModule({ _source: source }: PythonProject, file: string, name: string): boolean {
  return file.endsWith('/__init__.py') && source.isFile(file.replace(/__init__\.py$/, `${name}.py`));
}
