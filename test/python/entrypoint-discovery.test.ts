import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../src/python';
import { discoverEntrypoint } from '../../src/python/entrypoint-discovery';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';

const discover = (files: Record<string, string>, ...dependencies: string[]) =>
  discoverEntrypoint(PythonProject.fromFolder(folderWith(files)), dependencies.map((name) => ({ name, extras: [] })))._written;
const pyproject = (scripts: string, more = '[build-system]\nrequires = []\nbuild-backend = "hatchling.build"\n') =>
  `[project]\nname = "My_Shop"\nversion = "1"\n[project.scripts]\n${scripts}\n${more}`;
const ASGI = 'app = FastAPI()\n';
const WSGI = 'app = Flask(__name__)\n';
const MAIN = 'if __name__ == "__main__":\n    main()\n';
const CDK = 'import aws_cdk\napp = aws_cdk.App()\napp.synth()\n';

test.each([
  ['the one console script', { 'pyproject.toml': pyproject('run-it = "a:main"'), 'main.py': MAIN }, "consoleScript('run-it')"],
  ['the console script of the name', { 'pyproject.toml': pyproject('my-shop = "a:main"\nother = "a:other"') }, "consoleScript('my-shop')"],
  ['__main__.py of the package', { 'shop/__init__.py': '', 'shop/__main__.py': '', 'main.py': MAIN }, "module('shop')"],
  ['__main__.py in src', { 'src/shop/__init__.py': '', 'src/shop/__main__.py': '' }, "module('shop')"],
  ['__main__.py of the package of the name', { 'pyproject.toml': pyproject(''), 'my_shop/__main__.py': '', 'other/__main__.py': '' }, "module('my_shop')"],
  ['__main__.py at the top', { '__main__.py': '' }, "script('__main__.py')"],
  ['a script', { 'main.py': MAIN, 'util.py': 'X = 1\n' }, "script('main.py')"],
  ['a FastAPI app', { 'main.py': ASGI }, "asgi('main:app')"],
  ['a Flask app in a package', { 'src/shop/__init__.py': '', 'src/shop/app.py': WSGI }, "wsgi('shop.app:app')"],
  ['a web application beside a helper', { 'main.py': ASGI, 'cli.py': MAIN }, "asgi('main:app')"],
  ['the service, not the CDK app', { 'app.py': CDK, 'main.py': MAIN }, "script('main.py')"],
  ['a script of the package', { 'pyproject.toml': pyproject(''), 'src/my_shop/__init__.py': '', 'src/my_shop/worker.py': MAIN }, "module('my_shop.worker')"],
  ['the only file', { 'collect.py': 'print(1)\n' }, "script('collect.py')"],
  ['wsgi.py before app.py', { 'wsgi.py': WSGI, 'app.py': WSGI }, "wsgi('wsgi:app')"],
  ['a console script that is not installed is none', { 'pyproject.toml': pyproject('shop = "main:main"', ''), 'main.py': MAIN }, "script('main.py')"],
])('%s', (_what, files, expected) => {
  expect(discover(files)).toBe(expected);
});

describe('a Django site', () => {
  const files = {
    'manage.py': 'import django\nif __name__ == "__main__":\n    main()\n',
    'site_/__init__.py': '', 'site_/wsgi.py': 'application = get_wsgi_application()\n', 'site_/asgi.py': 'application = get_asgi_application()\n',
  };

  test('starts by the server that is there', () => {
    expect(discover(files, 'django', 'gunicorn')).toBe("wsgi('site_.wsgi:application')");
    expect(discover(files, 'django', 'uvicorn')).toBe("asgi('site_.asgi:application')");
  });

  test('fails when no server is there, and names both', () => {
    expect(() => discover(files, 'django')).toThrow(coded('EntrypointAmbiguous', /site_\/asgi\.py\n {12}site_\/wsgi\.py/));
  });
});

describe('fails', () => {
  test('when nothing is found, listing what was looked for', () => {
    expect(() => discover({ 'util.py': 'X = 1\n', 'shop/__init__.py': '' })).toThrow(coded('EntrypointNotFound',
      /^no entry point was found\n {2}found: {4}\[project\.scripts\] of pyproject\.toml: nothing\n {12}__main__\.py in shop: nothing\n {12}asgi\.py, .*main\.py[^]*write: {4}entrypoint: Entrypoint\.module/));
  });

  test('when two scripts fit, naming both and the props', () => {
    expect(() => discover({ 'main.py': MAIN, 'worker.py': MAIN })).toThrow(coded('EntrypointAmbiguous',
      /can start in 2 ways\n {2}found: {4}main\.py\n {12}worker\.py\n[^]*write: {4}entrypoint: Entrypoint\.script\('main\.py'\)\n {12}or entrypoint: Entrypoint\.script\('worker\.py'\)/));
  });

  test('when two console scripts fit', () => {
    expect(() => discover({ 'pyproject.toml': pyproject('a = "a:main"\nb = "b:main"') })).toThrow(coded('EntrypointAmbiguous',
      /^My_Shop can start in 2 ways[^]*Entrypoint\.consoleScript\('a'\)/));
  });

  test('when two packages have a __main__.py', () => {
    expect(() => discover({ 'a/__main__.py': '', 'b/__main__.py': '' })).toThrow(coded('EntrypointAmbiguous', /a\/__main__\.py\n {12}b\/__main__\.py/));
  });

  test('for a script that is not installed, saying so', () => {
    expect(() => discover({ 'pyproject.toml': pyproject('shop = "main:main"', '') })).toThrow(coded('EntrypointNotFound', /shop \(not installed: there is no \[build-system\]\)/));
  });

  test('for the CDK app alone', () => {
    expect(() => discover({ 'app.py': CDK })).toThrow(coded('EntrypointNotFound', /no program and no web application/));
  });
});
