import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { processLine } from '../../../src/python/entrypoints/process-line';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const FILES = { 'requirements.txt': '', 'main.py': '' };
const read = (line: string, files: Record<string, string> = {}, packages: string[] = []) =>
  processLine(line, PythonProject.fromFolder(folderWith({ ...FILES, ...files })), packages.map((name) => ({ name })));

describe('a script of the project that has one command is that command', () => {
  const SCRIPT = '#!/usr/bin/env bash\n# The server.\nset -euo pipefail\n\nexec uv run gunicorn shop:app \\\n  --bind "0.0.0.0:$PORT" "$@"\n';

  test.each(['./start.sh', 'bash start.sh', 'sh ./start.sh', '/bin/bash start.sh', 'exec ./start.sh'])('%s', (line) => {
    expect(read(line, { 'start.sh': SCRIPT })).toBe('gunicorn shop:app --bind "0.0.0.0:$PORT"');
  });

  test.each([
    ['of two commands', 'python main.py\ngunicorn shop:app\n'],
    ['for bash alone', '[[ -n "$DEBUG" ]] && gunicorn shop:app\n'],
    ['that takes arguments', 'gunicorn "$1"\n'],
    ['that does nothing', '# later\n'],
  ])('but none %s', (_what, text) => {
    expect(read('bash start.sh', { 'start.sh': text })).toBe('bash start.sh');
  });

  test('nor a program without a shell, a file that is not there, and one with arguments', () => {
    expect([read('./start', { start: 'gunicorn shop:app\n' }), read('./gone.sh'), read('./start.sh --now', { 'start.sh': SCRIPT })]).toEqual(['./start', './gone.sh', './start.sh --now']);
  });
});

test.each([
  ['pipenv run serve', { Pipfile: '[scripts]\nserve = "gunicorn shop:app"\n' }, 'gunicorn shop:app'],
  ['pdm run serve', { 'pyproject.toml': '[tool.pdm.scripts]\nserve = {cmd = ["uvicorn", "shop:app"]}\nall = {composite = ["serve"]}\n' }, 'uvicorn shop:app'],
  ['pdm run serve', { 'pyproject.toml': '[tool.pdm.scripts]\nserve = {shell = "uvicorn shop:app"}\n' }, 'uvicorn shop:app'],
  ['poetry run serve', { 'pyproject.toml': '[tool.poetry]\npackage-mode = false\n[tool.poetry.scripts]\nserve = "main:run"\n' }, 'python -c "from main import run; run()"'],
])('%s starts what the project calls so', (line, files, command) => {
  expect(read(line, files as Record<string, string>)).toBe(command);
});

test('fails for a tool that is told more than what to run, unless it is a dependency', () => {
  expect(() => read('uv run --directory backend -- python main.py')).toThrow(coded('EntrypointInvalid', /the image has no uv[^]*write: {4}entrypoint: Entrypoint\.process\('python main\.py'\)/));
  expect(read('uv run --directory backend python main.py', {}, ['uv'])).toBe('uv run --directory backend python main.py');
});
