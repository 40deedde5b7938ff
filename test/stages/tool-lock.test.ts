import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { TOOL_VERSIONS } from '../../src/python/dependencies/tool-requirements';
import { LAMBDA_CLIENT } from '../../src/python/entrypoints/lambda-handler';
import { toolWords } from '../../src/stages/tool-lock';
import TOOL_LOCKS from '../../src/stages/tool-locks.json';
import { LAMBDA_CLIENT_NEEDS, LAMBDA_CLIENT_VERSION, NUITKA_VERSION, PIP_VERSION, UV_VERSION } from '../../src/stages/tool-versions';
import { testApp } from '../support/app';
import { folderWith } from '../support/folder';
import { readStage } from '../support/read-stages';
import { pinned, scriptApp } from '../support/script-app';

const LOCKS = path.resolve(__dirname, '../../tools/locks');

test('every lock pins its tools, and has a hash for whatever it pins', () => {
  expect(fs.readdirSync(LOCKS).sort()).toEqual(Object.values(TOOL_LOCKS).sort());
  for (const [requirements, file] of Object.entries(TOOL_LOCKS)) {
    const entries = fs.readFileSync(path.join(LOCKS, file), 'utf8').replace(/ \\\n +/g, ' ').trim().split('\n');
    expect(entries.filter((entry) => !/^[a-z][a-z0-9-]*(\[[a-z,]+\])?==\S+( ; [^-]+?)?( --hash=sha256:[0-9a-f]{64})+$/.test(entry))).toEqual([]);
    const pins = entries.map((entry) => entry.split(' ')[0].replace(/\[.*\]/, ''));
    expect(pins).toEqual(expect.arrayContaining(requirements.split(' ').map((requirement) => requirement.replace(/\[.*\]/, ''))));
  }
});

test('each is that of a version that is taken by itself: none is left over from an update', () => {
  const taken = [
    `uv==${UV_VERSION}`, `pip==${PIP_VERSION}`, `poetry==${TOOL_VERSIONS.poetry} poetry-plugin-export==${TOOL_VERSIONS.poetryExport}`, `pdm[locked]==${TOOL_VERSIONS.pdm}`,
    `pipenv==${TOOL_VERSIONS.pipenv}`, `nuitka==${NUITKA_VERSION}`, [...LAMBDA_CLIENT_NEEDS, `${LAMBDA_CLIENT}==${LAMBDA_CLIENT_VERSION}`].join(' '),
  ];
  expect(Object.keys(TOOL_LOCKS)).toEqual(taken);
});

test('a version that somebody names is what the index says it is', () => {
  expect(toolWords(['uv==0.1.0'])).toEqual({ words: ['uv==0.1.0'], mounts: [] });
  expect(readStage(scriptApp(pinned('idna'), { uvVersion: '0.13.0' }).runtime, 'uv').runs[0].commands).toEqual(['pip install --root-user-action=ignore uv==0.13.0']);
  expect(readStage(testApp({ source: folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': '' }) }).runtime, 'uv').runs[0]).toEqual({
    flags: [
      '--mount=type=cache,id=pip-debian-trixie-3.13,target=/root/.cache/pip',
      '--mount=type=bind,source=tools/locks/uv-0.13.8.txt,target=/tools/uv-0.13.8.txt',
    ],
    commands: ['pip install --root-user-action=ignore --require-hashes --requirement /tools/uv-0.13.8.txt'],
  });
});
