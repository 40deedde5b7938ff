import { describe, expect, test } from 'vitest';
import { Dependencies, PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { linuxEnvironment } from '../../support/linux-environment';

const bind = (files: Record<string, string>) => Dependencies._default()._bind(PythonProject.fromFolder(folderWith(files)));
const PROJECT = '[project]\nname = "x"\nversion = "1"\n';

describe('without a lock, the command that makes one', () => {
  test.each([
    ['[tool.uv]', `${PROJECT}dependencies = ["idna"]\n[tool.uv]\n`, 'uv lock'],
    ['[tool.pdm]', `${PROJECT}dependencies = ["idna"]\n[tool.pdm]\n`, 'pdm lock'],
    ['poetry-core', `${PROJECT}dependencies = ["idna"]\n[build-system]\nrequires = []\nbuild-backend = "poetry.core.masonry.api"\n`, 'poetry lock'],
    ['nobody', `${PROJECT}dependencies = ["idna"]\n`, 'uv lock'],
    ["Poetry's own table", '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nidna = "*"\n', 'poetry lock'],
  ])('of %s', (_who, pyproject, refreshCommand) => {
    expect(bind({ 'pyproject.toml': pyproject })).toMatchObject({ locked: false, refreshCommand });
  });
});

test('a Pipfile: its packages for uv, and its Python', () => {
  const pipfile = [
    '[packages]', 'Idna = "*"', 'h11 = ">=0.14"', 'six = "1.16"', 'uvicorn = { version = "~=0.30", extras = ["standard"] }', 'win = { version = "*", sys_platform = "== \'win32\'" }',
    'lib = { path = "lib", editable = true }', 'tool = { git = "https://git.example/tool.git", ref = "v1" }', 'kit = { git = "git+https://git.example/kit.git", editable = true }', '[dev-packages]', 'pytest = "*"',
    '[requires]', 'python_version = "3.12"', '[scripts]', 'serve = "python main.py"',
  ].join('\n');
  expect(bind({ 'Pipfile': pipfile, 'lib/setup.py': '' })).toMatchObject({
    installer: 'words', locked: false, files: [], folders: ['lib'], refreshCommand: 'pipenv lock', pythonRules: [{ file: 'Pipfile', requiresPython: '==3.12.*' }],
    requirements: ['Idna', 'h11>=0.14', 'six==1.16', 'uvicorn[standard]~=0.30', "win ; sys_platform == 'win32'", './lib', 'tool @ git+https://git.example/tool.git@v1', 'kit @ git+https://git.example/kit.git'],
  });
});

test('a setup.cfg with no setup.py beside it, of which no wheel can be made', () => {
  expect(bind({ 'setup.cfg': '[options]\ninstall_requires =\n  idna>=3\n  six\n', 'main.py': '' })).toMatchObject({
    installer: 'words', locked: false, file: 'setup.cfg', requirements: ['idna>=3', 'six'], refreshCommand: 'uv pip compile setup.cfg -o requirements.txt --generate-hashes',
  });
  expect(bind({ 'setup.cfg': '[flake8]\nmax-line-length = 100\n', 'main.py': '' })).toMatchObject({ installer: 'none' });
});

test('a Pipfile beside a [project] without dependencies: what it has is installed, and what the project itself declares', () => {
  const project = '[project]\nname = "x"\nversion = "1"\n';
  const pipfile = '[packages]\nidna = "*"\nlib = { file = "lib", editable = true }\nx = { file = ".", editable = true, extras = ["pg"] }\n';
  const plan = bind({ 'Pipfile': pipfile, 'pyproject.toml': `${project}[project.optional-dependencies]\npg = ["psycopg"]\n`, 'lib/pyproject.toml': '[project]\nname = "lib"\nversion = "1"\ndependencies = ["h11"]\n' });
  expect(plan).toMatchObject({ installer: 'words', locked: false, refreshCommand: 'pipenv lock', requirements: ['idna', 'psycopg', 'h11'] });
  expect(plan.members?.map(({ name }) => name)).toEqual(['lib']);
  expect(bind({ 'Pipfile': pipfile, 'pyproject.toml': `${project}dependencies = ["h11"]\n` })).toMatchObject({ file: 'pyproject.toml', packages: [{ name: 'h11' }] });
});

test('a Pipfile beside a setup.py: the project is installed with what it declares', () => {
  const setup = 'from setuptools import setup\nsetup(name="shop", version="1", packages=["shop"], install_requires=["idna>=3", "h11"])\n';
  const files = { 'setup.py': setup, 'shop/__init__.py': '' };
  expect(bind({ ...files, Pipfile: '[packages]\nidna = "*"\n' })).toMatchObject({ file: 'Pipfile', requirements: ['idna', 'h11'] });
  expect(bind({ ...files, Pipfile: '[packages]\nshop = { path = ".", editable = true }\n' })).toMatchObject({ requirements: ['idna>=3', 'h11'] });
});

test('fails for a Pipfile that installs the project itself, when only the back end knows what that needs', () => {
  const pipfile = '[packages]\nx = { path = ".", editable = true }\n';
  expect(() => bind({ 'Pipfile': pipfile, 'setup.py': 'from setuptools import setup\nsetup(install_requires=read())\n' })).toThrow(coded('LockNotUnderstood', /pipenv lock/));
});

test('a script block', () => {
  const script = '#!/usr/bin/env python\n# /// script\n# requires-python = ">=3.12"\n# dependencies = [\n#   "idna>=3",\n# ]\n# ///\nimport idna\n';
  expect(bind({ 'main.py': script })).toMatchObject({
    installer: 'words', requirements: ['idna>=3'], refreshCommand: 'uv export --script main.py -o requirements.txt', pythonRules: [{ file: 'main.py', requiresPython: '>=3.12' }],
    reason: 'nothing is locked, and it has a script block',
  });
});

test('what only a back end knows is asked of it in the build', () => {
  expect(bind({ 'setup.py': 'from setuptools import setup\nsetup(install_requires=read())\n' })).toMatchObject({
    installer: 'written', locked: false, files: [], refreshCommand: 'uv pip compile setup.py -o requirements.txt --generate-hashes',
    writer: { tool: 'uv', options: ['setup.py'], wholeSource: true },
  });
});

describe('requirements that ask for the project', () => {
  const SETUP = 'from setuptools import setup\nsetup(name="x", install_requires=["idna"], extras_require={"pg": ["psycopg"]})\n';

  test('are what it declares, with the extras', () => {
    expect(bind({ 'setup.py': SETUP, 'requirements.txt': '-e .[pg]\nh11\n' })).toMatchObject({
      installer: 'requirements', locked: false, requirements: ['idna', 'psycopg'], packages: [{ name: 'h11' }, { name: 'idna' }, { name: 'psycopg' }],
      rewritten: [{ file: 'requirements.txt', without: [{ first: 1, last: 1 }] }],
    });
  });

  test('are complete when they are a lock', () => {
    const plan = bind({ 'setup.py': SETUP, 'requirements.txt': '#    uv pip compile\n-e .\nidna==3.10\n' });
    expect(plan).toMatchObject({ locked: true, packages: [{ name: 'idna' }] });
    expect(plan.requirements).toBeUndefined();
  });

  test('of which only the back end knows what it needs, are asked for in the build', () => {
    expect(bind({ 'setup.py': 'from setuptools import setup\nsetup(install_requires=read())\n', 'requirements.txt': '.[pg]\nh11\n' }))
      .toMatchObject({ installer: 'written', locked: false, writer: { tool: 'uv', options: ['--extra=pg', 'requirements.txt', 'setup.py'], wholeSource: true } });
  });
});

test('a repository is never editable', () => {
  expect(bind({ 'requirements.txt': 'idna\n-e git+https://git.example/tool.git@v1#egg=tool\n', 'main.py': '' }).rewritten)
    .toEqual([{ file: 'requirements.txt', utf16: false, without: [], plain: [2] }]);
});

describe('a script with a lock', () => {
  const script = '# /// script\n# requires-python = ">=3.12"\n# dependencies = ["idna", "colorama; sys_platform == \'win32\'"]\n# ///\nimport idna\n';
  const locked = (name: string) => `[[package]]\nname = "${name}"\nversion = "1.0"\nsource = { registry = "https://pypi.example/simple" }\n`
    + `wheels = [{ url = "https://pypi.example/${name}-1.0-py3-none-any.whl", hash = "sha256:${'1'.repeat(64)}" }]\n`;
  const lock = 'version = 1\nrequires-python = ">=3.12"\n[manifest]\nrequirements = [{ name = "idna" }, { name = "colorama", marker = "sys_platform == \'win32\'" }]\n'
    + locked('idna') + locked('colorama') + locked('unused');

  test('is installed from it', () => {
    const plan = bind({ 'main.py': script, 'main.py.lock': lock });
    expect(plan).toMatchObject({
      installer: 'written', file: 'main.py.lock', files: ['main.py.lock', 'main.py'], locked: true, hashed: true, refreshCommand: 'uv lock --script main.py',
      writer: { tool: 'uv-lock', options: ['--script', 'main.py'] }, pythonRules: [{ file: 'main.py.lock', requiresPython: '>=3.12' }],
      packages: [{ name: 'colorama' }, { name: 'idna', version: '1.0' }],
    });
    expect(plan.packagesFor(linuxEnvironment()).map(({ name }) => name)).toEqual(['idna']);
  });

  test('is that of a script that is no module, too', () => {
    expect(bind({ 'fetch-data.py': script })).toMatchObject({ installer: 'words', file: 'fetch-data.py' });
  });

  test('fails for one that is none', () => {
    expect(() => bind({ 'main.py': script, 'main.py.lock': 'version = 7\n' })).toThrow(coded('LockInvalid', /main\.py\.lock is of a version/));
  });
});

describe('fails', () => {
  test('for an extra that the project does not have', () => {
    expect(() => bind({ 'pyproject.toml': PROJECT, 'requirements.txt': '-e .[pg]\n' })).toThrow(coded('DependencyGroupUnknown', /asks for the project's extra "pg"/));
  });

  test('for a script block that does not end', () => {
    expect(() => bind({ 'main.py': '# /// script\n# dependencies = []\nimport x\n' })).toThrow(coded('PyprojectInvalid', /the script block of main\.py does not end/));
  });
});
