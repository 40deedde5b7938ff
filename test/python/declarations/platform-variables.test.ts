import { expect, test } from 'vitest';
import { platformVariables } from '../../../src/python/declarations/platform-variables';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const read = (files: Record<string, string>) => platformVariables(SourceFolder.open(folderWith(files)));

test.each([
  ['fly.toml', '[env]\nMODE = "live"\nPORT = "8080"\n'],
  ['app.yaml', 'runtime: python313\nenv_variables:\n  MODE: live\n'],
  ['render.yaml', 'services:\n- type: web\n  envVars:\n  - {key: MODE, value: live}\n  - {key: SECRET, generateValue: true}\n  - {key: PYTHON_VERSION, value: 3.12.1}\n'],
  ['apprunner.yaml', 'version: 1.0\nrun:\n  env:\n  - {name: MODE, value: live}\n'],
  ['app.json', '{"env": {"MODE": {"description": "x", "value": "live"}, "KEY": {"generator": "secret"}}}'],
  ['.do/app.yaml', 'services:\n- envs:\n  - {key: MODE, value: live}\n  - {key: DATABASE, value: "${db.URL}"}\n'],
  ['railpack.json', '{"deploy": {"variables": {"MODE": "live"}}}'],
  ['manifest.yml', 'applications:\n- name: shop\n  env: {MODE: live}\n'],
  ['Dockerfile', 'FROM python\nARG A=1\nENV MODE=live PATH="/x:$PATH" PYTHONUNBUFFERED=1 POETRY_VERSION=2 APP_HOME=/srv SECRET_KEY=abc\nENV PORT 80\n'],
])('%s sets a variable of the app', (file, text) => {
  expect(read({ [file]: text })).toEqual({ file, variables: { MODE: 'live' } });
});

test('nothing without variables, and of a stage that is not deployed', () => {
  expect(read({ 'fly.toml': 'app = "x"\n', 'app.json': '[]', 'render.yaml': 'services: none\n' })).toBeUndefined();
  expect(read({ Dockerfile: 'FROM python AS test\nENV MODE=test\nFROM python\nCMD ["a"]\n' })).toBeUndefined();
});

test('those that the app is not given are told', () => {
  const files = { 'main.py': 'print()\n', 'Dockerfile': 'FROM python\nENV MODE=live LEVEL=2\n' };
  const told = (environment?: Record<string, string>) => testApp({ source: folderWith(files), environment }).node.metadata.map(({ data }) => String(data)).filter((text) => text.includes(':variables]'));
  expect(told()).toEqual([expect.stringMatching(/^Dockerfile sets MODE, LEVEL, and the image of .* does not have that; .*environment: \{ MODE: 'live', LEVEL: '2' \}/)]);
  expect(told({ MODE: 'x' })).toEqual([expect.stringMatching(/sets LEVEL,/)]);
  expect(told({ MODE: 'x', LEVEL: '' })).toEqual([]);
});
