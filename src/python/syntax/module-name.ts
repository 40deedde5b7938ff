import { normalizeName } from './package-name';
import { whyOwnCodeCompiles } from '../declarations/own-code';
import type { PythonProject } from '../python-project';
import { PythonSource } from './python-source';
import { readPython } from './python-text';
import STANDARD_LIBRARY from './standard-library.json';
import { nearestNames } from '../../private/nearest-names';
import type { LockedPackage } from '../locks/locked-package';
import { moduleFile, moduleName } from '../source/project-layout';

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
  const { isPackage, _layout: { importRoots }, _source: source } = project;
  const started = folder === undefined ? [] : [source.normalize(folder, 'the entry point')];
  const roots = { importRoots: [...new Set([...started, ...importRoots, ...(isPackage ? [] : [''])])] };
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
  const { _layout: layout, _source: source } = project;
  const [word] = normalizeName(top).split('-');
  if (layout.packages.some((folder) => folder.endsWith(`/${top}`) || folder === top) && !STANDARD_LIBRARY.includes(top)) {
    // A folder without __init__.py may be one of several that make a package (PEP 420): packages of a like name may have the others.
    return mayWriteModules(project) || (moduleFile(layout, source, top) === undefined && packages.some((one) => one.name.includes(word)));
  }
  const mayBring = packages.length > 0 && (near === undefined || packages.some((one) => one.name.includes(word)));
  return mayBring || STANDARD_LIBRARY.includes(top) || mayWriteModules(project);
}

/** Back ends whose wheels have the modules of the source and no others, unless a hook says otherwise. */
const PLAIN_BACKENDS = /^(?:hatchling|setuptools|uv_build|flit_core|poetry\.core|pdm\.backend)\b/;

/** Code of a build may make modules that the source does not have: extension modules, and what setup.py and hooks write. */
function mayWriteModules(project: PythonProject): boolean {
  const { isPackage, buildBackend = '', _source: source, _pyproject: pyproject } = project;
  return isPackage && (source.isFile('setup.py') || !PLAIN_BACKENDS.test(buildBackend) || /hooks?\b|"build"\s*:\s*"/.test(JSON.stringify(pyproject?.tool ?? {}))
    || whyOwnCodeCompiles(project) !== undefined);
}

/** `shop:api` may be the module shop.api, once somebody has imported it. */
function siblingModule({ _source: source }: PythonProject, file: string, name: string): boolean {
  return file.endsWith('/__init__.py') && source.isFile(file.replace(/__init__\.py$/, `${name}.py`));
}
