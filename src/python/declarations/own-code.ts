import type { PythonProject } from '../python-project';
import { tableAt } from '../source/toml-file';
import { readPython } from '../syntax/python-text';

/** Sources of extension modules. */
const NATIVE = /\.(c|cc|cpp|cxx|pyx|pxd|rs|f|f90|for)$/i;

/** Back ends that compile whatever they are given. */
const COMPILING_BACKENDS = /^(mesonpy|scikit_build_core|maturin|setuptools_rust|setuptools_scons|sipbuild|pybind11)\b/;

/** Extension modules in a setup.py: their sources may be written when it runs. */
export const EXTENSIONS = /\bext_modules\s*=|\bcffi_modules\s*=|\brust_extensions\s*=|\bcythonize\s*\(/;

/** Back ends whose wheels are pure Python unless a hook says otherwise; a C file in their packages is data. */
const PURE_BACKENDS = /^(flit_core|uv_build)\b/;

/** What a setup.py may compile with, or make other commands of. Where there is none of it, setuptools takes a C file in a package as data. */
const COMMANDS = /\b(?:\w*ext_modules|\w*_modules|\w*_extensions|libraries|cmdclass|distclass|Extension|build_ext|build_clib|subprocess)\b/;

/** Whether code of the project, or of others that it is installed with, may have to be compiled. */
export function ownCodeCompiles(project: PythonProject, members: { readonly project: PythonProject }[] = []): boolean {
  return ownCodeReasons(project, members).length > 0;
}

/** Why code of the project, or of others that it is installed with, may have to be compiled: a reason for each that may. */
export function ownCodeReasons(project: PythonProject, members: { readonly project: PythonProject }[] = []): string[] {
  return [project, ...members.map((member) => member.project)].flatMap((one) => whyOwnCodeCompiles(one) ?? []).map((why) => `code of its own: ${why}`);
}

/** Why the project's own code may have to be compiled; undefined when it is Python alone. */
export function whyOwnCodeCompiles(project: PythonProject): string | undefined {
  if (!project.isPackage) {
    return undefined;
  }
  if (COMPILING_BACKENDS.test(project.buildBackend ?? '')) {
    return `its build back end is ${project.buildBackend}`;
  }
  const setup = (readPython(project._source, 'setup.py') ?? '').replace(/#.*$/gm, '');
  if (EXTENSIONS.test(setup)) {
    return 'its setup.py has extension modules';
  }
  if (PURE_BACKENDS.test(project.buildBackend ?? '') || (isOfSetuptools(project) && !COMMANDS.test(setup))) {
    return undefined;
  }
  const native = project._applicationFiles().find((file) => NATIVE.test(file));
  return native === undefined ? undefined : `it has ${native}`;
}

/** Whether setuptools alone makes the wheel, and no table of pyproject.toml names extension modules or commands of the project's own. */
function isOfSetuptools({ buildBackend, _pyproject: pyproject }: PythonProject): boolean {
  const { tool = {}, buildSystem } = pyproject ?? {};
  const table = tableAt(tool, 'setuptools') ?? {};
  return /^setuptools\b/.test(buildBackend ?? '') && (buildSystem?.backendPath.length ?? 0) === 0 && tool['setuptools-rust'] === undefined
    && table['ext-modules'] === undefined && table.cmdclass === undefined;
}
