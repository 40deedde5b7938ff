import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { runAliases } from '../../../src/python/entrypoints/run-aliases';
import { folderWith } from '../../support/folder';

const aliases = (files: Record<string, string>) => runAliases(PythonProject.fromFolder(folderWith({ 'requirements.txt': '', 'main.py': '', ...files }))._source);

test('a file that is no TOML has no aliases, and those of the other one hold', () => {
  expect(aliases({ 'Pipfile': '[scripts\n', 'pyproject.toml': '[tool.pdm.scripts]\nserve = "gunicorn a:app"\n' })).toEqual({ serve: 'gunicorn a:app' });
});

test('a broken Pipfile that nobody uses is no error of a project', () => {
  expect(aliases({ Pipfile: '[scripts\n' })).toEqual({});
});

test.each([
  ['"uvicorn a:app {args}"', 'uvicorn a:app'],
  ['"uvicorn {args:--port 80} a:app"', 'uvicorn --port 80 a:app'],
  ['"uvicorn {args} a:app"', 'uvicorn a:app'],
  ['"uvicorn --port={args:80}"', 'uvicorn --port=80'],
  ['{cmd = ["uvicorn", "a:app", "{args}"]}', 'uvicorn a:app'],
  ['{cmd = ["python", "-c", "import a; a.main()"]}', "python -c 'import a; a.main()'"],
  ['{cmd = ["gunicorn", "--bind", "0.0.0.0:${PORT}", ""]}', "gunicorn --bind 0.0.0.0:${PORT} ''"],
])('a script of PDM, %s', (written, command) => {
  expect(aliases({ 'pyproject.toml': `[tool.pdm.scripts]\nserve = ${written}\n` })).toEqual({ serve: command });
});
