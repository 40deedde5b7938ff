import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { chooseDeclaration } from '../../../src/python/declarations/declaration-choice';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const choose = (files: Record<string, string>) => chooseDeclaration(PythonProject.fromFolder(folderWith(files)));
const PROJECT = '[project]\nname = "x"\nversion = "1"\n';
const POETRY = '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.11"\n';
const SETUP = 'from setuptools import setup\nsetup(name="x")\n';
const SCRIPT = '# /// script\n# dependencies = ["rich"]\n# ///\nimport rich\n';

test.each([
  ['[project]', { 'pyproject.toml': `${PROJECT}dependencies = ["idna"]`, 'requirements.in': '' }, 'project', 'pyproject.toml'],
  ["Poetry's table", { 'pyproject.toml': POETRY }, 'poetry', 'pyproject.toml'],
  ["Poetry's table beside [project]", { 'pyproject.toml': `${PROJECT}${POETRY}` }, 'poetry', 'pyproject.toml'],
  ["Flit's table", { 'pyproject.toml': '[tool.flit.metadata]\nmodule = "x"\n' }, 'flit', 'pyproject.toml'],
  ['dynamic dependencies', { 'pyproject.toml': `${PROJECT}dynamic = ["dependencies"]\n` }, 'dynamic', 'pyproject.toml'],
  ['Pipfile', { 'Pipfile': '', 'setup.py': SETUP }, 'pipfile', 'Pipfile'],
  ['setup.py', { 'setup.py': SETUP, 'requirements/dev.txt': '' }, 'setup', 'setup.py'],
  ['setup.cfg', { 'setup.cfg': '[metadata]\nname = x\n', 'pyproject.toml': '[build-system]\nrequires = ["setuptools"]\n' }, 'setup', 'setup.cfg'],
  ['a script block', { 'main.py': SCRIPT }, 'script', 'main.py'],
  ['requirements.in', { 'requirements.in': '', 'main.py': '' }, 'requirements', 'requirements.in'],
  ['requirements for production before the rest', { 'requirements/prod.txt': '', 'requirements/base.txt': '', 'setup.py': SETUP }, 'requirements', 'requirements/prod.txt'],
  ['requirements of the release of an app', { 'main.py': '', 'requirements-release.txt': '', 'requirements-base.txt': '' }, 'requirements', 'requirements-release.txt'],
  ['a package beside what its releases are made with', { 'setup.py': SETUP, 'requirements-release.txt': '' }, 'setup', 'setup.py'],
  ['what is locked before what it was made of', { 'requirements.in': '', 'requirements_lock.txt': '' }, 'requirements', 'requirements_lock.txt'],
  ['the lock of another tool before [project]', { 'pyproject.toml': `${PROJECT}dependencies = ["idna"]`, 'requirements.lock': '', 'requirements-dev.lock': '' }, 'requirements', 'requirements.lock'],
  ['requirements for production before those that are locked', { 'requirements-frozen.txt': '', 'requirements-production.txt': '' }, 'requirements', 'requirements-production.txt'],
  ['the base among those for development', { 'requirements/dev.txt': '', 'requirements/base.txt': '', 'requirements/test.txt': '' }, 'requirements', 'requirements/base.txt'],
  ['the file that others are made of', { 'requirements-base.in': '', 'requirements-base.txt': '', 'requirements-dev.txt': '' }, 'requirements', 'requirements-base.txt'],
])('%s', (_what, files, kind, file) => {
  expect(choose(files as Record<string, string>)).toMatchObject({ kind, file });
});

test.each([
  ['a project without dependencies', { 'pyproject.toml': PROJECT }],
  ['a script', { 'main.py': '' }],
  ['tables of tools alone', { 'main.py': '', 'pyproject.toml': '[tool.ruff]\n' }],
  ['requirements for development alone', { 'main.py': '', 'requirements-dev.txt': 'pytest' }],
])('nothing in %s', (_what, files) => {
  expect(choose(files as Record<string, string>)).toBeUndefined();
});

describe('fails', () => {
  test('for several files of requirements of which none is for production', () => {
    expect(() => choose({ 'main.py': '', 'requirements/web.txt': '', 'requirements/worker.txt': '' })).toThrow(coded('LockNotFound',
      /found: {4}requirements\/web\.txt, requirements\/worker\.txt\n[^]*fromRequirements\(\{ file: 'requirements\/web\.txt' \}\)/));
  });

  test('for an environment of conda, which has no packages of Python', () => {
    expect(() => choose({ 'app.py': '', 'environment.yml': 'dependencies: [flask]\n' }))
      .toThrow(coded('LockNotUnderstood', /in environment\.yml[^]*write: {4}a requirements\.txt, where a name on PyPI is not that of conda with that one:\n +flask\n/));
  });
});
