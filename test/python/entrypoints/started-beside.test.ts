import { describe, expect, test } from 'vitest';
import { Entrypoint, PythonProject } from '../../../src/python';
import { discoverEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const built = (backend: string, more = '') => `[project]\nname = "shop"\nversion = "1"\n${more}[build-system]\nrequires = ["${backend.split('.')[0]}"]\nbuild-backend = "${backend}"\n`;
const MAIN = 'from shop import X\n\nif __name__ == "__main__":\n    print(X)\n';
const SETUP = (more = '') => `from setuptools import find_packages, setup\nsetup(name="shop", packages=find_packages()${more})\n`;
const PACKAGE = { 'shop/__init__.py': 'X = 1\n' };
const project = (files: Record<string, string>) => PythonProject.fromFolder(folderWith(files));
const started = (files: Record<string, string>) => {
  const found = project(files);
  return [found.isPackage, discoverEntrypoint(found)._written];
};

describe('a file at the top that the wheel does not have is what starts, and the project runs from its files', () => {
  test.each(['hatchling.build', 'setuptools.build_meta', 'flit_core.buildapi', 'pdm.backend', 'poetry.core.masonry.api'])('with %s', (backend) => {
    expect(started({ 'pyproject.toml': built(backend), ...PACKAGE, 'main.py': MAIN })).toEqual([false, "script('main.py')"]);
  });

  test('with a file of C that its back end takes for data', () => {
    expect(project({ 'pyproject.toml': built('flit_core.buildapi'), ...PACKAGE, 'shop/sample.c': '', 'main.py': MAIN }).isPackage).toBe(false);
    expect(project({ 'setup.py': SETUP(), ...PACKAGE, 'shop/sample.c': '', 'main.py': MAIN }).isPackage).toBe(false);
  });

  test('beside sources in src, and with a setup.py', () => {
    expect(started({ 'pyproject.toml': built('uv_build'), 'src/shop/__init__.py': 'X = 1\n', 'main.py': MAIN })).toEqual([false, "script('main.py')"]);
    expect(started({ 'setup.py': SETUP(), ...PACKAGE, 'main.py': MAIN })).toEqual([false, "script('main.py')"]);
  });

  test.each([
    ['web: gunicorn main:app', { 'pyproject.toml': built('hatchling.build', 'scripts = { shop = "shop:main" }\n'), ...PACKAGE }],
    ['web: uv run gunicorn "main:make()" --bind :$PORT', { 'setup.py': SETUP(), ...PACKAGE }],
    ['web: gunicorn main:app', { 'setup.py': SETUP() }],
    ['web: gunicorn main:app', { 'setup.py': 'from setuptools import setup\nsetup()\n', 'setup.cfg': '[metadata]\nname = shop\n[options]\npackages = find:\n' }],
    ['web: python -m main', { 'setup.py': SETUP(), ...PACKAGE }],
    ['web: celery --app=main worker', { 'setup.py': SETUP(), ...PACKAGE }],
  ])('that the command names: %s', (Procfile, files) => {
    expect(project({ Procfile, 'main.py': MAIN, ...files as Record<string, string> }).isPackage).toBe(false);
  });

  test.each([
    ['web: gunicorn main:app', { 'setup.py': SETUP(', py_modules=["main"]'), ...PACKAGE }],
    ['web: gunicorn shop:app', { 'pyproject.toml': built('hatchling.build'), ...PACKAGE, '__main__.py': '' }],
  ])('but not one that the wheel has: %s', (Procfile, files) => {
    expect(project({ Procfile, 'main.py': 'X = 1\n', ...files as Record<string, string> }).isPackage).toBe(true);
  });

  test('a page of Streamlit', () => {
    expect(started({ 'pyproject.toml': built('hatchling.build'), ...PACKAGE, 'streamlit_app.py': 'import streamlit as st\nst.write("x")\n' })).toMatchObject([false, /^process\('streamlit run/]);
  });
});

describe('a project stays a package', () => {
  test.each<[string, Record<string, string>, unknown]>([
    ['with console scripts, whatever lies beside it', { 'pyproject.toml': built('hatchling.build', 'scripts = { shop = "shop:main" }\n'), ...PACKAGE, 'main.py': MAIN }, "consoleScript('shop')"],
    ['whose __main__ starts', { 'pyproject.toml': built('hatchling.build'), ...PACKAGE, 'shop/__main__.py': '', 'main.py': MAIN }, "module('shop')"],
    ['whose wheel has the file', { 'setup.py': SETUP(', py_modules=["main"]'), ...PACKAGE, 'main.py': MAIN }, "module('main')"],
    ['that names it for Hatch', { 'pyproject.toml': `${built('hatchling.build')}[tool.hatch.build]\ninclude = ["shop", "main.py"]\n`, ...PACKAGE, 'main.py': MAIN }, "module('main')"],
    ['with an application inside', { 'pyproject.toml': built('hatchling.build'), ...PACKAGE, 'shop/app.py': 'from flask import Flask\napp = Flask(__name__)\n', 'main.py': 'print("tool")\n' }, "wsgi('shop.app:app')"],
  ])('%s', (_what, files, written) => {
    expect(started(files)).toEqual([true, written]);
  });

  test('that has to be compiled, or says of itself that it is one', () => {
    expect(project({ 'setup.py': SETUP(', ext_modules=[Extension("x", ["x.c"])]'), ...PACKAGE, 'main.py': MAIN }).isPackage).toBe(true);
    expect(project({ 'pyproject.toml': `${built('hatchling.build')}[tool.uv]\npackage = true\n`, ...PACKAGE, 'main.py': MAIN }).isPackage).toBe(true);
  });
});

describe('a project whose back end finds nothing to build runs from its files', () => {
  test.each<[string, Record<string, string>]>([
    ['Hatch, with a package of another name', { 'pyproject.toml': built('hatchling.build'), 'app/main.py': MAIN }],
    ['uv, with no package in src', { 'pyproject.toml': built('uv_build'), 'shop/__init__.py': '', 'shop/main.py': MAIN }],
    ['Flit, with a package of another name', { 'pyproject.toml': built('flit_core.buildapi'), 'app/__init__.py': '', 'app/main.py': MAIN }],
    ['setuptools, with two packages', { 'pyproject.toml': built('setuptools.build_meta'), 'app/__init__.py': '', 'app/main.py': MAIN, 'core/__init__.py': '' }],
    ['setuptools, with two modules', { 'pyproject.toml': built('setuptools.build_meta'), 'main.py': MAIN, 'shop.py': 'X = 1\n' }],
  ])('%s', (_what, files) => {
    expect(project(files).isPackage).toBe(false);
  });

  test.each<[string, Record<string, string>]>([
    ['a package of its name, written otherwise', { 'pyproject.toml': built('hatchling.build').replace('"shop"', '"My.Shop"'), 'src/my_shop/__init__.py': '', 'src/my_shop/main.py': MAIN }],
    ['a package in a namespace', { 'pyproject.toml': built('hatchling.build'), 'acme/shop/__init__.py': '' }],
    ['files in a file of Hatch', { 'pyproject.toml': built('hatchling.build'), 'hatch.toml': '[build.targets.wheel]\npackages = ["app"]\n', 'app/main.py': MAIN }],
    ['one package of setuptools, whatever its name', { 'pyproject.toml': built('setuptools.build_meta'), 'app/__init__.py': '', 'app/main.py': MAIN, 'notes/a.py': '' }],
    ['packages that a table finds', { 'pyproject.toml': `${built('setuptools.build_meta')}[tool.setuptools.packages.find]\ninclude = ["app*", "core*"]\n`, 'app/__init__.py': '', 'core/__init__.py': '' }],
  ])('and not one with %s', (_what, files) => {
    expect(project(files).isPackage).toBe(true);
  });
});

describe('fails for a file that no image of the package has', () => {
  const files = { 'pyproject.toml': built('hatchling.build', 'scripts = { shop = "shop:main" }\n'), ...PACKAGE, 'shop/work.py': MAIN, 'main.py': MAIN };

  test.each([
    ['a file beside the package', Entrypoint.script('main.py'), /^main\.py is no file of the image: [^]*, and its wheel does not have it\n[^]*write: {4}package = false below \[tool\.uv\] in pyproject\.toml/],
    ['a file of the package', Entrypoint.script('shop/work.py'), /write: {4}entrypoint: Entrypoint\.module\('shop\.work'\)\n +or package = false below/],
    ['a module beside the package', Entrypoint.module('main'), /^main\.py is no file of the image/],
    ['an application beside the package', Entrypoint.asgi('main:X'), /^main\.py is no file of the image/],
  ])('%s', (_what, entrypoint, message) => {
    expect(() => bindEntrypoint(entrypoint, files)).toThrow(coded('EntrypointNotFound', message));
  });
});
