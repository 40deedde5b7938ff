import { expect, test } from 'vitest';
import { Entrypoint, PythonProject } from '../../../src/python';
import { discoverEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { servedCalls } from '../../../src/python/entrypoints/served-calls';
import { PythonSource } from '../../../src/python/syntax/python-source';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { folderWith } from '../../support/folder';

const portOf = (text: string) => bindEntrypoint(Entrypoint.script('main.py'), { 'main.py': text }).port;

test.each<[string, number | undefined]>([
  ['from nicegui import ui\nui.run()\n', 8080],
  ['from nicegui import ui\nui.run(port=80, reload=False)\n', 80],
  ['from aiohttp import web\nif __name__ == "__main__":\n    web.run_app(app)\n', 8080],
  ['from aiohttp import web\nweb.run_app(app, port=settings.port)\n', undefined],
  ['from waitress import serve\nserve(app, listen="*:9000")\n', undefined],
  ['import uvicorn\nuvicorn.run(make(), host="0.0.0.0")\n', 8000],
  ['import uvicorn\nuvicorn.run(make())\n', undefined],
  ['from http.server import ThreadingHTTPServer\nThreadingHTTPServer(("", 8123), H).serve_forever()\n', 8123],
  ['import grpc\ndef serve():\n    server.add_insecure_port("[::]:50051")\n', 50051],
  ['import tornado.web\nmake_app().listen(8888)\n', 8888],
  ['import os\nfrom aiohttp import web\nweb.run_app(app, port=int(os.environ["PORT"]))\n', 8000],
  ['from aiohttp import web\nweb.run_app(a, port=1)\nweb.run_app(b, port=2)\n', undefined],
  ['print("nothing")\n', undefined],
])('the port of a program that serves by itself: %j', (text, port) => {
  expect(portOf(text)).toBe(port);
});

test('a host that is computed may be any', () => {
  expect(servedCalls(PythonSource.parse('import uvicorn\nuvicorn.run(app, host=HOST, port=9000)\n'))).toMatchObject([{ closed: false, port: 9000 }]);
});

test('an application of Ray Serve is started by its own program, whatever framework is inside', () => {
  const text = 'from fastapi import FastAPI\nfrom ray import serve\n\napp = FastAPI()\n\n@serve.deployment\n@serve.ingress(app)\nclass Hello:\n    pass\n\nhello = Hello.bind()\n';
  const files = { 'main.py': text };
  expect(bindEntrypoint(discover(files), files, { shell: '' })).toMatchObject({
    argv: ['/app/.venv/bin/serve', 'run', 'main:hello'], env: { RAY_SERVE_DEFAULT_HTTP_HOST: '0.0.0.0', RAY_SERVE_DEFAULT_HTTP_PORT: '8000' }, port: 8000,
  });
});

function discover(files: Record<string, string>): Entrypoint {
  return discoverEntrypoint(PythonProject.fromFolder(folderWith(files)), [{ name: 'uvicorn', extras: [] }]);
}
