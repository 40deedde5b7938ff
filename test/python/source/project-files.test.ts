import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const files = (list: string[] | Record<string, string>) =>
  PythonProject.fromFolder(folderWith(Array.isArray(list) ? Object.fromEntries(list.map((file) => [file, ''])) : list))._applicationFiles();
const NOISE = Object.fromEntries([
  '.git/config', '.venv/pyvenv.cfg', '.env', '.env.production', 'tests/test_shop.py', 'docs/index.md', 'dist/shop-1.whl', 'node_modules/x/index.js', 'cdk.out/x',
  'Dockerfile', 'docker-compose.yml', '.github/workflows/ci.yml', '__pycache__/x.pyc', 'my-env/pyvenv.cfg', 'my-env/lib/x.py', 'CHANGELOG.md', '.DS_Store',
].map((file) => [file, '']));
const built = (backend: string, more = '') => `[project]\nname = "Shop_API"\nversion = "1"\n[build-system]\nrequires = []\nbuild-backend = "${backend}"\n${more}`;

describe('a package', () => {
  test('in src: the sources with their data, the metadata that is named, and nothing else', () => {
    expect(files({
      ...NOISE,
      'pyproject.toml': built('hatchling.build').replace('version', 'readme = "README.md"\nversion'),
      'README.md': '', 'NOTES.md': '', 'LICENSE': '', 'main.py': '', 'data.csv': '', 'requirements.txt': '', 'uv.lock': '',
      'src/shop_api/__init__.py': '', 'src/shop_api/data/x.csv': '', 'src/shop_api/tests/test_x.py': '', 'src/shop_api/build/__init__.py': '',
      'src/shop_api/__pycache__/x.pyc': '', 'src/shop_api.egg-info/PKG-INFO': '', 'src/tests/x.py': '', 'src/shop_api/.env': '',
    })).toEqual([
      'LICENSE', 'README.md', 'pyproject.toml', 'src/shop_api/__init__.py', 'src/shop_api/build/__init__.py', 'src/shop_api/data/x.csv', 'src/shop_api/tests/test_x.py',
    ]);
  });

  test('in a flat layout: the packages and the module of its name', () => {
    expect(files({ ...NOISE, 'pyproject.toml': built('flit_core.buildapi'), 'shop_api/__init__.py': '', 'extra/__init__.py': '', 'scripts/x.py': '', 'tool.py': '', 'shop_api.py': '' }))
      .toEqual(['extra/__init__.py', 'pyproject.toml', 'shop_api.py', 'shop_api/__init__.py']);
  });

  test.each([
    ['hatchling.build', '[tool.hatch.build.targets.wheel.force-include]\n"config/x.ini" = "shop/x.ini"', 'config/x.ini'],
    ['hatchling.build', '[tool.hatch.version]\npath = "VERSION.py"', 'VERSION.py'],
    ['hatchling.build', '[tool.hatch.build]\ninclude = ["assets/**/*.css"]', 'assets/site.css'],
    ['setuptools.build_meta', '[tool.setuptools]\npy-modules = ["single"]', 'single.py'],
    ['setuptools.build_meta', '[tool.setuptools.dynamic]\ndependencies = { file = ["requirements.in"] }', 'requirements.in'],
    ['poetry.core.masonry.api', '[tool.poetry]\ninclude = ["*.cfg"]', 'app.cfg'],
    ['uv_build', '[tool.uv.build-backend.data]\nheaders = "assets"', 'assets/site.css'],
  ])('of %s: also what its table names (%s)', (backend, table, file) => {
    const more = Object.fromEntries(['config/x.ini', 'VERSION.py', 'assets/site.css', 'single.py', 'requirements.in', 'app.cfg'].map((name) => [name, '']));
    const list = files({ ...more, 'pyproject.toml': built(backend, table), 'src/shop_api/__init__.py': '' });
    expect(list.filter((name) => name in more)).toEqual([file]);
  });

  test.each([
    ['setup.py', { 'setup.py': 'from setuptools import setup; setup()' }],
    ['a plug-in of setuptools', { 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n[build-system]\nrequires = ["setuptools", "wheel", "setuptools_shortener>=1"]\nbuild-backend = "setuptools.build_meta"\n' }],
    ['another back end', { 'pyproject.toml': built('maturin') }],
    ['a back end in the tree', { 'pyproject.toml': built('hatchling.build').replace('requires', 'backend-path = ["."]\nrequires') }],
    ['a build hook', { 'pyproject.toml': built('hatchling.build', '[tool.hatch.build.hooks.custom]\n') }],
  ])('with %s: everything but what is always left out', (_what, more) => {
    expect(files({ ...NOISE, ...more, 'VERSION': '', 'native/x.c': '', 'shop/__init__.py': '' })).toEqual([...Object.keys(more), 'CHANGELOG.md', 'VERSION', 'native/x.c', 'shop/__init__.py'].sort());
  });

  test('takes licences by the patterns of license-files', () => {
    const pyproject = built('hatchling.build').replace('version', 'license-files = ["licences/**/*.txt", "COPYRIGHT"]\nversion');
    expect(files({ 'pyproject.toml': pyproject, 'LICENSE': '', 'COPYRIGHT': '', 'licences/a/b.txt': '', 'licences/c.md': '', 'src/shop_api/__init__.py': '' }))
      .toEqual(['COPYRIGHT', 'licences/a/b.txt', 'pyproject.toml', 'src/shop_api/__init__.py']);
  });

  test('takes a named file below a folder that is left out', () => {
    const pyproject = built('hatchling.build').replace('version', 'readme = "docs/README.md"\nversion');
    expect(files({ 'pyproject.toml': pyproject, 'docs/README.md': '', 'docs/x.md': '', 'src/shop_api/__init__.py': '' })).toEqual(['docs/README.md', 'pyproject.toml', 'src/shop_api/__init__.py']);
  });

  test('never takes secrets, even when a table names them', () => {
    expect(files({ 'pyproject.toml': built('hatchling.build', '[tool.hatch.build]\ninclude = [".env", ".git", "a/.env"]'), '.env': '', '.git/config': '', 'a/.env': '', 'src/shop_api/__init__.py': '' }))
      .toEqual(['pyproject.toml', 'src/shop_api/__init__.py']);
  });
});

describe('no package', () => {
  test('gives code, data and texts, and not what is for an installer', () => {
    expect(files({ ...NOISE, 'main.py': '', 'lib/util.py': '', 'static/site.css': '', 'model.bin': '', 'requirements.txt': '', 'requirements/base.txt': '', 'README.md': '', 'uv.lock': '', 'pyproject.toml': '' }))
      .toEqual(['CHANGELOG.md', 'README.md', 'docs/index.md', 'lib/util.py', 'main.py', 'model.bin', 'pyproject.toml', 'static/site.css']);
  });
});

describe('fails', () => {
  test.each([
    ['readme = "README.md"', 'PyprojectInvalid', /readme in \[project\] of pyproject\.toml names "README\.md", which does not exist/],
    ['license = { file = "LICENSE" }', 'PyprojectInvalid', /license in \[project\]/],
    ['readme = "../README.md"', 'SourceEscapes', /readme in pyproject\.toml names "\.\.\/README\.md"/],
    ['license-files = ["../*"]', 'SourceEscapes', /license-files in pyproject\.toml/],
  ])('for %s', (line, code, message) => {
    expect(() => files({ 'pyproject.toml': built('hatchling.build').replace('version', `${line}\nversion`), 'src/shop_api/__init__.py': '' })).toThrow(coded(code, message));
  });

  test('for a link in the sources that leads out, and not for one in a folder that is left out', () => {
    const folder = folderWith({ 'main.py': '' });
    fs.mkdirSync(path.join(folder, '.venv/bin'), { recursive: true });
    fs.symlinkSync('/usr/bin/python3', path.join(folder, '.venv/bin/python'));
    expect(PythonProject.fromFolder(folder)._applicationFiles()).toEqual(['main.py']);
    fs.symlinkSync('/etc/hosts', path.join(folder, 'hosts'));
    expect(() => PythonProject.fromFolder(folder)._applicationFiles()).toThrow(coded('SourceEscapes', /"hosts" leads out/));
  });
});
