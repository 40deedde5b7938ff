import { expect, test } from 'vitest';
import { Entrypoint, PythonProject } from '../../../src/python';
import { discoverEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { servedCalls } from '../../../src/python/entrypoints/served-calls';
import { PythonSource } from '../../../src/python/syntax/python-source';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { folderWith } from '../../support/folder';
import { withoutHanging } from '../../support/without-hanging';

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
  ['import socket\nimport tornado.web\ns.bind(("", 8888))\ns.listen(128)\n', 8888],
  ['import tornado.web\ns.bind(ADDRESS)\ns.listen(128)\n', undefined],
  ['import tornado.web\nserver.bind(8888)\nserver.start(0)\n', 8888],
  ['import tornado.web\nudp.bind(("", 53))\napp.listen(8888)\n', 8888],
  ['import tornado.web\n# app.listen(8888)\n', undefined],
  ['import grpc\n# server.add_insecure_port("[::]:50051")\nserver.add_insecure_port("[::]:50052")\n', 50052],
  ['import grpc\nserver.add_insecure_port(f"[::]:50051")\n', 50051],
  ['import grpc\nserver.add_insecure_port(f"[::]:{port}")\n', undefined],
  ['import bottle\nbottle.run(app, "wsgiref", "0.0.0.0", 8081)\n', 8081],
  ['import litserve as ls\nserver.run()\n', 8000],
  ['import litserve as ls\nls.LitServer(api).run(port=9000)\n', 9000],
  ['import litserve as ls\nserver.run(port=settings.port)\n', undefined],
  ['from bedrock_agentcore.runtime import BedrockAgentCoreApp\napp = BedrockAgentCoreApp()\napp.run()\n', 8080],
  ['import subprocess\nimport litserve as ls\nsubprocess.run(["make"])\nserver.run(port=9000)\n', 9000],
  ['import subprocess\nimport litserve as ls\nsubprocess.run(["make"])\n', undefined],
  ['print("nothing")\n', undefined],
])('the port of a program that serves by itself: %j', (text, port) => {
  expect(portOf(text)).toBe(port);
});

test('a host that is computed may be any', () => {
  expect(servedCalls(PythonSource.parse('import uvicorn\nuvicorn.run(app, host=HOST, port=9000)\n'))).toMatchObject([{ closed: false, port: 9000 }]);
});

test.each([
  'from aiohttp import web\nweb.run_app(app, **cfg)\n',
  'from aiohttp import web\nweb.run_app(app, sock=s)\n',
  'from aiohttp import web\nweb.run_app(app, path="/run/app.sock")\n',
  'import uvicorn\nuvicorn.run(app, **cfg)\n',
  'import uvicorn\nuvicorn.run(app, uds="/run/app.sock")\n',
  'import uvicorn\nuvicorn.run(app, fd=3)\n',
  'from fastmcp import FastMCP\nmcp = FastMCP("a")\nmcp.run(transport="http", **cfg)\n',
])('where it listens is not known: %j', (text) => {
  const [call, ...more] = servedCalls(PythonSource.parse(text));
  expect([call.closed, call.port, more]).toEqual([false, undefined, []]);
});

test.each([
  ['', 'host="0.0.0.0", port=9000', 9000, false],
  ['', '', 8000, true],
  ['', 'host=HOST, port=PORT', undefined, false],
  ['host="0.0.0.0", port=9001', '', 9001, false],
  ['port=9001', 'host="0.0.0.0", port=9000', 9000, false],
])('a server of MCP with (%s) and run(%s), beside a database', (made, run, port, closed) => {
  const text = `from fastmcp import FastMCP\nimport psycopg\npsycopg.connect(host="localhost", port=5432)\nmcp = FastMCP("a", ${made})\n# mcp.run(transport="http", port=1)\n`;
  const [call, ...more] = servedCalls(PythonSource.parse(`${text}mcp.run(transport="http", ${run})\n`));
  expect([call.port, call.closed, more]).toEqual([port, closed, []]);
});

test('a server of MCP whose settings are assigned', () => {
  const text = 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("a")\nmcp.settings.host = "0.0.0.0"\nmcp.settings.port = 9000\nmcp.run(transport="sse")\n';
  expect(servedCalls(PythonSource.parse(text))).toMatchObject([{ port: 9000, closed: false }]);
});

test('a program of MCP with a comment of 90,000 runs that are not ended is read to its end', () => {
  const text = `import fastmcp\n# ${'.run('.repeat(90_000)}`;
  expect(withoutHanging('.run(', () => servedCalls(PythonSource.parse(text)))).toEqual([]);
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
