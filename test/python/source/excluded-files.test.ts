import { expect, test } from 'vitest';
import { excludedAnywhere, excludedAtTop, isLock, neverCopied } from '../../../src/python/source/excluded-files';

test.each([
  '.git', '.venv', '__pycache__', '.env', '.env.local', '.envrc', '.envs', 'a.pyc', 'shop.egg-info', 'node_modules', 'cdk.out', '.DS_Store', '.tox', '.pytest_cache', '.pypirc',
])('%s is left out everywhere', (name) => {
  expect([excludedAnywhere(name), excludedAtTop(name)]).toEqual([true, true]);
});

test.each(['Dockerfile', 'Dockerfile.dev', 'docker-compose.yml', 'docker-compose.dev.yaml', 'compose.yaml', '.github', '.gitlab-ci.yml', 'htmlcov', 'ruff.toml'])(
  '%s is left out at the top, and may be of use below', (name) => {
    expect([excludedAnywhere(name), excludedAtTop(name)]).toEqual([false, true]);
  });

test.each([
  'main.py', 'environment', 'building', 'testing', 'data.csv', '.streamlit', 'my.env', 'pyc', 'manage.py', 'static', 'security.py', 'history.py', 'licenses.py', 'notices',
  'site', 'env', 'build', 'dist', 'docs', 'conftest.py', 'noxfile.py', 'Dockerfile.py', 'docker-compose.py', 'package.json', 'README.md', 'prompts.md', 'pyproject.toml',
])('the name %s is no reason to leave something out', (name) => {
  expect([excludedAnywhere(name), excludedAtTop(name), isLock(name)]).toEqual([false, false, false]);
});

test.each([
  ['uv.lock', true], ['poetry.lock', true], ['pylock.toml', true], ['pylock.prod.toml', true], ['Pipfile', true], ['requirements.txt', true], ['requirements-dev.txt', true],
  ['dev-requirements.in', true], ['constraints.txt', true],
  ['requirements.py', false], ['requirements_catalogue.csv', false], ['requirementsof.txt', false], ['pylocksmith.toml', false], ['prices.txt', false], ['Requirements.md', false],
])('%s is for an installer only: %s', (name, lock) => {
  expect(isLock(name)).toBe(lock);
});

test.each([
  ['.git', true], ['.env', true], ['.env.local', true], ['.venv', true], ['__pycache__', true], ['a.pyc', true],
  ['.gitignore', false], ['tests', false], ['node_modules', false], ['native.pyd', false], ['dist', false],
])('%s is left out even of a folder that is named: %s', (name, never) => {
  expect(neverCopied(name)).toBe(never);
});
