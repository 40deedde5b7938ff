import { describe, expect, test } from 'vitest';
import { Entrypoint, PythonApp, VirtualenvBuilderStage } from '../../src';
import { serverName, withServer } from '../../src/python/added-server';
import { NO_DEPENDENCIES } from '../../src/python/dependency-plan';
import { testApp } from '../support/app';
import { bindEntrypoint } from '../support/bind-entrypoint';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';
import { FLASK } from '../support/projects';

const LOCKED = { name: 'gunicorn', version: '23.0.0', extras: [], source: 'index' as const };
const PLAN = { ...NO_DEPENDENCIES, file: 'uv.lock', packages: [LOCKED], packagesFor: () => [LOCKED] };

test('a server with its version is added to what is installed', () => {
  const plan = withServer(NO_DEPENDENCIES, 'uvicorn[standard] == 0.54.0');
  expect(plan.added).toEqual(['uvicorn[standard]==0.54.0']);
  expect(plan.packages).toEqual([{ name: 'uvicorn', version: '0.54.0', extras: ['standard'], source: 'index' }]);
  expect(serverName('Gunicorn==27.0.1')).toBe('gunicorn');
});

test('a server that is there is chosen, not added', () => {
  expect(withServer(PLAN, 'gunicorn')).toBe(PLAN);
  expect(withServer(PLAN)).toBe(PLAN);
  expect(bindEntrypoint(Entrypoint.wsgi('shop:app'), {}, { requirements: 'gunicorn==23\nwaitress==3', webServer: 'waitress' }).argv[2]).toContain('waitress-serve');
});

describe('a web application that declares no server', () => {
  const { 'requirements.txt': requirements, ...files } = FLASK;
  const warnings = (app: PythonApp) => app.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data));

  test('gets one by default, with a warning and a decision', () => {
    const app = testApp({ source: folderWith(FLASK) });
    expect(app.image.dockerfile).toMatch(/uv pip install .* gunicorn==\d[\d.]+ /);
    expect(app.image.dockerfile).toContain('ENTRYPOINT ["/app/.venv/bin/gunicorn", "--worker-tmp-dir", "/dev/shm", "app:app"]');
    expect(warnings(app)).toContainEqual(expect.stringMatching(/declares no web server, so gunicorn==.* is installed beside its dependencies/));
    expect(app.explain()).toContainEqual(expect.objectContaining({ topic: 'web server', decided: expect.stringMatching(/^gunicorn==/) as string }));
  });

  test('gets the one for its kind, also when it is named by hand', () => {
    const app = testApp({ source: folderWith({ 'main.py': 'app = make()\n' }), entrypoint: Entrypoint.asgi('main:app') });
    expect(app.image.dockerfile).toMatch(/uv pip install .* uvicorn==\d[\d.]+ /);
  });

  test('gets none where one is declared, or where the builder was made by hand', () => {
    expect(testApp({ source: folderWith({ ...files, 'requirements.txt': `${requirements}waitress==3.0.2\n` }) }).image.dockerfile).not.toContain('gunicorn');
    const app = testApp({ source: folderWith(FLASK) });
    new VirtualenvBuilderStage(app, 'Builder');
    expect(() => app.image).toThrow(coded('ServerMissing', /no server for "app:app"/));
  });

  test('gets none that somebody chose and that is not there', () => {
    expect(() => testApp({ source: folderWith(FLASK), webServer: 'waitress' }).image).toThrow(coded('ServerMissing', /expected: waitress/));
  });
});

test('fails for another version than the locked one', () => {
  expect(() => withServer(PLAN, 'gunicorn==27.0.1')).toThrow(coded('EntrypointInvalid', /gunicorn 23\.0\.0 in uv\.lock[^]*webServer: 'gunicorn'/));
});

test.each(['flask==3', 'gunicorn>=20', 'gunicorn; x', '==1', ''])('fails for %j, which is no server with its version', (webServer) => {
  expect(() => serverName(webServer)).toThrow(coded('EntrypointInvalid', /webServer: 'gunicorn==\d/));
});
