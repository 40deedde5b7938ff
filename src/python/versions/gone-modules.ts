import data from './gone-modules.json';
import { PythonRule } from './python-choice';
import type { PythonProject } from '../python-project';
import { OwnImport, ownImports } from '../syntax/own-imports';

/** What the project's code takes from the standard library, and newer Pythons left out. */
export interface GoneModule extends OwnImport {
  /** The first Python without it. */
  readonly without: string;
}

/** The first Python without each. Sources: PEP 594; What's New in Python 3.11, 3.12 and 3.13. */
const GONE: Readonly<Record<string, string>> = data;

/** Distributions that have such a module under its name, beside `standard-NAME`, which there is of most: with setuptools comes distutils. */
const BROUGHT_BY: Readonly<Record<string, string>> = {
  asynchat: 'pyasynchat', asyncore: 'pyasyncore', audioop: 'audioop-lts', cgi: 'legacy-cgi', cgitb: 'legacy-cgi', distutils: 'setuptools', imp: 'zombie-imp',
};

/**
 * The modules that the code imports and a newer Python has not. `packages` are the names of what is installed, which may bring a module of that name.
 */
export function goneModules(project: PythonProject, packages: string[]): GoneModule[] {
  const brought = (module: string) => packages.includes(`standard-${module}`) || (Object.hasOwn(BROUGHT_BY, module) && packages.includes(BROUGHT_BY[module]));
  return ownImports(project).filter(({ module }) => Object.hasOwn(GONE, module) && !brought(module))
    .map((found) => ({ ...found, without: GONE[found.module] }));
}

/** The rules that they make for the Python, where nothing names one. */
export function goneModuleRules(project: PythonProject, packages: string[]): PythonRule[] {
  return goneModules(project, packages).map(({ file, line, module, without }) => ({
    file, line, requiresPython: `<${without}`, says: `${module}, which Python ${without} left out`, package: module,
  }));
}
