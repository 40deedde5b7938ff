import { expect, test } from 'vitest';
import { Entrypoint } from '../../src';
import { testApp } from '../support/app';
import { folderWith } from '../support/folder';

const PROCFILE = 'release: flask db upgrade\nweb: gunicorn app:app\nworker: rq worker "high"\nclock: python clock.py\n';
const FILES = { 'requirements.txt': 'flask\ngunicorn\nrq\n', 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', 'clock.py': 'print()\n' };
const told = (files: Record<string, string>, entrypoint?: Entrypoint) =>
  testApp({ source: folderWith({ ...FILES, ...files }), entrypoint }).node.metadata.filter(({ type }) => type === 'aws:cdk:info').map(({ data }) => String(data));

test('the other processes of a Procfile, and its release', () => {
  expect(told({ Procfile: PROCFILE })).toEqual([
    expect.stringMatching(/does not run the release process of its Procfile, "flask db upgrade"/),
    expect.stringMatching(/starts web of its Procfile, and nothing starts worker, clock; .*addContainer\('worker', \{ .*entryPoint: \['rq', 'worker', '"high"'\]/),
  ]);
  expect(told({ Procfile: 'web: gunicorn app:app\n' })).toEqual([]);
  expect(told({ Procfile: PROCFILE }, Entrypoint.wsgi('app:app'))).toEqual([]);
});

test('steps of the own Dockerfile, with what to write', () => {
  expect(told({ Dockerfile: 'FROM python\nRUN playwright install chromium\nCMD gunicorn app:app\n' })).toEqual([
    expect.stringMatching(/^Dockerfile wants "playwright install chromium" to have run, and the build of .* does not run it; write environment: .*addRun\(\['playwright', 'install', 'chromium'\]\).*cdk-python-images:build-step/),
  ]);
});
