import { PythonProject } from './python-project';

/** Sources of extension modules. */
const NATIVE = /\.(c|cc|cpp|cxx|pyx|pxd|rs|f|f90|for)$/i;

/** Back ends that compile whatever they are given. */
const COMPILING_BACKENDS = /^(mesonpy|scikit_build_core|maturin|setuptools_rust|setuptools_scons|sipbuild|pybind11)\b/;

/** Why the project's own code may have to be compiled; undefined when it is Python alone. */
export function whyOwnCodeCompiles(project: PythonProject): string | undefined {
  if (!project.isPackage) {
    return undefined;
  }
  if (COMPILING_BACKENDS.test(project.buildBackend ?? '')) {
    return `its build back end is ${project.buildBackend}`;
  }
  const native = project._applicationFiles().find((file) => NATIVE.test(file));
  return native === undefined ? undefined : `it has ${native}`;
}
