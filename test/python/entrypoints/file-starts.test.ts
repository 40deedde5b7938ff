import { expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { findEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const discover = (files: Record<string, string>, ...packages: string[]) =>
  findEntrypoint(PythonProject.fromFolder(folderWith(files)), packages.map((name) => ({ name, extras: [] }))).entrypoint._written;
const MAIN = 'if __name__ == "__main__":\n    main()\n';

test.each<[string, string, string]>([
  ['Shiny, by an object', 'from shiny import App, ui\n\napp = App(ui.page_fluid(), None)\n', 'shiny run sales.py --host=0.0.0.0 --port=$PORT'],
  ['Shiny, by what the file does', 'from shiny.express import input, ui\n\nui.input_slider("n", "N", 0, 9, 2)\n', 'shiny run sales.py --host=0.0.0.0 --port=$PORT'],
  ['Solara', 'import solara\n\n@solara.component\ndef Page():\n    solara.Button("x")\n', 'solara run sales.py --host=0.0.0.0 --port=$PORT --production'],
])('a page of %s is served by its program', (_what, text, command) => {
  expect(discover({ 'sales.py': text, 'parts.py': 'X = 1\n' })).toBe(`process('${command}')`);
});

test.each<[string, string]>([
  ['a loop without an end', 'import schedule\n\nschedule.every(1).hours.do(print)\nwhile True:\n    schedule.run_pending()\n'],
  ['a client that polls', 'from telegram.ext import Application\n\napp = Application.builder().build()\napp.run_polling()\n'],
  ['a consumer of a queue', 'import pika\n\nchannel = pika.BlockingConnection().channel()\nchannel.start_consuming()\n'],
])('a file with %s is a program, also beside others and without a guard', (_what, text) => {
  expect(discover({ 'nightly.py': text, 'parts.py': 'import requests\n\nrequests.get("x")\n' })).toBe("script('nightly.py')");
  expect(() => discover({ 'nightly.py': text, 'publish.py': MAIN })).toThrow(coded('EntrypointAmbiguous', /nightly\.py\n.*publish\.py/));
});

test.each<[string, Record<string, string>, RegExp]>([
  ['an image for Lambda', { 'handler.py': 'def run(event, context):\n    pass\n', 'Dockerfile': 'FROM public.ecr.aws/lambda/python:3.13\nCMD ["handler.run"]\n' }, /write: {4}toLambdaCode\(\{ handler: 'handler\.run' \}\)\n/],
  ['a project of dg', { 'pyproject.toml': '[tool.dg.project]\nroot_module = "sales"\n', 'sales/definitions.py': '' }, /dagster code-server start --host=0\.0\.0\.0 --port=\$PORT --module-name=sales\.definitions/],
  ['a project of Meltano', { 'meltano.yml': '', 'extract/x.py': '' }, /Entrypoint\.process\('meltano run JOB'\)/],
  ['a project of Reflex', { 'rxconfig.py': 'import reflex as rx\nconfig = rx.Config(app_name="shop")\n', 'shop/shop.py': '' }, /Entrypoint\.process\('reflex run --env prod --backend-only'\)/],
  ['settings of a tool alone, which start nothing', { 'conf.py': 'project = "x"\n' }, /write: {4}a main\.py that starts the app/],
])('fails for %s, with the line to write', (_what, files, message) => {
  expect(() => discover(files)).toThrow(coded('EntrypointNotFound', message));
});

test('fails for a project of SQLMesh, with the command to write', () => {
  expect(() => discover({ 'config.yaml': '', 'macros/__init__.py': '' }, 'sqlmesh')).toThrow(coded('EntrypointNotFound', /Entrypoint\.process\('sqlmesh run'\)/));
});
