import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { isAside, isBuildOutput, isEnvironment, isImported } from '../../../src/python/source/set-aside';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { folderWith } from '../../support/folder';

const source = (files: string[]) => SourceFolder.open(folderWith(Object.fromEntries(files.map((file) => [file, '']))));
const files = (list: Record<string, string>) => PythonProject.fromFolder(folderWith(list))._applicationFiles();

test.each([[['x/pyvenv.cfg'], true], [['x/conda-meta/history'], true], [['x/bin/python'], false]])('%j is an environment: %s', (list, expected) => {
  expect(isEnvironment(source(list), 'x')).toBe(expected);
});

test.each([
  [['x/shop-1.0-py3-none-any.whl'], true], [['x/shop-1.0.tar.gz'], true], [['x/bdist.linux-x86_64/a'], true], [['x/temp.linux-x86_64-cpython-313/a.o'], true],
  [['x/index.html', 'x/lib/a.js'], false], [['x/backup.tar.gz'], false], [['x/__init__.py'], false],
])('%j is what a build left behind: %s', (list, expected) => {
  expect(isBuildOutput(source(list), 'x')).toBe(expected);
});

test.each([
  ['tests', ['tests/__init__.py'], true, true], ['conftest.py', ['conftest.py'], true, true],
  ['docs', ['docs/conf.py'], true, false], ['docs', ['docs/__init__.py'], false, false],
  ['site', ['site/index.html'], true, false], ['site', ['site/__init__.py'], false, false],
  ['dist', ['dist/index.html'], true, false], ['build', ['build/__init__.py'], false, false], ['build', ['build/bdist.linux/x'], true, true],
  ['requirements', ['requirements/base.txt'], false, true], ['requirements', ['requirements/model.py'], false, false],
  ['env', ['env/__init__.py'], false, false],
])('%s of %j lies beside a package: %s, beside a script: %s', (path, list, ofPackage, ofScript) => {
  expect([isAside(source(list), path, true), isAside(source(list), path, false)]).toEqual([ofPackage, ofScript]);
});

test.each([
  ['import tests', true], ['  import os, tests.data as data', true], ['from tests.data import x', true], ['SETTINGS = "tests.settings"', true], ['"tests:run"', true],
  ['from testsuite import x', false], ['import mytests', false], ['# tests', false], ['x = "tests"', false], ['from .tests import x', false],
])('%j imports tests: %s', (text, expected) => {
  const folder = SourceFolder.open(folderWith({ 'main.py': text, 'test_main.py': 'import tests' }));
  expect(isImported(folder, 'tests', ['main.py', 'test_main.py'])).toBe(expected);
});

describe('a project that is no package', () => {
  test('keeps the modules, data and texts whose names only look like something else', () => {
    const kept = [
      'README.md', 'build/app.css', 'dist/index.html', 'docs/help.md', 'env/__init__.py', 'history.py', 'licenses.py', 'main.py', 'notices/__init__.py', 'prompts.md', 'pyproject.toml',
      'security.py', 'site/__init__.py', 'src/site/__init__.py', 'venv/util.py',
    ];
    expect(files(Object.fromEntries([...kept, 'tests/test_x.py', 'conftest.py', 'virtualenv/pyvenv.cfg', 'uv.lock'].map((file) => [file, ''])))).toEqual(kept);
  });

  test('keeps what it imports, even tests', () => {
    expect(files({ 'main.py': 'from tests.factories import make', 'tests/factories.py': '', 'tests/data.json': '', 'test/x.py': '' }))
      .toEqual(['main.py', 'tests/data.json', 'tests/factories.py']);
  });

  test('does not keep the output of builds, whatever is imported', () => {
    expect(files({ 'main.py': 'import build', 'build/lib/main.py': '', 'build/bdist.linux-x86_64/x': '', 'dist/shop-1.whl': '' })).toEqual(['main.py']);
  });
});

test('a package keeps the packages whose names only look like something else', () => {
  const pyproject = '[project]\nname = "site"\nversion = "1"\n[build-system]\nrequires = []\nbuild-backend = "hatchling.build"\n';
  expect(files({ 'pyproject.toml': pyproject, 'src/site/__init__.py': '', 'src/env/__init__.py': '', 'src/build/__init__.py': '', 'src/docs/conf.py': '', 'src/tests/x.py': '' }))
    .toEqual(['pyproject.toml', 'src/build/__init__.py', 'src/env/__init__.py', 'src/site/__init__.py']);
});

describe('a folder that an instruction names', () => {
  const below = (list: string[], folder: string) => PythonProject.fromFolder(folderWith(Object.fromEntries(list.map((file) => [file, '']))))._everythingBelow(folder);

  test('is taken whole', () => {
    const list = ['web/.gitignore', 'web/Dockerfile', 'web/build/a.js', 'web/dist/shop-1.whl', 'web/node_modules/x/index.js', 'web/tests/a.py', 'web/uv.lock'];
    expect(below([...list, 'main.py'], 'web')).toEqual(list);
  });

  test('but for secrets, history, environments and byte code', () => {
    expect(below(['web/a', 'web/.git/config', 'web/.env', 'web/x/.env.local', 'web/v/pyvenv.cfg', 'web/.venv/x', 'web/__pycache__/a.pyc', 'web/b.pyc'], 'web')).toEqual(['web/a']);
  });
});
