import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { WebObjects } from '../../../src/python/entrypoints/web-object';
import { folderWith } from '../../support/folder';

const of = (text: string, more: Record<string, string> = {}) => {
  const found = new WebObjects(PythonProject.fromFolder(folderWith({ 'main.py': text, ...more }))).of('main.py');
  return found && `${found.kind} ${found.object}`;
};

test.each([
  ['from fastapi import FastAPI\napi: FastAPI = FastAPI(\n    title="x",\n)\n', 'asgi api'],
  ['import flask as f\nserver = f.Flask(__name__)\n', 'wsgi server'],
  ['from litestar import Litestar\napp = Litestar([])\n', 'asgi app'],
  ['from starlette.applications import Starlette\napp = Starlette()\n', 'asgi app'],
  ['from sanic import Sanic\napp = Sanic("x")\n', 'asgi app'],
  ['import falcon.asgi\napp = falcon.asgi.App()\n', 'asgi app'],
  ['import falcon\napp = falcon.App()\n', 'wsgi app'],
  ['from fasthtml.common import *\napp, rt = fast_app()\n', 'asgi app'],
  ['from dash import Dash\napp = Dash(__name__)\nserver = app.server\n', 'wsgi server'],
  ['import bottle\napp = application = bottle.default_app()\n', 'wsgi app'],
  ['from pyramid.config import Configurator\nconfig = Configurator()\napp = config.make_wsgi_app()\n', 'wsgi app'],
  ['from flask import Flask\nfrom werkzeug.middleware.proxy_fix import ProxyFix\nflask_app = Flask("x")\napp = ProxyFix(flask_app.wsgi_app)\n', 'wsgi app'],
  ['from flask import Flask\nfrom shop import A, B\napp = Flask("x")\napp = A(app)\nif B:\n    app = B(app, depth=1)\n', 'wsgi app'],
  ['from flask import Flask\ndef create_app(config=None, *, debug=False):\n    return Flask("x")\n', 'wsgi create_app()'],
  ['from flask import Flask\ndef create_app(config):\n    return Flask("x")\n', undefined],
  ['from flask import Flask\ndef build(config):\n    return Flask("x")\napp = build("prod")\n', 'wsgi app'],
  ['try:\n    from fastapi import FastAPI\nexcept ImportError:\n    FastAPI = None\nif True:\n    app = FastAPI()\n', 'asgi app'],
  ['from fastapi import FastAPI\nif __name__ == "__main__":\n    app = FastAPI()\n', undefined],
  ['from flask import Blueprint\napp = Blueprint("x", __name__)\n', undefined],
  ['class FastAPI: pass\napp = FastAPI()\n', undefined],
  ['import flask\nclass Shop(Mixin, flask.Flask):\n    pass\ndef create_app():\n    app = Shop("x")\n    return app\n', 'wsgi create_app()'],
  ['from fastapi import FastAPI\nclass Base(FastAPI):\n    pass\n@final\nclass Shop(Base):\n    pass\napp = Shop()\n', 'asgi app'],
  ['from flask import Blueprint\nclass Shop(Blueprint, object):\n    pass\napp = Shop("x")\n', undefined],
  ['class A(B):\n    pass\nclass B(A):\n    pass\napp = A()\n', undefined],
  ['# app = FastAPI()\n"""\napp = FastAPI()\n"""\n', undefined],
  ['def application(environ, start_response):\n    return [b"x"]\n', 'wsgi application'],
  ['def main(env, start_response):\n    return [b"x"]\n', 'wsgi main'],
  ['async def app(scope, receive, send):\n    pass\n', 'asgi app'],
  ['from werkzeug.middleware.proxy_fix import ProxyFix\ndef application(environ, start_response):\n    return []\napplication = ProxyFix(application)\n', 'wsgi application'],
  ['def application(environ):\n    return [b"x"]\n', undefined],
  ['class A:\n    def app(self, environ, start_response):\n        return []\n', undefined],
  ['from tornado.web import Application\napp = Application()\n', undefined],
])('%j has %s', (text, expected) => {
  expect(of(text)).toBe(expected);
});

test('an application of another file is found there, by whatever way it is imported', () => {
  const shop = { 'shop/__init__.py': 'from .factory import create as create_app\n', 'shop/factory.py': 'import flask\ndef create(x=1):\n    a = flask.Flask("x")\n    return a\n' };
  expect(of('import shop\napp = shop.create_app()\n', shop)).toBe('wsgi app');
  expect(of('from shop.factory import create\napplication = create(2)\n', shop)).toBe('wsgi application');
  expect(of('from shop.app import app\nfrom asgi import Wrapper\napp = Wrapper(app)\n', { ...shop, 'shop/app.py': 'import shop\napp = shop.create_app()\n' })).toBe('wsgi app');
  expect(of('from shop.base import Shop\napp = Shop()\n', { 'shop/base.py': 'from flask import Flask\nclass Shop(Flask):\n    pass\n' })).toBe('wsgi app');
  expect(of('from shop import missing\napp = missing()\n', shop)).toBeUndefined();
});

test('files that import each other do not end the process', () => {
  expect(of('from other import app\n', { 'other.py': 'from main import app\n' })).toBeUndefined();
  expect(of('app = app\n')).toBeUndefined();
  expect(of('def create_app():\n    return create_app()\n')).toBeUndefined();
});

test('a file that is not UTF-8 is read all the same', () => {
  expect(of('# caf\xe9\nfrom flask import Flask\napp = Flask("x")\n')).toBe('wsgi app');
});
