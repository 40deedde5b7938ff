import { afterAll, expect, test } from 'vitest';
import { Entrypoint, NuitkaScratchStage } from '../../src';
import { buildApp } from '../support/docker/build-app';
import { imageInspect } from '../support/docker/image-inspect';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { withContainer } from '../support/docker/with-container';
import { writeFiles } from '../support/folder';
import { lockedScript } from '../support/locked-script';

const READ_ONLY = { readOnly: true, tmpfs: ['/tmp'] };
const images: string[] = [];

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

/** Compiles for the empty image: some minutes, so this is no part of the image tests. */
async function compile(source: string, entrypoint: Entrypoint, checkArguments?: string[]): Promise<string> {
  const { imageId } = await buildApp({ source, entrypoint }, { configure: (app) => void new NuitkaScratchStage(app, 'Tiny', { checkArguments }) });
  images.push(imageId);
  return imageId;
}

test.each([
  ['an ASGI application under uvicorn', Entrypoint.asgi('main:app'), ['starlette==0.48.0', 'uvicorn==0.38.0'], [
    'import sys', 'from starlette.applications import Starlette', 'from starlette.responses import JSONResponse', 'from starlette.routing import Route', '', '',
    'async def home(request):', '    return JSONResponse({"path": request.url.path, "compiled": "__compiled__" in globals()})', '', '',
    'app = Starlette(routes=[Route("/", home)])', '',
  ]],
  ['a WSGI application under gunicorn', Entrypoint.wsgi('main:app'), ['gunicorn==23.0.0'], [
    'import json', '', '',
    'def app(environ, start_response):', '    start_response("200 OK", [("Content-Type", "application/json")])',
    '    return [json.dumps({"path": environ["PATH_INFO"], "compiled": "__compiled__" in globals()}).encode()]', '',
  ]],
])('%s is one program that answers over HTTP in the empty image, and ends in time', async (_what, entrypoint, requirements, lines) => {
  const image = await compile(lockedScript(lines.join('\n'), requirements), entrypoint);
  expect((await imageInspect(image)).Size).toBeLessThan(45e6);
  await withContainer({ image, ...READ_ONLY, ports: [8000] }, async (container) => {
    const { status, body } = await container.httpGet('/');
    expect({ status, body: JSON.parse(body) as unknown }).toEqual({ status: 200, body: { path: '/', compiled: true } });
    const { seconds, exitCode } = await container.stop();
    expect(seconds).toBeLessThan(2);
    expect(exitCode).toBe(0);
  });
});

test('a module with a package around it is one program that takes its arguments', async () => {
  const source = lockedScript('', ['idna==3.10']);
  writeFiles(source, { 'worker/__init__.py': '', 'worker/__main__.py': 'import sys\n\nimport idna\n\nprint(idna.encode("žluť.cz").decode(), sys.argv[1:])\n' });
  const image = await compile(source, Entrypoint.module('worker'), ['--version']);
  expect(await runInImage(image, ['one', 'two'], { ...READ_ONLY, network: 'none' })).toBe("xn--lu-yta1h.cz ['one', 'two']\n");
});
