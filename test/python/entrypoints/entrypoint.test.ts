import { describe, expect, test } from 'vitest';
import { Entrypoint } from '../../../src/python';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { coded } from '../../support/coded';

const FILES = {
  'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nshop = "shop.cli:main [x]"\n[build-system]\nrequires = []\nbuild-backend = "hatchling.build"\n',
  'src/shop/__init__.py': 'app = make()', 'src/shop/__main__.py': '', 'src/shop/worker.py': '', 'src/shop/cli.py': 'def main(): ...',
  'src/shop/api.py': 'from fastapi import FastAPI\napp = FastAPI()\n\ndef make():\n    return app\n', 'src/shop/wsgi.py': 'application = make()', 'tools/load data.py': '',
};

const bind = (entrypoint: Entrypoint, requirements = 'uvicorn==0.34.0\ngunicorn==23.0.0', shell = '/bin/sh', files: Record<string, string> = FILES) =>
  bindEntrypoint(entrypoint, files, { requirements, shell });

test('a console script of the project', () => {
  expect(bind(Entrypoint.consoleScript('shop'))).toEqual({
    argv: ['/app/.venv/bin/shop'], env: {}, stopSignal: 'SIGINT', imports: ['shop.cli:main'], requires: [], scripts: ['/app/.venv/bin/shop'], importPath: [],
    program: { kind: 'console-script', name: 'shop', words: [] },
  });
});

test('a console script of a dependency, which knows itself what it imports; a server has its own signal', () => {
  const celery = '/app/.venv/bin/celery';
  expect(bind(Entrypoint.consoleScript('celery'))).toMatchObject({ argv: [celery], stopSignal: 'SIGINT', imports: [], importedBy: [celery], scripts: [celery] });
  expect(bind(Entrypoint.consoleScript('gunicorn'))).toMatchObject({ stopSignal: 'SIGTERM' });
});

test.each([
  ['shop', ['shop']],
  ['shop.worker', ['shop']],
  ['http.server', ['http']],
  ['worker', []],
])('module %s: what start-up imports is %j', (name, imports) => {
  expect(bind(Entrypoint.module(name))).toEqual({
    argv: ['/app/.venv/bin/python', '-m', name], env: {}, stopSignal: 'SIGINT', imports, requires: [name], importPath: [], program: { kind: 'module', name, words: [] },
  });
});

test('a script is a file below the folder of the app', () => {
  expect(bindEntrypoint(Entrypoint.script('./tools/load data.py'), { 'tools/load data.py': '' })).toMatchObject({
    argv: ['/app/.venv/bin/python', '/app/tools/load data.py'], stopSignal: 'SIGINT', imports: [], requires: ['/app/tools/load data.py'],
    program: { kind: 'script', name: '/app/tools/load data.py' },
  });
});

test.each([[['python3.13', '-V'], 'SIGINT'], [['/usr/bin/env', 'x'], 'SIGTERM']])('the command %j ends by %s', (argv, stopSignal) => {
  expect(bind(Entrypoint.command(argv))).toEqual({ argv, env: {}, stopSignal, imports: [], requires: [], importPath: [] });
});

test.each([
  [['python', 'main.py', '-v'], ['/app/main.py']], [['/app/.venv/bin/python3.13', '-u', '/app/jobs/../main.py'], ['/app/main.py']],
  [['python', '-m', 'shop.worker'], ['shop.worker']], [['python', '-Bu', '-m', 'http.server', '80'], ['http.server']],
  [['python'], []], [['python', '-u'], []], [['python', '-c', 'import x'], []], [['python', '-X', 'dev', 'main.py'], ['/app/main.py']], [['python', 'other.py'], []], [['python', '/etc/x.py'], []], [['sh', 'main.py'], []],
])('of the command %j it is known that it runs %j', (argv, requires) => {
  expect(bind(Entrypoint.command(argv), '', '/bin/sh', { 'main.py': '' }).requires).toEqual(requires);
});

describe('a web application', () => {
  test('on uvicorn: the shell reads the port and gives way to the server', () => {
    expect(bind(Entrypoint.asgi('shop.api:app', { extraArguments: ['--root-path', '/a b', '$HOME'] }))).toEqual({
      argv: ['/bin/sh', '-c', 'exec /app/.venv/bin/uvicorn shop.api:app --host 0.0.0.0 --port "$PORT" "$@"', 'uvicorn', '--root-path', '/a b', '$HOME'],
      env: { PORT: '8000' }, stopSignal: 'SIGTERM', imports: ['shop.api:app'], importedBy: ['/app/.venv/bin/uvicorn'], requires: [], importPath: [], port: 8000,
      program: {
        kind: 'console-script', name: 'uvicorn', words: ['shop.api:app', '--host', '0.0.0.0', '--port', '%PORT%'], extraArguments: ['--root-path', '/a b', '$HOME'],
      },
    });
  });

  test('on uvicorn without a shell: the port is fixed', () => {
    expect(bind(Entrypoint.asgi('shop.api:make()', { port: 80 }), undefined, '').argv)
      .toEqual(['/app/.venv/bin/uvicorn', 'shop.api:make', '--host', '0.0.0.0', '--port', '80', '--factory']);
  });

  test('on gunicorn, which reads the port itself', () => {
    expect(bind(Entrypoint.wsgi('shop.wsgi:application', { extraArguments: ['--workers', '2'] }))).toEqual({
      argv: ['/app/.venv/bin/gunicorn', '--worker-tmp-dir', '/dev/shm', 'shop.wsgi:application', '--workers', '2'],
      env: { PORT: '8000' }, stopSignal: 'SIGTERM', imports: ['shop.wsgi:application'], importedBy: ['/app/.venv/bin/gunicorn'], requires: [], importPath: [], port: 8000,
      program: { kind: 'console-script', name: 'gunicorn', words: ['--worker-tmp-dir', '/dev/shm', 'shop.wsgi:application'], extraArguments: ['--workers', '2'] },
    });
  });

  test('on the server that is asked for', () => {
    expect(bind(Entrypoint.asgi('shop:app', { server: 'Hypercorn' }), 'uvicorn==1\nhypercorn==1').argv[2]).toContain('/hypercorn shop:app --bind 0.0.0.0:"$PORT"');
    expect(bind(Entrypoint.wsgi('shop:app'), 'waitress==3')).toMatchObject({ stopSignal: 'SIGINT' });
  });

  test('on a server that an extra brings', () => {
    expect(bind(Entrypoint.asgi('shop:app'), 'fastapi[standard]').argv[2]).toContain('/uvicorn');
  });
});

describe('code that is not installed', () => {
  test('in src is found by PYTHONPATH', () => {
    expect(bind(Entrypoint.asgi('shop:app'), 'uvicorn==1', '/bin/sh', { 'src/shop.py': 'app = 1' }))
      .toMatchObject({ env: { PYTHONPATH: '/app/src', PORT: '8000' }, importPath: ['/app/src'] });
  });

  test('at the top is found by the working directory', () => {
    expect(bind(Entrypoint.module('shop'), '', '/bin/sh', { 'shop.py': '' })).toMatchObject({ env: {}, importPath: ['/app'] });
  });
});

test('an application in a folder is started there', () => {
  expect(bind(Entrypoint.wsgi('site_.wsgi:application', { folder: './backend/' }), undefined, undefined, { 'backend/site_/wsgi.py': 'application = 1', 'util.py': '' }))
    .toMatchObject({ workdir: '/app/backend', importPath: ['/app/backend', '/app'], env: { PYTHONPATH: '/app/backend:/app', PORT: '8000' } });
});

describe('fails', () => {
  test('when no server is there, and says what to add', () => {
    expect(() => bind(Entrypoint.asgi('shop:app'), 'gunicorn==1')).toThrow(coded('ServerMissing',
      /no server for "shop:app"[^]*found: {4}1 package of requirements\.txt\n {2}expected: one of uvicorn, hypercorn, granian, daphne, sanic\n {2}write: {4}uvicorn in the dependencies of requirements\.txt\n {12}or webServer: 'uvicorn==\d/));
    expect(() => bind(Entrypoint.wsgi('shop:app', { server: 'waitress' }))).toThrow(coded('ServerMissing', /expected: waitress/));
  });

  test('for a server of the other kind, and for a factory that the server does not call', () => {
    expect(() => bind(Entrypoint.asgi('shop:app', { server: 'gunicorn' }))).toThrow(coded('EntrypointInvalid', /"gunicorn" is not a server for ASGI applications/));
    expect(() => bind(Entrypoint.asgi('shop.api:make()', { server: 'daphne' }), 'daphne==4')).toThrow(coded('EntrypointInvalid', /daphne cannot call "shop\.api:make\(\)"/));
  });

  test.each(['shop', 'shop:', ':app', 'shop:app; rm -rf /', 'shop/api:app', 'shop:app(1)', 'shop api:app', '$(id):app'])('for the application %j', (app) => {
    expect(() => Entrypoint.asgi(app)).toThrow(coded('EntrypointInvalid', /expected: package\.module:name/));
    expect(() => Entrypoint.wsgi(app)).toThrow(coded('EntrypointInvalid', /expected: package\.module:name/));
  });

  test.each([0, 65536, 1.5, NaN])('for the port %s', (port) => {
    expect(() => Entrypoint.asgi('shop:app', { port })).toThrow(coded('EntrypointInvalid', /a port from 1 to 65535/));
  });

  test('for names that are none', () => {
    expect(() => Entrypoint.module('shop/worker.py')).toThrow(coded('EntrypointInvalid', /name of a module\n[^]*write: {4}Entrypoint\.module\('shop\.worker'\)/));
    expect(() => Entrypoint.consoleScript('../x')).toThrow(coded('EntrypointInvalid', /console script[^]*write: {4}Entrypoint\.consoleScript\('x'\)/));
    expect(() => Entrypoint.command([])).toThrow(coded('EntrypointInvalid', /a program/));
    expect(() => Entrypoint.command(['a', 'b\0'])).toThrow(coded('EntrypointInvalid', /a program/));
    expect(() => Entrypoint.asgi('shop/api.py')).toThrow(coded('EntrypointInvalid', /found: {4}"shop\/api\.py"\n[^]*write: {4}Entrypoint\.asgi\('shop\.api:app'\)/));
  });

  test.each<[string, (nothing: never) => Entrypoint]>([
    ['module', (nothing) => Entrypoint.module(nothing)], ['script', (nothing) => Entrypoint.script(nothing)], ['process', (nothing) => Entrypoint.process(nothing)],
    ['consoleScript', (nothing) => Entrypoint.consoleScript(nothing)], ['command', (nothing) => Entrypoint.command(nothing)],
    ['asgi', (nothing) => Entrypoint.asgi(nothing)], ['wsgi', (nothing) => Entrypoint.wsgi(nothing)],
  ])('for nothing in place of what %s takes', (name, make) => {
    expect(() => make(undefined as never)).toThrow(coded('PropInvalid', new RegExp(`write: {4}Entrypoint\\.${name}\\(`)));
  });

  test('for a command line where words belong', () => {
    const line: unknown = 'python main.py --all';
    expect(() => Entrypoint.command(line as string[])).toThrow(coded('PropInvalid', /write: {4}Entrypoint\.command\(\["python","main\.py","--all"\]\)/));
  });

  test('for a script that is not there or not inside', () => {
    expect(() => bind(Entrypoint.script('main.py'))).toThrow(coded('EntrypointNotFound', /the script "main\.py" does not exist[^]*found: {4}beside it: .*requirements\.txt/));
    expect(() => bind(Entrypoint.script('../main.py'))).toThrow(coded('SourceEscapes', /the entry point names/));
  });
});
