import { describe, expect, test } from 'vitest';
import { Entrypoint } from '../../../src/python';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { coded } from '../../support/coded';

const API = { 'api.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\ndef make():\n    inner = FastAPI()\n    return inner\n' };
const PACKAGE = {
  'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nshop = "shop:main"\n[build-system]\nrequires = []\nbuild-backend = "hatchling.build"\n',
  'shop/__init__.py': 'def main(): ...\n', 'shop/jobs.py': '',
};
const SERVER = { requirements: 'uvicorn==0.34.0\nfastapi==0.115.0' };
const notFound = (message: RegExp) => coded('EntrypointNotFound', message);

describe('fails', () => {
  test.each<[string, Entrypoint, RegExp]>([
    ['a module like one of the project', Entrypoint.asgi('apy:app'), /no module apy\n {2}found: {4}the modules api\n[^]*write: {4}entrypoint: Entrypoint\.asgi\('api:app'\)/],
    ['a name like one of the module', Entrypoint.asgi('api:ap'), /api\.py has no ap at its top\n {2}found: {4}app, make\n[^]*write: {4}entrypoint: Entrypoint\.asgi\('api:app'\)/],
    ['a name of a function alone', Entrypoint.asgi('api:inner'), /api\.py has no inner at its top\n/],
    ['a factory that is not there', Entrypoint.asgi('api:mke()'), /write: {4}entrypoint: Entrypoint\.asgi\('api:make\(\)'\)/],
  ])('for %s', (_, entrypoint, message) => {
    expect(() => bindEntrypoint(entrypoint, API, SERVER)).toThrow(notFound(message));
  });

  test('for a module that nothing can bring', () => {
    expect(() => bindEntrypoint(Entrypoint.module('worker'), { 'main.py': '' })).toThrow(notFound(/no module worker\n[^]*write: {4}entrypoint: Entrypoint\.module\('main'\)/));
    expect(() => bindEntrypoint(Entrypoint.module('shop.job'), PACKAGE, SERVER)).toThrow(notFound(/no module shop\.job\n[^]*write: {4}entrypoint: Entrypoint\.module\('shop\.jobs'\)/));
  });

  test('for a console script that nothing can bring, and for one that calls what is not there', () => {
    expect(() => bindEntrypoint(Entrypoint.consoleScript('shp'), PACKAGE)).toThrow(notFound(/console script "shp"\n {2}found: {4}\[project\.scripts\], line 5 of pyproject\.toml: shop; and no[^]*consoleScript\('shop'\)/));
    expect(() => bindEntrypoint(Entrypoint.consoleScript('shop'), { 'shop.py': '' })).toThrow(notFound(/a project that is no package/));
    expect(() => bindEntrypoint(Entrypoint.consoleScript('shop'), { ...PACKAGE, 'shop/__init__.py': 'def run(): ...\n' }))
      .toThrow(notFound(/shop\/__init__\.py has no main at its top\n[^]*write: {4}shop = "shop:run" in \[project\.scripts\]/));
  });

  test('for a console script whose module is not there, in a package that the source has, with the line', () => {
    const files = { 'pyproject.toml': PACKAGE['pyproject.toml'].replace('shop = "shop:main"', 'serve = "shop.server:main"'), 'shop/jobs.py': '' };
    const init: Record<string, string>[] = [{}, { 'shop/__init__.py': '' }];
    for (const more of init) {
      expect(() => bindEntrypoint(Entrypoint.consoleScript('serve'), { ...files, ...more }, SERVER))
        .toThrow(notFound(/no module shop\.server\n {2}found: {4}serve = "shop\.server:main" in \[project\.scripts\], line 5 of pyproject\.toml\n/));
    }
  });
});

describe('says nothing of what may be right', () => {
  test('a console script of nearly the name of one of the project, which any dependency may have: ray has serve', () => {
    const ray = { requirements: `ray==2.9.0 --hash=sha256:${'0'.repeat(64)}\n` };
    expect(() => bindEntrypoint(Entrypoint.consoleScript('shopp'), PACKAGE, ray)).not.toThrow();
  });

  test.each<[string, Entrypoint, Record<string, string>]>([
    ['a module of a dependency in a folder without __init__.py', Entrypoint.module('fastapi.cli'), { 'fastapi/own.py': '' }],
    ['a module of a dependency', Entrypoint.module('celery'), API],
    ['a dependency whose name is another', Entrypoint.asgi('bs4:app'), API],
    ['the standard library', Entrypoint.module('http.server'), {}],
    ['a name that a star brings', Entrypoint.asgi('api:app'), { 'api.py': 'from base import *\n' }],
    ['a name that a loop binds', Entrypoint.asgi('api:app'), { 'api.py': 'for app in make():\n    pass\n' }],
    ['one of two names', Entrypoint.asgi('api:app'), { 'api.py': 'app, other = 1, 2\n' }],
    ['a class', Entrypoint.asgi('api:App'), { 'api.py': 'class App:\n    pass\n' }],
    ['a name of globals', Entrypoint.asgi('api:app'), { 'api.py': 'globals()["a" + "pp"] = 1\n' }],
    ['a global of a function', Entrypoint.asgi('api:app'), { 'api.py': 'def f():\n    global app\n    app = 1\nf()\n' }],
    ['a module that cannot be read', Entrypoint.asgi('api:app'), { 'api.py': 'print "1"\ndef (\n' }],
    ['a module beside the application', Entrypoint.asgi('shop:api'), { 'shop/__init__.py': '', 'shop/api.py': '' }],
    ['an attribute of an object', Entrypoint.asgi('api:app.inner'), API],
    ['an extension module', Entrypoint.module('shop._native'), { ...PACKAGE, 'setup.py': 'from setuptools import setup\nsetup(ext_modules=[])\n' }],
  ])('%s', (_, entrypoint, files) => {
    expect(() => bindEntrypoint(entrypoint, files, SERVER)).not.toThrow();
  });
});

describe('fails for what .dockerignore leaves out', () => {
  test.each<[string, Entrypoint, Record<string, string>, RegExp]>([
    ['a script', Entrypoint.script('main.py'), { 'main.py': '', '.dockerignore': '# code\n\n*.py\n' }, /^main\.py, which starts the app[^]*found: {4}\.dockerignore, line 3: \*\.py\n[^]*write: {4}!main\.py as a line behind it/],
    ['a command', Entrypoint.command(['python', 'main.py']), { 'main.py': '', '.dockerignore': 'main.py' }, /line 1: main\.py/],
    ['a module', Entrypoint.module('jobs.nightly'), { 'jobs/__init__.py': '', 'jobs/nightly.py': '', '.dockerignore': '!jobs\njobs/nightly.py' }, /line 2: jobs\/nightly\.py/],
    ['an application', Entrypoint.asgi('api:app'), { ...API, '.dockerignore': 'api.py\n!api.py\nap*' }, /line 3: ap\*/],
  ])('%s', (_, entrypoint, files, message) => {
    expect(() => bindEntrypoint(entrypoint, files, SERVER)).toThrow(notFound(message));
  });

  test('and not for what a later line brings back', () => {
    expect(() => bindEntrypoint(Entrypoint.script('main.py'), { 'main.py': '', '.dockerignore': '*\n!main.py\n' })).not.toThrow();
  });
});
