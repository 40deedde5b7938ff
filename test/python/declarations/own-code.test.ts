import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { whyOwnCodeCompiles } from '../../../src/python/declarations/own-code';
import { folderWith } from '../../support/folder';

const why = (files: Record<string, string>) => whyOwnCodeCompiles(PythonProject.fromFolder(folderWith(files)));
const built = (backend: string) => ({
  'pyproject.toml': `[project]\nname = "shop"\nversion = "1"\n[build-system]\nrequires = []\nbuild-backend = "${backend}"\n`, 'src/shop/__init__.py': '',
});

const extending = (table: string) => {
  const files = built('setuptools.build_meta');
  return { ...files, 'pyproject.toml': `${files['pyproject.toml']}${table}`, 'src/shop/fast.pyx': '' };
};

test.each([
  ['nothing but Python', built('hatchling.build')],
  ['a setup.py of pure Python', { 'setup.py': 'from setuptools import setup\nsetup(name="shop")  # ext_modules=[]\n', 'shop/__init__.py': '' }],
  ['a C file of a back end that never compiles', { ...built('flit_core.buildapi'), 'src/shop/template.c': '' }],
  ['a C file in a package that setuptools makes without commands', { ...built('setuptools.build_meta'), 'src/shop/template.c': '' }],
  ['a C file beside a setup.py without commands', { 'setup.py': 'from setuptools import setup\nsetup(name="shop")\n', 'shop/template.c': '' }],
  ['a C file of a project that is no package', { 'main.py': '', 'sample.c': '' }],
  ['a C file that is no part of the package', { ...built('hatchling.build'), 'examples/sample.c': '' }],
])('%s does not compile', (_what, files) => {
  expect(why(files as Record<string, string>)).toBeUndefined();
});

test.each([
  ['mesonpy', built('mesonpy'), 'its build back end is mesonpy'],
  ['maturin', built('maturin'), 'its build back end is maturin'],
  ['a setup.py that names a C file', { 'setup.py': 'from setuptools import setup, Extension\nsetup(ext_modules=[Extension("a", ["a.c"])])\n', 'a.c': '' }, 'its setup.py has extension modules'],
  ['a setup.py whose C files are made when it runs', { 'setup.py': 'from setuptools import setup\nsetup(ext_modules = make())\n' }, 'its setup.py has extension modules'],
  ['cffi', { 'setup.py': 'from setuptools import setup\nsetup(cffi_modules=["b.py:ffi"])\n' }, 'its setup.py has extension modules'],
  ['an extension module of pyproject.toml', extending('[[tool.setuptools.ext-modules]]\nname = "shop.fast"\n'), 'it has src/shop/fast.pyx'],
  ['commands of the project in pyproject.toml', extending('[tool.setuptools.cmdclass]\nbuild_py = "steps.Build"\n'), 'it has src/shop/fast.pyx'],
  ['commands of the project in setup.py', { 'setup.py': 'from setuptools import setup\nsetup(name="shop", cmdclass={})\n', 'shop/fast.c': '' }, 'it has shop/fast.c'],
  ['a C file of a back end that may have hooks', { ...built('hatchling.build'), 'src/shop/fast.c': '' }, 'it has src/shop/fast.c'],
])('%s may compile', (_what, files, reason) => {
  expect(why(files as Record<string, string>)).toBe(reason);
});
