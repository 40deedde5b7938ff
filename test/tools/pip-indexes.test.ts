import { spawnSync } from 'child_process';
import * as path from 'path';
import { expect, test } from 'vitest';

const TOOL = path.resolve(__dirname, '../../tools/pip-indexes');

function variables(env: Record<string, string>): Record<string, string> {
  const print = 'import json, os; print(json.dumps({name: value for name, value in os.environ.items() if name.startswith("PIP_")}))';
  const { stdout } = spawnSync('python3', ['-I', TOOL, 'python3', '-I', '-c', print], { env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' });
  return JSON.parse(stdout) as Record<string, string>;
}

test('user names and passwords are put into the URLs, percent-encoded', () => {
  expect(variables({
    UV_DEFAULT_INDEX: 'mirror=https://mirror.example/simple?a=b',
    UV_INDEX: 'corp.One=https://pypi.example:8443/simple other=https://other.example/simple',
    UV_INDEX_CORP_ONE_USERNAME: 'me@corp',
    UV_INDEX_CORP_ONE_PASSWORD: 'a/b:c@d%',
    UV_INDEX_OTHER_PASSWORD: 'token',
  })).toEqual({
    PIP_INDEX_URL: 'https://mirror.example/simple?a=b',
    PIP_EXTRA_INDEX_URL: 'https://me%40corp:a%2Fb%3Ac%40d%25@pypi.example:8443/simple https://__token__:token@other.example/simple',
  });
});

test('a user name without a password is for keyring, and without an index nothing is set', () => {
  expect(variables({ UV_INDEX: 'a=https://a.example/simple', UV_INDEX_A_USERNAME: 'aws' })).toEqual({ PIP_EXTRA_INDEX_URL: 'https://aws@a.example/simple' });
  expect(variables({})).toEqual({});
});

test('fails with what the command exits with, and without a command', () => {
  expect(spawnSync('python3', ['-I', TOOL, 'sh', '-c', 'exit 7']).status).toBe(7);
  expect(spawnSync('python3', ['-I', TOOL], { encoding: 'utf8' }).stderr).toMatch(/no command\n {2}write: pip-indexes pip install/);
});
