import { expect, test } from 'vitest';
import { readStartCommand } from '../../../src/python/entrypoints/start-commands';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const read = (files: Record<string, string>) => readStartCommand(SourceFolder.open(folderWith({ 'main.py': '', ...files })));

test.each([
  ['app.yaml', 'runtime: python313\nentrypoint: python main.py\n'],
  ['heroku.yml', 'build: {docker: {web: Dockerfile}}\nrun:\n  web: python main.py\n'],
  ['nixpacks.toml', '[phases.setup]\nnixPkgs = ["..."]\n[start]\ncmd = "python main.py"\n'],
  ['railpack.json', '{"$schema": "x", "deploy": {"startCommand": "python main.py"}}'],
  ['railway.json', '{"deploy": {"startCommand": "python main.py"}}'],
  ['railway.toml', '[deploy]\nstartCommand = "python main.py"\n'],
  ['render.yaml', 'services:\n- {type: web, runtime: node, startCommand: node x}\n- type: web\n  env: python\n  startCommand: >\n    python\n    main.py\n- {type: worker, runtime: python, startCommand: x}\n'],
  ['apprunner.yaml', 'version: 1.0\nruntime: python311\nrun:\n  command: python main.py\n  network: {port: 8080}\n'],
  ['.do/app.yaml', 'name: shop\nservices:\n- environment_slug: python\n  source_dir: /\n  run_command: python main.py\n'],
  ['.do/deploy.template.yaml', 'spec:\n  services:\n  - run_command: python main.py\n'],
  ['fly.toml', 'app = "shop"\n[processes]\nworker = "x"\napp = "python main.py"\n'],
  ['.s2i/environment', 'APP_CONFIG=./gunicorn.conf.py\nAPP_MODULE=ignored:app\nexport APP_FILE="main.py"\n'],
  ['manifest.yml', '---\napplications:\n- name: shop\n  buildpacks: [python_buildpack]\n  command: python main.py\n'],
  ['project.toml', '[[io.buildpacks.build.env]]\nname = "GOOGLE_ENTRYPOINT"\nvalue = "python main.py"\n'],
  ['startup.txt', '# by hand\npython /home/site/wwwroot/main.py\n'],
  ['startup.sh', '#!/bin/bash\npython main.py\n'],
])('%s says how the app starts', (file, text) => {
  expect(read({ [file]: text })).toEqual({ file, command: 'python main.py' });
});

test.each([
  ['python manage.py migrate\ngunicorn shop.wsgi', 'python manage.py migrate; gunicorn shop.wsgi'],
  ['gunicorn \\\n  --bind :8080 \\\n  shop.wsgi', 'gunicorn --bind :8080 shop.wsgi'],
  ['python manage.py migrate &&\n  gunicorn shop.wsgi\n    --bind :8080', 'python manage.py migrate && gunicorn shop.wsgi --bind :8080'],
  ['# first\nif [ "$A" ]; then\n  echo a # once\nelse\n  echo b\nfi\nfor x in 1 2\ndo\n  echo $x\ndone\nexec gunicorn app:app', 'if [ "$A" ]; then echo a; else echo b; fi; for x in 1 2; do echo $x; done; exec gunicorn app:app'],
  ['python manage.py migrate\n&& gunicorn shop.wsgi', 'python manage.py migrate && gunicorn shop.wsgi'],
])('lines of a shell are commands: %j', (text, command) => {
  expect(read({ '.do/app.yaml': JSON.stringify({ services: [{ run_command: text }] }) })).toEqual({ file: '.do/app.yaml', command });
});

test('the one service for the web in the environments of a project', () => {
  const services = [{ type: 'web', runtime: 'python', startCommand: 'uv run python main.py' }, { type: 'cron', runtime: 'python', startCommand: 'x' }, { type: 'web', runtime: 'static', rootDir: 'web' }];
  expect(read({ 'render.yaml': JSON.stringify({ envVarGroups: [], projects: [{ environments: [{ name: 'production', services }] }] }) })).toEqual({ file: 'render.yaml', command: 'uv run python main.py' });
});

test('of Azure, the folder of the app; of Google Cloud, a function', () => {
  expect(read({ 'startup.txt': 'gunicorn --bind=0.0.0.0 --chdir /home/site/wwwroot/app main:app' })?.command).toBe('gunicorn --bind=0.0.0.0 --chdir app main:app');
  expect(read({ 'project.toml': '[[build.env]]\nname = "GOOGLE_FUNCTION_TARGET"\nvalue = "hello"\n' })?.command).toBe('functions-framework --source=main.py --target=hello --host=0.0.0.0 --port=$PORT');
});

test.each([
  ['a manifest of something else', 'manifest.yml', 'apiVersion: v1\nkind: Service\n'], ['two applications', 'manifest.yml', 'applications:\n- {name: a, command: x}\n- {name: b, command: y}\n'],
  ['an application of Node', 'manifest.yml', 'applications:\n- {name: a, buildpacks: [nodejs_buildpack], command: x}\n'], ['one of another folder', 'manifest.yml', 'applications:\n- {path: web, command: x}\n'],
  ['a page of text', 'startup.txt', 'Dear reader,\nhello\n'], ['a word', 'startup.txt', 'soon\n'], ['a script that does more', 'startup.sh', 'python a.py\npython b.py\n'],
  ['variables of the build', 'project.toml', '[[io.buildpacks.build.env]]\nname = "BP_CPYTHON_VERSION"\nvalue = "3.12"\n'],
])('nothing is read of %s', (_what, file, text) => {
  expect(read({ [file]: text })).toBeUndefined();
});

test('a list of commands runs one after the other, and the first file counts', () => {
  expect(read({ 'heroku.yml': 'run:\n  web:\n    command:\n    - python prepare.py\n    - python main.py\n', 'railway.json': '{"deploy": {"startCommand": "x"}}' }))
    .toEqual({ file: 'heroku.yml', command: 'python prepare.py && python main.py' });
});

test.each([
  ['APP_MODULE=shop:application', 'gunicorn shop:application'],
  ['APP_MODULE="shop.app:create_app()"\nAPP_CONFIG=conf/gunicorn.py', 'gunicorn --config conf/gunicorn.py shop.app:create_app()'],
  ['APP_SCRIPT=start.sh\nAPP_FILE=main.py', './start.sh'],
  ['APP_SCRIPT=bin/start', 'bin/start'],
])('source-to-image: %j', (text, command) => {
  expect(read({ '.s2i/environment': text })).toEqual({ file: '.s2i/environment', command });
});

test.each([
  ['none of these files', {}],
  ['an environment that names no start', { '.s2i/environment': '# x\nUPGRADE_PIP_TO_LATEST=1\nAPP_MODULE=a b; rm\n' }],
  ['several services', { 'render.yaml': 'services:\n- {type: web, startCommand: a}\n- {type: web, startCommand: b}\n' }],
  ['a service in a folder', { 'render.yaml': 'services:\n- {type: web, rootDir: api, startCommand: a}\n' }],
  ['a service of DigitalOcean in a folder', { '.do/app.yaml': 'services:\n- {source_dir: api, run_command: a}\n' }],
  ['one that a Dockerfile makes', { '.do/app.yaml': 'services:\n- {dockerfile_path: Dockerfile, run_command: a}\n' }],
  ['the arguments of an ENTRYPOINT', { 'fly.toml': '[processes]\napp = "serve"\n', 'Dockerfile': 'FROM x\nENTRYPOINT ["shop"]\n' }],
  ['another language', { 'app.yaml': 'runtime: go122\nentrypoint: x\n' }],
  ['what is no text', { 'railpack.json': '{"deploy": {"startCommand": 5}}', 'railway.json': '[1', 'apprunner.yaml': 'run: [x]\n' }],
])('%s says nothing', (_what, files) => {
  expect(read(files)).toBeUndefined();
});

test('fails for TOML that is none', () => {
  expect(() => read({ 'nixpacks.toml': '[start\n' })).toThrow(coded('TomlInvalid', /nixpacks\.toml has a syntax error in line 1/));
});
