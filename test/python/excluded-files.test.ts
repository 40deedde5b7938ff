import { expect, test } from 'vitest';
import { excludedAnywhere, excludedAtTop, isMetadata } from '../../src/python/excluded-files';

test.each([
  '.git', '.venv', '__pycache__', '.env', '.env.local', '.envrc', 'a.pyc', 'shop.egg-info', 'node_modules', 'cdk.out', '.DS_Store', '.tox', '.pytest_cache', '.pypirc',
])('%s is left out everywhere', (name) => {
  expect([excludedAnywhere(name), excludedAtTop(name)]).toEqual([true, true]);
});

test.each(['tests', 'test', 'docs', 'dist', 'build', 'venv', 'env', 'Dockerfile', 'Dockerfile.dev', 'docker-compose.yml', '.github', '.gitlab-ci.yml', 'conftest.py'])(
  '%s is left out at the top, and may be a package below', (name) => {
    expect([excludedAnywhere(name), excludedAtTop(name)]).toEqual([false, true]);
  });

test.each(['main.py', 'environment', '.environment', 'building', 'testing', 'data.csv', '.streamlit', 'my.env', 'pyc', 'manage.py', 'static'])('%s stays', (name) => {
  expect([excludedAnywhere(name), excludedAtTop(name)]).toEqual([false, false]);
});

test.each([
  ['pyproject.toml', true], ['README.md', true], ['readme.rst', true], ['LICENCE', true], ['uv.lock', true], ['requirements-dev.txt', true], ['requirements', true],
  ['CHANGELOG.md', true], ['notes.md', true], ['main.py', false], ['requirements.py', false], ['prices.txt', false], ['license_keys', true],
])('%s is for installing or reading: %s', (name, metadata) => {
  expect(isMetadata(name)).toBe(metadata);
});
