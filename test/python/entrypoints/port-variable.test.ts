import { expect, test } from 'vitest';
import { Entrypoint, PythonProject } from '../../../src/python';
import { discoverEntrypoint } from '../../../src/python/entrypoints/entrypoint-discovery';
import { PythonSource } from '../../../src/python/syntax/python-source';
import { bindEntrypoint } from '../../support/bind-entrypoint';
import { folderWith } from '../../support/folder';

test.each([
  'import os\nport = int(os.environ["PORT"])\n',
  "import os\ndef main():\n    serve(port=int(os.environ.get('PORT', 8080)))\n",
  'from os import environ, getenv as read\nPORT = read("PORT")\n',
  'from os import environ\nserve(environ["PORT"])\n',
  'import os\nNAME = "PORT"\nserve(os.environ[NAME])\n',
])('%j reads PORT', (text) => {
  expect(PythonSource.parse(text).readsVariable('PORT')).toBe(true);
});

test.each(['import os\nos.environ["REPORT"]\n', 'settings["PORT"]\n', '# os.environ["PORT"]\n', 'import os\nos.environ.get(name("PORT"))\n'])('%j does not', (text) => {
  expect(PythonSource.parse(text).readsVariable('PORT')).toBe(false);
});

const READS = 'import os\ndef main():\n    serve(os.environ["PORT"])\n';

test('a program that reads its port is told one, however it is started', () => {
  const files = {
    'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nshop = "shop.server:main"\n[build-system]\nrequires = []\nbuild-backend = "hatchling.build"\n',
    'shop/__init__.py': '', 'shop/__main__.py': READS, 'shop/server.py': READS, 'shop/quiet.py': 'print(1)\n',
  };
  const told = { env: { PORT: '8000' }, port: 8000 };
  expect(bindEntrypoint(Entrypoint.module('shop'), files)).toMatchObject(told);
  expect(bindEntrypoint(Entrypoint.module('shop.server'), files)).toMatchObject(told);
  expect(bindEntrypoint(Entrypoint.consoleScript('shop'), files)).toMatchObject(told);
  expect(bindEntrypoint(Entrypoint.script('shop/server.py'), { 'shop/server.py': READS })).toMatchObject(told);
  const quiet = bindEntrypoint(Entrypoint.module('shop.quiet'), files);
  expect(quiet.env).toEqual({});
  expect(quiet.port).toBeUndefined();
});

test.each([
  ['import gradio as gr\ndemo = gr.Blocks()\ndemo.launch(server_name="0.0.0.0", server_port=7000)\n', 7000],
  ['import gradio as gr\ndemo = gr.Blocks()\ndemo.launch()\n', 8000],
  ['import dash\napp = dash.Dash()\napp.run(host="0.0.0.0", port=8050)\n', 8050],
])('a file that a program serves may say its port itself: %j', (text, port) => {
  const files = { 'page.py': text };
  const { env, port: exposed } = bindEntrypoint(discoverEntrypoint(PythonProject.fromFolder(folderWith(files))), files);
  expect([env.PORT, exposed]).toEqual([String(port), port]);
});
