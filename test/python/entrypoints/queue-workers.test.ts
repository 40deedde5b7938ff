import { describe, expect, test } from 'vitest';
import { Entrypoint, PythonProject } from '../../../src/python';
import { findEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { startNotes } from '../../../src/python/entrypoints/start-notes';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const project = (files: Record<string, string>) => PythonProject.fromFolder(folderWith(files));
const written = (files: Record<string, string>, ...packages: string[]) =>
  findEntrypoint(project(files), packages.map((name) => ({ name, extras: [] }))).entrypoint._written;

describe('what works off a queue is started by its own program', () => {
  test.each<[string, string, Record<string, string>]>([
    ['arq', 'arq shop.worker.WorkerSettings', { 'shop/worker.py': 'class WorkerSettings:\n    functions = []\n', 'shop/tasks.py': 'X = 1\n' }],
    ['dramatiq', 'dramatiq shop.mail shop.orders', { 'shop/mail.py': 'import dramatiq\n\n@dramatiq.actor\ndef send(): ...\n', 'shop/orders.py': 'from dramatiq import actor\n\n@actor(max_retries=1)\ndef pay(): ...\n', 'shop/db.py': '' }],
    ['taskiq', 'taskiq worker shop.broker:broker --fs-discover', { 'shop/broker.py': 'from taskiq_redis import ListQueueBroker\n\nbroker = ListQueueBroker("redis://")\n', 'shop/tasks.py': 'from shop.broker import broker\n' }],
    ['huey', 'huey_consumer shop.queue.huey', { 'shop/queue.py': 'from huey import RedisHuey\n\nhuey = RedisHuey()\n', 'shop/x.py': '' }],
    ['faust-streaming', 'faust --app=counts:app worker --loglevel=info', { 'counts.py': 'import faust\n\napp = faust.App("counts")\n\nif __name__ == "__main__":\n    app.main()\n', 'seed.py': 'if __name__ == "__main__":\n    print(1)\n' }],
    ['kopf', 'kopf run --all-namespaces handlers.py shop/more.py', { 'handlers.py': 'import kopf\n\n@kopf.on.create("things")\ndef create(**_): ...\n', 'shop/more.py': 'import kopf\n\n@kopf.timer("things", interval=9)\ndef tick(**_): ...\n', 'shop/x.py': '' }],
    ['bentoml', 'bentoml serve service:Summary --host 0.0.0.0 --port $PORT', { 'service.py': 'import bentoml\n\n@bentoml.service(resources={"cpu": "2"})\nclass Summary:\n    pass\n', 'train.py': 'if __name__ == "__main__":\n    print(1)\n' }],
  ])('%s', (name, line, files) => {
    expect(written(files, name)).toBe(`process('${line}')`);
  });

  test('and a web application goes before it', () => {
    expect(written({ 'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n', 'worker.py': 'class WorkerSettings:\n    functions = []\n' }, 'arq', 'uvicorn')).toBe("asgi('main:app')");
  });
});

describe('what uv init left behind', () => {
  const STUB = 'def main():\n    print("Hello from weather!")\n\n\nif __name__ == "__main__":\n    main()\n';

  test('is passed over where there is other code, and starts where there is none', () => {
    const server = 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("weather")\n\nif __name__ == "__main__":\n    mcp.run()\n';
    expect(written({ 'main.py': STUB, 'weather.py': server })).toBe("script('weather.py')");
    expect(written({ 'main.py': STUB })).toBe("script('main.py')");
  });
});

test('an application that Flask-SocketIO runs from another file is started by its program', () => {
  const files = {
    'run.py': 'from app import create_app, socketio\n\napp = create_app()\n\nif __name__ == "__main__":\n    socketio.run(app, host="0.0.0.0")\n',
    'app/__init__.py': 'from flask import Flask\nfrom flask_socketio import SocketIO\n\nsocketio = SocketIO()\n\ndef create_app():\n    app = Flask(__name__)\n    return app\n',
  };
  expect(written(files, 'flask-socketio')).toBe("script('run.py')");
});

test('a project whose setup.py finds no packages runs from its files', () => {
  const found = project({
    'setup.py': 'from setuptools import find_packages, setup\nsetup(name="shop", packages=find_packages())\n', 'src/server.py': 'from fastapi import FastAPI\nimport src.helper\napp = FastAPI()\n', 'src/helper.py': '',
  });
  expect(found.isPackage).toBe(false);
  expect(findEntrypoint(found, [{ name: 'uvicorn', extras: [] }]).entrypoint._written).toBe("asgi('src.server:app', { folder: '.' })");
  const said = (more: string) => project({ 'setup.py': `from setuptools import find_packages, setup\nsetup(name="shop", packages=find_packages("src"), package_dir={"": "src"}${more})\n`, 'src/server.py': 'from fastapi import FastAPI\napp = FastAPI()\n' }).isPackage;
  expect([said(''), said(', py_modules=["server"]')]).toEqual([false, true]);
});

test('fails for a console script that is a command line', () => {
  const files = { 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nstart = "uvicorn shop:app --port $PORT"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n', 'shop/__init__.py': '' };
  expect(() => written(files)).toThrow(coded('PyprojectInvalid', /^\[project\.scripts\] start is a command line[^]*write: {4}entrypoint: Entrypoint\.process\('uvicorn shop:app --port \$PORT'\), and no start in \[project\.scripts\]/));
});

describe('a server of MCP by HTTP', () => {
  const server = (options: string) => `from fastmcp import FastMCP\n\nmcp = FastMCP("shop")\n\nif __name__ == "__main__":\n    mcp.run(${options})\n`;

  test.each<[string, number | undefined, number]>([
    ['transport="http", host="0.0.0.0", port=9000', 9000, 0], ['transport="sse", host="0.0.0.0"', 8000, 0], ['transport="streamable-http"', undefined, 1], ['', undefined, 0],
  ])('run(%s)', (options, port, notes) => {
    const files = { 'server.py': server(options) };
    expect(bindEntrypoint(Entrypoint.script('server.py'), files).port).toBe(port);
    expect(startNotes(project(files), Entrypoint.script('server.py'))).toHaveLength(notes);
  });

  test('and one of LitServe', () => {
    expect(bindEntrypoint(Entrypoint.script('server.py'), { 'server.py': 'import litserve as ls\nif __name__ == "__main__":\n    ls.LitServer(api).run(port=8123)\n' }).port).toBe(8123);
  });
});
