import { afterAll, test } from 'vitest';
import { Entrypoint } from '../../src';
import { answersAndEnds } from '../support/docker/answers-and-ends';
import { buildApp } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { folderWith } from '../support/folder';
import { uv } from '../support/uv';

const images: string[] = [];

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

/** One package that can be started in every way. */
const ANY_WAY = {
  'pyproject.toml': [
    '[project]', 'name = "anyway"', 'version = "1.0"', 'requires-python = ">=3.11"', 'dependencies = ["uvicorn", "gunicorn"]',
    '[project.scripts]', 'anyway = "anyway.serve:main"',
    '[build-system]', 'requires = ["setuptools"]', 'build-backend = "setuptools.build_meta"', '',
  ].join('\n'),
  'src/anyway/__init__.py': '',
  'src/anyway/__main__.py': 'from anyway.serve import main\n\nmain()\n',
  'src/anyway/serve.py': [
    'import os',
    'from wsgiref.simple_server import make_server',
    '',
    'def application(environ, start_response):',
    '    start_response("200 OK", [("Content-Type", "text/plain")])',
    '    return [f"{os.getpid()} {environ[\'SERVER_SOFTWARE\'].split(\'/\')[0]}".encode()]',
    '',
    'def main():',
    '    make_server("0.0.0.0", int(os.environ.get("PORT", "8000")), application).serve_forever()',
    '',
  ].join('\n'),
  'src/anyway/web.py': [
    'async def app(scope, receive, send):',
    '    if scope["type"] != "http":',
    '        return',
    '    await send({"type": "http.response.start", "status": 200, "headers": []})',
    '    await send({"type": "http.response.body", "body": b"uvicorn"})',
    '',
  ].join('\n'),
};

const WAYS: Record<string, [Entrypoint, string]> = {
  'console script': [Entrypoint.consoleScript('anyway'), '1 WSGIServer'],
  'module': [Entrypoint.module('anyway'), '1 WSGIServer'],
  'ASGI application': [Entrypoint.asgi('anyway.web:app'), 'uvicorn'],
  'WSGI application': [Entrypoint.wsgi('anyway.serve:application'), 'gunicorn'],
  'command': [Entrypoint.command(['/app/.venv/bin/python', '-c', 'from anyway.serve import main; main()']), '1 WSGIServer'],
};

test.each(Object.keys(WAYS))('a %s answers on the port of the variable PORT and ends by its signal at once', async (way) => {
  const [entrypoint, answer] = WAYS[way];
  const source = folderWith(ANY_WAY);
  uv(source, 'lock');
  const { imageId } = await buildApp({ source, entrypoint });
  images.push(imageId);
  await answersAndEnds(imageId, answer, 9000, { PORT: '9000' });
});

test('a script of a project without a package answers and ends at once', async () => {
  const source = folderWith({ 'requirements.txt': '', 'main.py': ANY_WAY['src/anyway/serve.py'].concat('\nmain()\n') });
  const { imageId } = await buildApp({ source });
  images.push(imageId);
  await answersAndEnds(imageId, '1 WSGIServer', 8000);
});
