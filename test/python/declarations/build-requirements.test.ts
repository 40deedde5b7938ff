import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { buildRequirements } from '../../../src/python/declarations/build-requirements';
import { folderWith } from '../../support/folder';

function requirementsOf(backend: string, requires: string[], rest = '', files: Record<string, string> = {}): string[] | undefined {
  const text = `[project]\nname = "a"\nversion = "1"\n[build-system]\nrequires = ${JSON.stringify(requires)}\nbuild-backend = "${backend}"\n${rest}`;
  return buildRequirements(PythonProject.fromFolder(folderWith({ 'pyproject.toml': text, 'a.py': '', ...files })));
}

test.each([
  ['hatchling.build', 'hatchling>=1.27'], ['flit_core.buildapi', 'flit_core>=3.2,<4'], ['poetry.core.masonry.api', 'poetry-core>=2'],
  ['pdm.backend', 'pdm-backend'], ['uv_build', 'uv_build>=0.9,<0.10'], ['setuptools.build_meta', 'setuptools>=77'],
])('%s asks for what is written and for nothing more', (backend, requirement) => {
  expect(requirementsOf(backend, [requirement])).toEqual([requirement]);
});

test.each([
  ['a back end that is not known', 'mesonpy', ['meson-python'], '', {}],
  ['a back end in the tree', 'hatchling.build', ['hatchling'], 'backend-path = ["."]\n', {}],
  ['a hook of hatch with packages of its own', 'hatchling.build', ['hatchling'], '[tool.hatch.build.hooks.custom]\ndependencies = ["cython"]\n', {}],
  ['packages for a target of hatch', 'hatchling.build', ['hatchling'], '[tool.hatch.build.targets.wheel]\ndependencies = ["cython"]\n', {}],
  ['an old setuptools', 'setuptools.build_meta', ['setuptools<70'], '', {}],
  ['a plugin of setuptools', 'setuptools.build_meta', ['setuptools', 'setuptools-scm'], '', {}],
  ['a setup.py', 'setuptools.build_meta', ['setuptools'], '', { 'setup.py': 'from setuptools import setup\nsetup()\n' }],
])('%s may ask for more', (_, backend, requires, rest, files) => {
  expect(requirementsOf(backend, requires, rest, files)).toBeUndefined();
});
