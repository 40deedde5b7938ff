import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { discoverEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const discover = (files: Record<string, string>, ...dependencies: string[]) =>
  discoverEntrypoint(PythonProject.fromFolder(folderWith(files)), dependencies.map((name) => ({ name, extras: [] })))._written;
const pyproject = (scripts: string, more = '[build-system]\nrequires = []\nbuild-backend = "hatchling.build"\n') =>
  `[project]\nname = "My_Shop"\nversion = "1"\n[project.scripts]\n${scripts}\n${more}`;
const ASGI = 'from fastapi import FastAPI\napp = FastAPI()\n';
const WSGI = 'from flask import Flask\napp = Flask(__name__)\n';
const MAIN = 'if __name__ == "__main__":\n    main()\n';
const CDK = 'import aws_cdk\napp = aws_cdk.App()\napp.synth()\n';

test.each([
  ['the one console script', { 'pyproject.toml': pyproject('run-it = "a:main"'), 'main.py': MAIN }, "consoleScript('run-it')"],
  ['the console script of the name', { 'pyproject.toml': pyproject('my-shop = "a:main"\nother = "a:other"') }, "consoleScript('my-shop')"],
  ['the console script of a project of Poetry', {
    'pyproject.toml': '[tool.poetry]\nname = "shop"\nversion = "1"\n[tool.poetry.scripts]\nshop = "shop.core:main"\nlint = "shop.dev:lint"\n'
      + '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n',
    'shop/__init__.py': '',
    'shop/core.py': 'def main():\n    print(1)\n',
  }, "consoleScript('shop')"],
  ['the console script of setup.cfg', {
    'setup.cfg': '[metadata]\nname = shop\n[options.entry_points]\nconsole_scripts =\n    run-shop = shop.core:main\n', 'setup.py': 'import setuptools\nsetuptools.setup()\n',
    'shop/__init__.py': '',
  }, "consoleScript('run-shop')"],
  ['a web application before several console scripts', { 'pyproject.toml': pyproject('lint = "a:lint"\ndev = "a:dev"'), 'main.py': ASGI }, "asgi('main:app')"],
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

const MANAGE = [
  'import os', 'def main():', '    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")',
  '    from django.core.management import execute_from_command_line', MAIN,
].join('\n');
const DJANGO = {
  'manage.py': MANAGE,
  'site_/__init__.py': '',
  'site_/settings.py': 'WSGI_APPLICATION = "site_.wsgi.application"\n',
  'site_/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
  'site_/asgi.py': 'from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n',
};
const inFolder = (folder: string, files: Record<string, string>) => Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

describe('a Django site', () => {
  test('starts where the only console script is a manage.py under another name', () => {
    const manage = 'import os\ndef main(argv=None):\n    from django.core.management import execute_from_command_line\n    execute_from_command_line(argv)\n';
    const files = { 'pyproject.toml': pyproject('my-shop = "my_shop.runner:main"'), 'my_shop/__init__.py': '', 'my_shop/runner.py': manage };
    expect(discover({ ...files, 'my_shop/wsgi.py': DJANGO['site_/wsgi.py'] }, 'django', 'gunicorn')).toBe("wsgi('my_shop.wsgi:application')");
    expect(discover(files, 'django')).toBe("consoleScript('my-shop')");
  });

  test('starts by the server that is there, and by WSGI when none is', () => {
    expect(discover(DJANGO, 'django', 'gunicorn')).toBe("wsgi('site_.wsgi:application')");
    expect(discover(DJANGO, 'django', 'uvicorn')).toBe("asgi('site_.asgi:application')");
    expect(discover(DJANGO, 'django')).toBe("wsgi('site_.wsgi:application')");
  });

  test('is served as its settings say, also settings in a folder', () => {
    const { 'site_/wsgi.py': wsgi, 'site_/settings.py': _settings, ...rest } = DJANGO;
    expect(discover({
      ...rest, 'site_/deploy.py': wsgi, 'site_/settings/__init__.py': 'from .base import *\n',
      'site_/settings/base.py': 'WSGI_APPLICATION = "site_.deploy.application"\n',
    }, 'gunicorn')).toBe("wsgi('site_.deploy:application')");
  });

  test('whose manage.py computes the settings is the one that lies beside it', () => {
    const manage = MANAGE.replace(/'site_\.settings'|"site_\.settings"/, 'os.environ["STAGE"] + ".settings"');
    expect(manage).not.toBe(MANAGE);
    expect(discover({ ...DJANGO, 'manage.py': manage }, 'django', 'gunicorn')).toBe("wsgi('site_.wsgi:application')");
    expect(discover({ ...DJANGO, 'manage.py': manage, 'other/wsgi.py': 'application = 1\n', 'other/asgi.py': 'application = 1\n' }, 'django', 'gunicorn')).toBe("wsgi('django.core.wsgi:get_wsgi_application()')");
  });

  test('without wsgi.py is made by Django itself', () => {
    expect(discover({ 'manage.py': MANAGE, 'site_/settings.py': '' })).toBe("wsgi('django.core.wsgi:get_wsgi_application()')");
  });

  test('in a folder is started there', () => {
    expect(discover({ 'README.md': '', ...inFolder('backend', DJANGO) }, 'gunicorn')).toBe("wsgi('site_.wsgi:application', { folder: 'backend' })");
  });

  test('fails when there are two, naming both', () => {
    expect(() => discover({ ...inFolder('one', DJANGO), ...inFolder('two', DJANGO) })).toThrow(coded('EntrypointAmbiguous', /one\/manage\.py.*\n {12}two\/manage\.py/));
  });
});

describe('a Procfile', () => {
  test('says it with its web process', () => {
    expect(discover({ 'Procfile': 'release: python manage.py migrate\nworker: x\nweb:  gunicorn app:app --bind :$PORT \n', 'main.py': MAIN }))
      .toBe("process('gunicorn app:app --bind :$PORT')");
  });

  test('says it with its only process', () => {
    expect(discover({ Procfile: '# web: no\nworker: python worker.py\r\n' })).toBe("process('python worker.py')");
  });

  test('fails with several others', () => {
    expect(() => discover({ Procfile: 'a: x\nb: y\n' })).toThrow(coded('EntrypointAmbiguous', /Procfile: a\n[^]*Entrypoint\.process\('x'\)/));
  });

  test('without a process says nothing', () => {
    expect(discover({ 'Procfile': '# nothing yet\n', 'main.py': MAIN })).toBe("script('main.py')");
  });
});

const FACTORY = 'from flask import Flask\ndef create_app(config=None):\n    app = Flask(__name__)\n    return app\n';

test.each([
  ['an application that a function of a package makes', { 'shop/__init__.py': FACTORY, 'wsgi.py': 'from shop import create_app\napp = create_app()\n' }, "wsgi('wsgi:app')"],
  ['the file that imports the application', { 'app.py': ASGI, 'main.py': `from app import app\n${MAIN}` }, "asgi('main:app')"],
  ['a relative import', { 'shop/__init__.py': '', 'shop/factory.py': FACTORY, 'shop/main.py': 'from .factory import create_app as make\nserver = make()\n' }, "wsgi('shop.main:server')"],
  ['the factory of a package', { 'shop/__init__.py': FACTORY, 'shop/models.py': '' }, "wsgi('shop:create_app()')"],
  ['a file of any name', { 'microblog.py': 'from shop import create_app\napp = create_app()\n', 'shop/__init__.py': FACTORY, 'config.py': 'X = 1\n' }, "wsgi('microblog:app')"],
  ['an application that is made below __main__', {
    'run.py': 'from shop import create_app\nif __name__ == "__main__":\n    app = create_app()\n    app.run(debug=True)\n',
    'shop/__init__.py': FACTORY,
  }, "wsgi('shop:create_app()')"],
  ['an application in a package of a package', { 'shop/__init__.py': '', 'shop/web/__init__.py': '', 'shop/web/app.py': ASGI }, "asgi('shop.web.app:app')"],
  ['what uvicorn is told to run', {
    'run.py': 'import uvicorn\nif __name__ == "__main__":\n    uvicorn.run("shop.web:api", reload=True)\n',
    'shop/__init__.py': '', 'shop/web.py': 'import fastapi\napi = fastapi.FastAPI()\n',
  }, "asgi('shop.web:api')"],
  ['the same from __main__', {
    'shop/__main__.py': 'from uvicorn import run\nrun("shop.web:make", factory=True)\n', 'shop/__init__.py': '',
    'shop/web.py': 'from fastapi import FastAPI\ndef make():\n    return FastAPI()\n',
  }, "asgi('shop.web:make()')"],
  ['the program that imports the others', { 'bot.py': `import worker\n${MAIN}`, 'worker.py': MAIN }, "script('bot.py')"],
  ['main before others', { 'main.py': MAIN, 'worker.py': MAIN }, "script('main.py')"],
  ['a Streamlit page', { 'streamlit_app.py': 'import streamlit as st\nst.title("x")\n', 'helper.py': 'X = 1\n' },
    "process('streamlit run streamlit_app.py --server.address=0.0.0.0 --server.port=$PORT --server.headless=true --browser.gatherUsageStats=false')"],
  ['a Gradio demo', { 'app.py': 'import gradio as gr\nwith gr.Blocks() as demo:\n    pass\ndemo.launch()\n' },
    "process('GRADIO_SERVER_NAME=0.0.0.0 GRADIO_SERVER_PORT=$PORT python app.py')"],
  ['a cloud function', { 'main.py': 'import functions_framework\n@functions_framework.http\ndef hello(request):\n    return "x"\n' },
    "process('functions-framework --source=main.py --target=hello --port=$PORT')"],
  ['one console script of several installed ones', { 'pyproject.toml': pyproject('a = "a:main"\nb = "b:main"', ''), 'main.py': MAIN }, "script('main.py')"],
])('%s', (_what, files, expected) => {
  expect(discover(files)).toBe(expected);
});

describe('fails', () => {
  test('when nothing is found, listing what was looked for', () => {
    expect(() => discover({ 'util.py': 'X = 1\n', 'shop/__init__.py': '' })).toThrow(coded('EntrypointNotFound',
      /^no entry point was found\n {2}found: {4}a web process in a Procfile: nothing\n {12}\[project\.scripts\] of pyproject\.toml: nothing\n {12}a manage\.py of Django: nothing\n {12}__main__\.py in shop: nothing\n {12}asgi\.py, .*main\.py[^]*write: {4}entrypoint: Entrypoint\.script\('util\.py'\)/));
  });

  test('when two scripts fit, naming both and the props', () => {
    expect(() => discover({ 'app.py': MAIN, 'worker.py': MAIN })).toThrow(coded('EntrypointAmbiguous',
      /can start in 2 ways\n {2}found: {4}app\.py\n {12}worker\.py\n[^]*write: {4}entrypoint: Entrypoint\.script\('app\.py'\)\n {12}or entrypoint: Entrypoint\.script\('worker\.py'\)/));
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

  test('for scripts of a project that is no package, with a line that calls them', () => {
    const poetry = '[tool.poetry]\npackage-mode = false\n[tool.poetry.scripts]\nserve = "shop.server:run"\nwork = "shop.server:work"\n[build-system]\nrequires = []\nbuild-backend = "poetry.core.masonry.api"\n';
    expect(() => discover({ 'pyproject.toml': poetry, 'shop/server.py': 'def run():\n    pass\n' })).toThrow(coded('EntrypointNotFound',
      /\[tool\.poetry\.scripts\] of pyproject\.toml: serve, work \(not installed: the project is no package\)[^]*Entrypoint\.process\('python -c "from shop\.server import run; run\(\)"'\)/));
  });

  test('for functions that nothing marks as one of the cloud, with the lines that serve them', () => {
    expect(() => discover({ 'main.py': 'def hello(request):\n    return "hi"\ndef bye(request):\n    return ""\n' }, 'functions-framework')).toThrow(coded('EntrypointNotFound',
      /Entrypoint\.process\('functions-framework --source=main\.py --target=hello --port=\$PORT'\)/));
  });

  test('for functions in another file than main.py', () => {
    expect(() => discover({ 'func.py': 'def hello(request):\n    return "hi"\ndef pair(a, b):\n    return ""\n' }, 'functions-framework')).toThrow(coded('EntrypointNotFound',
      /write: {4}entrypoint: Entrypoint\.process\('functions-framework --source=func\.py --target=hello --port=\$PORT'\)\n(?![^]*target=pair)/));
  });

  test('for a handler that the own Dockerfile names, as that alone', () => {
    expect(() => discover({ 'app.py': 'def handler(event, context):\n    return ""\n', 'Dockerfile': 'FROM public.ecr.aws/lambda/python:3.13\nCMD ["app.handler"]\n' })).toThrow(coded('EntrypointNotFound',
      /write: {4}toLambdaCode\(\{ handler: 'app\.handler' \}\)/));
  });

  test('for a function of the cloud that nothing serves: its platform brings the framework, and an image has it among the dependencies', () => {
    expect(() => discover({ 'main.py': 'def hello(request):\n    return "hi"\n' })).toThrow(coded('EntrypointNotFound',
      /write: {4}functions-framework in the dependencies: it serves hello of main\.py/));
    expect(() => discover({ 'main.py': 'def hello(name):\n    return "hi"\n' })).toThrow(coded('EntrypointNotFound', /^(?![^]*functions-framework)/));
  });

  test('for the CDK app alone', () => {
    expect(() => discover({ 'app.py': CDK })).toThrow(coded('EntrypointNotFound', /no program and no web application/));
  });
});
