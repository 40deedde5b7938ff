import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { discoverEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const discover = (files: Record<string, string>, ...dependencies: string[]) =>
  discoverEntrypoint(PythonProject.fromFolder(folderWith(files)), dependencies.map((name) => ({ name, extras: [] })))._written;
const MAIN = 'if __name__ == "__main__":\n    main()\n';
const WSGI = 'from flask import Flask\napp = Flask(__name__)\n';
const ASGI = 'from fastapi import FastAPI\napp = FastAPI()\n';
const packaged = (scripts: string) => `[project]\nname = "shop"\nversion = "1"\n[project.scripts]\n${scripts}\n[build-system]\nrequires = []\nbuild-backend = "hatchling.build"\n`;
const scripted = (body: string) => ({
  'pyproject.toml': packaged('shop = "shop.app:main"'), 'shop/__init__.py': '', 'shop/app.py': `${WSGI}def main():\n    ${body}\n`,
});

test.each([
  ['a file whose name is no module', { 'fetch-data.py': MAIN }, "script('fetch-data.py')"],
  ['__main__.py in a folder that is no package by its name', { 'my-app/__main__.py': 'print(1)\n' }, "script('my-app/__main__.py')"],
  ['a program in a folder, by what it imports', { 'src/__init__.py': '', 'src/train.py': `from src.features import x\n${MAIN}`, 'src/features.py': '' }, "module('src.train')"],
  ['a program beside what it imports', { 'crawler/crawl.py': `import parse\n${MAIN}`, 'crawler/parse.py': '' }, "script('crawler/crawl.py')"],
  ['a program two folders below, from the one between', { 'backend/jobs/run_all.py': `from jobs.db import x\n${MAIN}`, 'backend/jobs/db.py': '', 'web/x.js': '' },
    "process('cd backend && python -m jobs.run_all')"],
  ['the server of a server and a client', { 'greeter_client.py': MAIN, 'greeter_server.py': MAIN }, "script('greeter_server.py')"],
  ['an application beside what it imports', { 'app/main.py': `from routers import items\n${ASGI}`, 'app/routers/items.py': '' }, "asgi('main:app', { folder: 'app' })"],
  ['an application that imports the folder src', { 'src/main.py': `from src.db import x\n${ASGI}`, 'src/db.py': '' }, "asgi('src.main:app', { folder: '.' })"],
  ['an application in a folder of a repository', { 'backend/app/main.py': `from app.core import x\n${ASGI}`, 'backend/app/core.py': '', 'README.md': '' }, "asgi('app.main:app', { folder: 'backend' })"],
  ['a factory beside the application', { 'wsgi.py': 'from shop import create_app\napp = create_app()\n', 'shop/__init__.py': 'import flask\ndef create_app():\n    return flask.Flask("x")\n' }, "wsgi('wsgi:app')"],
  ['app.yaml of App Engine', { 'app.yaml': 'runtime: python312\nentrypoint: >-\n  gunicorn -b :$PORT\n  other:app\n', 'main.py': WSGI, 'other.py': WSGI }, "process('gunicorn -b :$PORT other:app')"],
  ['app.yaml of another language says nothing', { 'app.yaml': 'runtime: nodejs20\nentrypoint: node x\n', 'main.py': WSGI }, "wsgi('main:app')"],
  ['app.yaml that is none says nothing', { 'app.yaml': '{a: &x [*x, *x\n', 'main.py': WSGI }, "wsgi('main:app')"],
  ['a page of Panel', { 'app.py': 'import panel as pn\npn.extension()\npn.panel("x").servable()\n' }, "process('BOKEH_ALLOW_WS_ORIGIN=* panel serve app.py --address=0.0.0.0 --port=$PORT')"],
  ['a program that uses Panel', { 'app.py': 'import panel as pn\npn.serve({})\n' }, "script('app.py')"],
  ['Dash without a name for its server', { 'app.py': 'from dash import Dash\napp = Dash(__name__)\nif __name__ == "__main__":\n    app.run()\n' }, "process('HOST=0.0.0.0 PORT=$PORT python app.py')"],
  ['a server of MCP that nothing runs', { 'server.py': 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\n' }, "process('mcp run server.py')"],
  ['a server of MCP that runs itself', { 'server.py': 'from fastmcp import FastMCP\nmcp = FastMCP("x")\nif __name__ == "__main__":\n    mcp.run()\n' }, "script('server.py')"],
  ['the application that a server of MCP makes', { 'app.py': 'from fastmcp import FastMCP\nmcp = FastMCP("x")\napp = mcp.http_app(transport="http", stateless_http=True)\n' }, "asgi('app:app')"],
  ['an application as Passenger has it, beside src', { 'passenger_wsgi.py': WSGI.replace('app =', 'application ='), 'src/shop/user.py': '' }, "wsgi('passenger_wsgi:application', { folder: '.' })"],
  ['a program beside src', { 'collect_all.py': `from src.shop import user\n${MAIN}`, 'src/shop/user.py': '' }, "script('collect_all.py')"],
  ['a script of setup.py that is a file', { 'setup.py': 'from setuptools import setup\nsetup(name="tool", packages=["tool"], scripts=["bin/tool"])\n', 'bin/tool': '', 'tool/__init__.py': '' }, "consoleScript('tool')"],
  ['the script that is called start', { 'pyproject.toml': packaged('dev = "a:b"\nstart = "a:c"') }, "consoleScript('start')"],
  ['the only program in a folder of scripts', { 'scripts/run_it.py': `from shop.core import go\n${MAIN}`, 'shop/core.py': 'def go():\n    pass\n' }, "module('scripts.run_it')"],
  ['a program of Flask-SocketIO', { 'app.py': 'from flask import Flask\nfrom flask_socketio import SocketIO\napp = Flask(__name__)\nsio = SocketIO(app)\nif __name__ == "__main__":\n    sio.run(app, host="0.0.0.0")\n' }, "script('app.py')"],
  ['Latin-1 with the line that says so', { 'main.py': '# -*- coding: latin-1 -*-\nprint("x")\n' }, "script('main.py')"],
])('%s', (_what, files, expected) => {
  expect(discover(files)).toBe(expected);
});

test.each([
  ['celery', { 'proj/__init__.py': '', 'proj/celery.py': `from celery import Celery\nqueue = Celery("proj")\n${MAIN}` }, "process('celery --app=proj.celery:queue worker --loglevel=INFO')"],
  ['google-adk', { 'weather/__init__.py': 'from . import agent\n', 'weather/agent.py': 'from google.adk.agents import Agent\nroot_agent = Agent(name="x")\n' },
    "process('adk api_server --host=0.0.0.0 --port=$PORT .')"],
  ['scrapy', { 'scrapy.cfg': '', 'shop/__init__.py': '', 'shop/spiders/prices.py': 'import scrapy\nclass PricesSpider(scrapy.Spider):\n    """Reads."""\n\n    name = "all prices"\n' },
    "process('scrapy crawl \\'all prices\\'')"],
  ['functions-framework', { 'main.py': 'def hello(request):\n    return ""\n' }, "process('functions-framework --source=main.py --target=hello --port=$PORT')"],
  ['django', { 'a/b/manage.py': 'import os\nimport django\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "s.settings")\n', 'a/b/s/settings.py': '' },
    "wsgi('django.core.wsgi:get_wsgi_application()', { folder: 'a/b' })"],
])('what %s starts', (name, files, expected) => {
  expect(discover(files, name)).toBe(expected);
});

test.each([
  ['the application that a script serves for development', scripted('app.run(debug=True)'), "wsgi('shop.app:app')"],
  ['the application that a script serves on this machine', scripted('app.run("127.0.0.1:80", host="localhost")'), "wsgi('shop.app:app')"],
  ['a script that says where it listens', scripted('app.run(host="0.0.0.0")'), "consoleScript('shop')"],
  ['a script that says it by position', scripted('app.run("0.0.0.0")'), "consoleScript('shop')"],
  ['a factory that a script serves', {
    'pyproject.toml': packaged('shop = "shop.cli:main"'), 'shop/__init__.py': 'import flask\ndef create_app():\n    return flask.Flask("x")\n',
    'shop/cli.py': 'from shop import create_app\ndef main():\n    app = create_app()\n    app.run()\n',
  }, "wsgi('shop:create_app()')"],
])('%s, where a server is declared', (_what, files, expected) => {
  expect(discover(files, 'gunicorn')).toBe(expected);
});

test('a script that serves for development is started as it is where no server is declared', () => {
  expect(discover(scripted('app.run()'))).toBe("consoleScript('shop')");
});

test('a script of Poetry that is not installed starts as poetry run has it', () => {
  const poetry = '[tool.poetry]\npackage-mode = false\n[tool.poetry.scripts]\nstart = "shop.server:run"\ndev = "shop.server:dev"\n';
  expect(discover({ 'pyproject.toml': poetry, 'shop/server.py': 'def run():\n    pass\n' })).toBe("process('python -c \"from shop.server import run; run()\"')");
});

test('a file of an installed project that a program serves is served where it is installed', () => {
  const poetry = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.13"\ndependencies = ["functions-framework"]\n[tool.poetry]\npackages = [{ include = "main.py" }]\n'
    + '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n';
  const { dockerfile } = testApp({ source: folderWith({ 'pyproject.toml': poetry, 'main.py': 'def hello(request):\n    return ""\n' }) }).image;
  expect(/^ENTRYPOINT.*$/m.exec(dockerfile)?.[0]).toContain('/app/.venv/bin/functions-framework --source=/app/.venv/lib/python3.13/site-packages/main.py --target=hello');
});

describe('fails', () => {
  test('for several programs inside packages, naming them', () => {
    expect(() => discover({ 'src/__init__.py': '', 'src/train.py': MAIN, 'src/predict.py': MAIN, 'src/tests/test_x.py': MAIN }))
      .toThrow(coded('EntrypointAmbiguous', /can start in 2 ways\n {2}found: {4}src\/predict\.py\n {12}src\/train\.py\n/));
  });

  test('for several spiders, each with the line that starts it', () => {
    const spider = (name: string) => `from scrapy.spiders import CrawlSpider\nclass One(CrawlSpider):\n    name = "${name}"\n`;
    const base = 'import scrapy\nclass Base(scrapy.Spider):\n    start = 1\nname = "base"\n';
    expect(() => discover({ 'scrapy.cfg': '', 'shop/spiders/a.py': spider('a'), 'shop/spiders/b.py': spider('b'), 'shop/base.py': base }, 'scrapy'))
      .toThrow(coded('EntrypointAmbiguous', /in 2 ways\n[^]*spiders\/a\.py \(a\)\n[^]*write: {4}entrypoint: Entrypoint\.process\('scrapy crawl a'\)\n/));
  });

  test('for programs of a package that cannot be read, and guesses none inside it', () => {
    const setup = 'from setuptools import setup\nsetup(name="shop", entry_points={"console_scripts": make()})\n';
    expect(() => discover({ 'setup.py': setup, 'shop/__init__.py': '', 'shop/platform/windows.py': MAIN }))
      .toThrow(coded('EntrypointNotFound', /setup\.py: computed when the project is built\n[^]*write: {4}entrypoint: Entrypoint\.consoleScript\('shop'\)/));
    const two = 'from setuptools import setup\nsetup(entry_points={"console_scripts": ["shopd=shop.d:main", "shop-admin=shop.admin:main"]})\n';
    expect(() => discover({ 'setup.py': two, 'shop/__init__.py': '', 'shop/web/__init__.py': '', 'shop/web/api.py': MAIN }))
      .toThrow(coded('EntrypointAmbiguous', /found: {4}setup\.py: shopd\n {12}setup\.py: shop-admin\n/));
  });

  test('for handlers of Lambda and spiders of Scrapy, with the line that takes them', () => {
    expect(() => discover({ 'hello/app.py': 'import json\ndef lambda_handler(event, context):\n    return {}\n', 'hello/__init__.py': '' }))
      .toThrow(coded('EntrypointNotFound', /expected: one of these: Lambda calls a handler, as the code of a function; a container needs an entrypoint\n {2}write: {4}toLambdaCode\(\{ handler: 'hello\.app\.lambda_handler' \}\)/));
    expect(() => discover({ 'app.py': 'from chalice import Chalice\napp = Chalice(app_name="x")\n' })).toThrow(coded('EntrypointNotFound', /handler: 'app\.app'/));
    expect(() => discover({ 'scrapy.cfg': '', 'quotes/spiders.py': 'import scrapy\n' })).toThrow(coded('EntrypointNotFound', /scrapy crawl NAME/));
  });

  test('for a folder around the projects, with the source to write', () => {
    const source = folderWith({ 'README.md': '', 'backend/api.py': '', 'backend/pyproject.toml': '', 'services/a/requirements.txt': '', 'services/a/main.py': '', 'docs/requirements.txt': '', 'client/package.json': '{}' });
    expect(() => Dependencies._default()._bind(PythonProject.fromFolder(source)))
      .toThrow(coded('LockNotFound', /found: {4}backend\/pyproject\.toml, services\/a\/requirements\.txt\n[^]*source: '[^']*\/backend'\n {12}or source: '[^']*\/services\/a'/));
  });
});
