import { expect, test } from 'vitest';
import { Entrypoint } from '../../../src';
import { NO_DEPENDENCIES } from '../../../src/python/dependencies/dependency-plan';
import { serverName, withServer } from '../../../src/python/entrypoints/added-server';
import { testApp } from '../../support/app';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLASK } from '../../support/projects';

const PROJECT = '[project]\nname = "shop"\nversion = "1"\n';
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

test('fails for a web application that declares no server: one is added by prop only', () => {
  expect(() => testApp({ source: folderWith(FLASK) }).image).toThrow(coded('ServerMissing', /no server for "app:app"[^]*webServer: 'gunicorn==\d/));
  expect(() => testApp({ source: folderWith(FLASK), webServer: 'waitress' }).image).toThrow(coded('ServerMissing', /expected: waitress/));
});

test.each([
  ['a server in an extra, with the line that takes the extra', { 'pyproject.toml': `${PROJECT}dependencies = ["flask"]\n[project.optional-dependencies]\ntest = ["pytest"]\nweb = ["Gunicorn>=20"]\n` },
    /write: {4}uv lock, then dependencies: Dependencies\.fromUvLock\(\{ extras: \['web'\] \}\)\n {12}or gunicorn in the dependencies/],
  ['an app that says nothing of what it needs', {}, /found: {4}no dependencies\n[^]*write: {4}gunicorn, and what the app imports, one a line in requirements\.txt\n/],
  ['a project that says that it needs nothing', { 'pyproject.toml': PROJECT }, /write: {4}gunicorn, and what the app imports, in dependencies of pyproject\.toml\n/],
])('fails for %s', (_what, files, message) => {
  expect(() => testApp({ source: folderWith({ 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', ...files }) }).image).toThrow(coded('ServerMissing', message));
});

test('fails for another version than the locked one', () => {
  expect(() => withServer(PLAN, 'gunicorn==27.0.1')).toThrow(coded('EntrypointInvalid', /gunicorn 23\.0\.0 in uv\.lock[^]*webServer: 'gunicorn'/));
});

test.each(['flask==3', 'gunicorn>=20', 'gunicorn; x', '==1', ''])('fails for %j, which is no server with its version', (webServer) => {
  expect(() => serverName(webServer)).toThrow(coded('EntrypointInvalid', /webServer: 'gunicorn==\d/));
});
