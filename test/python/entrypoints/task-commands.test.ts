import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { discoverEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { taskCommands } from '../../../src/python/entrypoints/task-commands';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { parseToml, tableAt } from '../../../src/python/source/toml-file';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const commands = (files: Record<string, string>) => taskCommands(SourceFolder.open(folderWith(files)), tableAt(parseToml(files['pyproject.toml'] ?? '', 'pyproject.toml'), 'tool') ?? {});

test.each<[string, Record<string, string>, string[]]>([
  ['Poe', { 'pyproject.toml': '[tool.poe.tasks]\ntest = "pytest"\nserve = { cmd = "uv run gunicorn shop.wsgi" }\nstart = "python -m shop"\n' }, ['python -m shop', 'gunicorn shop.wsgi']],
  ['taskipy, PDM and Hatch', { 'pyproject.toml': '[tool.taskipy.tasks]\nrun = "python a.py"\n[tool.pdm.scripts]\nstart.shell = "python b.py"\n[tool.hatch.envs.default.scripts]\nserve = "python c.py"\n' }, ['python a.py', 'python b.py', 'python c.py']],
  ['a Makefile', { Makefile: '.PHONY: start\nstart: build\n\t@python main.py --port $$PORT\nrun:\n\tdocker compose up\nserve:\n\tpython $(FILE)\nweb:\n\tpython a.py\n\tpython b.py\n' }, ['python main.py --port $PORT']],
  ['a justfile', { justfile: 'start:\n    uvicorn shop:app\n' }, ['uvicorn shop:app']],
  ['nothing for development, for tests or of a shell', { 'pyproject.toml': '[tool.poe.tasks]\nstart = "uvicorn a:b --reload"\nrun = "python manage.py runserver"\nserve = "pytest"\nweb = "a && b"\nup = ["x"]\n' }, []],
])('%s', (_what, files, expected) => {
  expect(commands(files)).toEqual(expected);
});

test('fails where nothing else starts, with the task as the line to write', () => {
  const files = { 'lib/a.py': 'X = 1\n', 'Makefile': 'start:\n\tpython -m lib.a\n' };
  expect(() => discoverEntrypoint(PythonProject.fromFolder(folderWith(files)))).toThrow(coded('EntrypointNotFound', /write: {4}entrypoint: Entrypoint\.process\('python -m lib\.a'\)/));
});
