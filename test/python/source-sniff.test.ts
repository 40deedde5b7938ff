import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sniffModule } from '../../src/python/source-sniff';

test.each([
  ['from fastapi import FastAPI\n\napp = FastAPI(title="x")\n', { kind: 'web', web: 'asgi', object: 'app' }],
  ['api: FastAPI = fastapi.FastAPI()\n', { kind: 'web', web: 'asgi', object: 'api' }],
  ['import flask\nserver = flask.Flask(__name__)\nif __name__ == "__main__":\n    server.run()\n', { kind: 'web', web: 'wsgi', object: 'server' }],
  ['application = get_wsgi_application()\n', { kind: 'web', web: 'wsgi', object: 'application' }],
  ['application = get_asgi_application()\n', { kind: 'web', web: 'asgi', object: 'application' }],
  ['def create_app(config=None):\n    app = Flask(__name__)\n    return app\n', { kind: 'web', web: 'wsgi', object: 'create_app()' }],
  ['def main():\n    pass\n\nif __name__ == "__main__":\n    main()\n', { kind: 'program' }],
  ['print("hello")\n', { kind: 'program' }],
  ['import time\nwhile True:\n    time.sleep(1)\n', { kind: 'program' }],
  ['bot.run(token)\n', { kind: 'program' }],
  ['import aws_cdk as cdk\napp = cdk.App()\napp.synth()\n', { kind: 'other' }],
  ['from aws_cdk import App\n', { kind: 'other' }],
  ['"""A helper: while it lasts."""\nimport os\nX = 1\n\ndef f():\n    print(1)\n', { kind: 'other' }],
  ['# app = FastAPI()\n', { kind: 'other' }],
  ['def f():\n    app = FastAPI()\n', { kind: 'other' }],
  ['', { kind: 'other' }],
])('%j is %j', (text, expected) => {
  expect(sniffModule(text)).toEqual(expected);
});

test('any text is something, quickly', () => {
  const line = fc.constantFrom('def create_app():', '    x = 1', 'app = ', 'FastAPI(', ' ', '\t', '"""', 'if __name__', 'while', '):', ':', '->');
  fc.assert(fc.property(fc.array(line, { maxLength: 200 }).map((lines) => lines.join('\n')), (text) => {
    expect(['web', 'program', 'other']).toContain(sniffModule(text).kind);
  }));
  const start = performance.now();
  sniffModule(`def create_app():\n${'    x = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\n'.repeat(20_000)}`);
  sniffModule('app'.repeat(200_000));
  sniffModule(`${' '.repeat(300_000)}x`);
  expect(performance.now() - start).toBeLessThan(2000);
});
