import { expect, test } from 'vitest';
import { BaseImage, Entrypoint, PythonVersion, ScratchRuntimeStage, SlimRuntimeStage, SystemPackages, VirtualenvBuilderStage, WheelBuilderStage } from '../../src';
import { testApp } from '../support/app';
import { folderWith } from '../support/folder';
import { poetryProject } from '../support/locked-projects';
import { FLAT, INVENTORY, SCRIPT } from '../support/projects';

const UV_LOCK = 'version = 1\nrequires-python = ">=3.10"\n[[package]]\nname = "x"\nversion = "1"\n';
const about = (topic: string, decisions: { topic: string }[]) => decisions.filter((decision) => decision.topic === topic);

test('says of the example what was decided, from which line of which file, and which prop has it otherwise', () => {
  const decisions = testApp({ source: INVENTORY }).explain();
  expect(about('python', decisions)).toEqual([{
    topic: 'python',
    decided: '3.13',
    because: expect.stringContaining('pyproject.toml'),
    file: 'pyproject.toml',
    line: expect.any(Number),
    changedBy: expect.stringMatching(/^python: /),
  }]);
  expect(about('dependencies', decisions)).toEqual([expect.objectContaining({ decided: 'requirements.txt, by uv pip', file: 'requirements.txt' })]);
  expect(about('entry point', decisions)).toEqual([expect.objectContaining({
    decided: "consoleScript('inventory')", because: '[project.scripts] inventory says so', file: 'pyproject.toml', line: expect.any(Number), stage: 'Stack/Api/Runtime',
  })]);
  expect(about('builder', decisions)).toEqual([expect.objectContaining({
    decided: 'public.ecr.aws/docker/library/python:3.13-slim-trixie', because: expect.stringMatching(/^psycopg2 .* has no wheel/), file: 'requirements.txt',
  })]);
  expect(about('build package', decisions)).toContainEqual(expect.objectContaining({ decided: 'libpq-dev', because: expect.stringContaining('psycopg2') }));
  expect(about('runtime package', decisions)).toContainEqual(expect.objectContaining({
    decided: 'libpq5', because: expect.stringContaining('psycopg2'), file: 'requirements.txt', line: expect.any(Number),
  }));
});

test('says where the Python of the empty image comes from, and what of it is left out', () => {
  const app = testApp({ source: INVENTORY });
  new ScratchRuntimeStage(app, 'Runtime', { install: new VirtualenvBuilderStage(app, 'Builder').virtualenv, excludedModules: ['curses'] });
  expect(about('image', app.explain())).toEqual([expect.objectContaining({
    decided: 'scratch', because: 'it has nothing but Python and what is loaded, of public.ecr.aws/docker/library/python:3.13-slim-trixie, without curses',
  })]);
});

test('the lines are those of the files', () => {
  const app = testApp({ source: folderWith({ ...FLAT, 'requirements.txt': '# by hand\n\nPsycopg2==2.9.11\n' }) });
  const [libpq] = about('runtime package', app.explain());
  expect(libpq).toMatchObject({ decided: 'libpq5', file: 'requirements.txt', line: 3 });
});

test('lists each file of the context and why it is there, as the image has them', () => {
  const app = testApp({ source: INVENTORY });
  const files = about('context', app.explain()).map((decision) => (decision as { decided?: string }).decided);
  expect(files).toEqual(app.image.contextFiles.filter((file) => file.includes('/')));
});

test.each([
  [{}, 'it is the default, and no file says otherwise'],
  [{ '.python-version': '3.12\n' }, '.python-version says 3.12'],
  [{ 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\nrequires-python = "<3.12"\n' }, 'pyproject.toml says <3.12, of which it is the newest supported one'],
  [{ 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.10"\n' }, 'it is the default, which pyproject.toml allows'],
])('says why it is this Python: %o', (files, because) => {
  expect(about('python', testApp({ source: folderWith({ ...SCRIPT, ...files }) }).explain())).toEqual([expect.objectContaining({ because })]);
});

test.each([
  [{ 'pyproject.toml': '[tool.poetry]\nname = "x"\nversion = "1"\n[tool.poetry.dependencies]\npython = "^3.10"\n' }, 'pyproject.toml, with nothing to install'],
  [{ 'requirements.txt': 'idna==3.10\n' }, 'requirements.txt, by uv pip'],
  [{
    'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndynamic = ["dependencies"]\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
    'x/__init__.py': '',
  }, 'pyproject.toml, by uv, which writes requirements for uv'],
])('says what installs: %o', (files, decided) => {
  expect(about('dependencies', testApp({ source: folderWith({ 'main.py': 'print(1)\n', ...files }) }).explain())).toEqual([expect.objectContaining({ decided })]);
});

test.each([
  ['the tool that it declares', poetryProject(), 'poetry.lock, by poetry, which writes requirements for uv', 'pyproject.toml', 1],
  ['the back end that it declares', { 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\n[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n', 'x/__init__.py': '', 'uv.lock': `${UV_LOCK}source = { editable = "." }\n` },
    'uv.lock, by uv sync', 'pyproject.toml', 6],
  ['its dependencies', { 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = ["idna"]\n' }, 'pyproject.toml, by uv pip, without a lock', 'pyproject.toml', 4],
  ['its packages', { Pipfile: '[requires]\npython_version = "3.13"\n[packages]\nidna = "*"\n' }, 'Pipfile, by uv pip, without a lock', 'Pipfile', 3],
])('says which line of the project chose what is installed: %s', (_, files, decided, file, line) => {
  expect(about('dependencies', testApp({ source: folderWith({ 'main.py': 'print(1)\n', ...files }) }).explain())).toEqual([expect.objectContaining({ decided, file, line })]);
});

test.each([
  ['maturin', 'code of its own: its build back end is maturin', 'pyproject.toml'],
  ['hatchling.build', 'code of its own: it has x/fast.c', 'x/fast.c'],
])('says why the builder of a project with code of its own has a compiler: %s', (backend, because, file) => {
  const pyproject = `[project]\nname = "x"\nversion = "1"\n[build-system]\nrequires = []\nbuild-backend = "${backend}"\n`;
  const app = testApp({ source: folderWith({ 'pyproject.toml': pyproject, 'x/__init__.py': '', 'x/__main__.py': 'print(1)\n', 'x/fast.c': '' }) });
  expect(about('builder', app.explain())).toEqual([expect.objectContaining({ decided: expect.stringMatching(/python:3\.13-trixie$/), because, file })]);
});

test('says of a base image that a stage starts from that it does', () => {
  const app = testApp({ source: folderWith(SCRIPT) });
  const baseImage = BaseImage.pythonFull('3.13', { suite: 'bookworm' });
  new SlimRuntimeStage(app, 'Runtime', { baseImage, install: new VirtualenvBuilderStage(app, 'Builder', { baseImage }).virtualenv });
  expect(about('image', app.explain())).toEqual([expect.objectContaining({ decided: expect.stringMatching(/python:3\.13-bookworm$/), because: 'the stage starts from it' })]);
  expect(about('builder', app.explain())).toEqual([expect.objectContaining({ because: 'the stage starts from it; every package has a wheel for the image' })]);
});

test('says which line of several chose the Python', () => {
  const app = testApp({ source: folderWith({ ...SCRIPT, '.python-version': '# mine\nshop-env\n3.12.4\n2.7\n' }) });
  expect(about('python', app.explain())).toEqual([expect.objectContaining({ decided: '3.12', file: '.python-version', line: 3 })]);
});

test.each([
  [{ Procfile: 'release: true\nweb: python main.py\n' }, 'Procfile', 2],
  [{
    'pyproject.toml': '[tool.poetry]\nname = "x"\nversion = "1"\n[tool.poetry.scripts]\nx = "x:run"\n[build-system]\nrequires = []\nbuild-backend = "poetry.core.masonry.api"\n',
    'x.py': 'def run(): ...',
  }, 'pyproject.toml', 5],
  [{ 'setup.py': 'import setuptools\nsetuptools.setup()\n', 'setup.cfg': '[metadata]\nname = x\n[options.entry_points]\nconsole_scripts =\n  x = x:run\n', 'x.py': 'def run(): ...' }, 'setup.cfg', 5],
])('says which line starts the app: %o', (files, file, line) => {
  expect(about('entry point', testApp({ source: folderWith({ ...SCRIPT, ...files }) }).explain())).toEqual([expect.objectContaining({ file, line })]);
});

test('what the app was told is said to be so', () => {
  const app = testApp({ source: folderWith(SCRIPT), python: PythonVersion.V3_12, entrypoint: Entrypoint.script('main.py') });
  expect(about('python', app.explain())).toEqual([expect.objectContaining({ decided: '3.12', because: 'the app asks for it' })]);
  expect(about('entry point', app.explain())).toEqual([expect.objectContaining({ decided: "script('main.py')", because: 'the app asks for it' })]);
});

test('explains stages that were made by hand', () => {
  const app = testApp({ source: INVENTORY });
  const wheels = new WheelBuilderStage(app, 'Wheels', { systemPackages: SystemPackages.forPython('psycopg2') });
  new SlimRuntimeStage(app, 'Web', { install: wheels.wheelhouse });
  expect(about('builder', app.explain())).toEqual([expect.objectContaining({ stage: 'Stack/Api/Wheels' })]);
  expect(about('runtime package', app.explain())).toContainEqual(expect.objectContaining({ decided: 'libpq5', stage: 'Stack/Api/Web' }));
});

test('explains what a stage was told rather than what the project says', () => {
  const app = testApp({ source: folderWith(SCRIPT) });
  const baseImage = BaseImage.pythonSlim('3.12');
  const { virtualenv: install } = new VirtualenvBuilderStage(app, 'Builder', { baseImage });
  new SlimRuntimeStage(app, 'Runtime', { install, baseImage, entrypoint: Entrypoint.module('main'), user: '1000:1000', stopSignal: 'SIGTERM' });
  const decisions = app.explain();
  const stage = 'Stack/Api/Runtime';
  expect(about('entry point', decisions)).toEqual([expect.objectContaining({ decided: "module('main')", because: 'the stage asks for it', stage })]);
  expect(about('command', decisions)).toEqual([expect.objectContaining({ decided: '/app/.venv/bin/python -m main', stage })]);
  expect(about('user', decisions)).toEqual([expect.objectContaining({ decided: '1000:1000', stage })]);
  expect(about('stop signal', decisions)).toEqual([expect.objectContaining({ decided: 'SIGTERM', stage })]);
  expect(about('python', decisions)).toContainEqual(expect.objectContaining({ decided: '3.12', because: expect.stringMatching(/python:3\.12-slim\S* has it/), stage }));
});

test('tells the server and the port of a web application', () => {
  const decisions = testApp({ source: folderWith({ 'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n', 'requirements.txt': 'fastapi\nuvicorn\n' }) }).explain();
  expect(about('command', decisions)).toEqual([expect.objectContaining({ decided: expect.stringMatching(/uvicorn .*main:app/) })]);
  expect(about('port', decisions)).toEqual([expect.objectContaining({ decided: '8000' })]);
  expect(about('builder', decisions)).toEqual([expect.objectContaining({ because: expect.stringMatching(/^no package is known to compile; without a lock/) })]);
});

test('explaining freezes nothing', () => {
  const app = testApp({ source: folderWith(FLAT) });
  app.explain();
  app.runtime.addEnv('TZ', 'UTC');
  expect(app.image.dockerfile).toContain('ENV TZ=UTC');
});

test('is text for people, too', () => {
  const text = testApp({ source: INVENTORY }).explainText();
  expect(text).toMatch(/^python: 3\.13\n {2}because {3}.*\(pyproject\.toml:\d+\)\n {2}otherwise python: /);
  expect(text).toMatch(/\ncontext: \d+ files of the project, \d+ programs of the library that run in the build$/);
});
