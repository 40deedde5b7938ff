import { syncBuiltinESMExports } from 'module';
import * as path from 'path';
import { Construct } from 'constructs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { PythonProject, PythonVersion } from '../../src/python';
import { LEGACY_BACKEND } from '../../src/python/declarations/pyproject';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';

const project = (files: Record<string, string>) => PythonProject.fromFolder(folderWith(files));
const PROJECT = '[project]\nname = "shop"\nversion = "1"\n';
const BUILD = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';

test('has the facts of pyproject.toml', () => {
  const folder = path.join(__dirname, 'fixtures', 'uv-package');
  expect(PythonProject.fromFolder(folder)).toMatchObject({
    root: folder, name: 'Shop_API', version: '1.0', requiresPython: '>=3.11', isPackage: true, buildBackend: 'hatchling.build',
    consoleScripts: { 'shop-api': 'shop_api.cli:main' },
    dependencies: ['psycopg2>=2.9', "tomli>=2; python_version < '3.11'", "uvicorn>=0.34; sys_platform != 'win32'"],
    optionalDependencies: { templates: ['markupsafe[speed]>=3'] },
  });
});

test('a folder with a script alone has none', () => {
  expect(project({ 'main.py': '' })).toMatchObject({ isPackage: false, consoleScripts: {}, dependencies: [], optionalDependencies: {} });
  expect(project({ 'main.py': '' }).name).toBeUndefined();
});

describe('is a package', () => {
  test.each([
    ['with a [build-system]', { 'pyproject.toml': PROJECT + BUILD }, 'hatchling.build'],
    ['when uv says so', { 'pyproject.toml': `${PROJECT}[tool.uv]\npackage = true\n` }, LEGACY_BACKEND],
    ['with a setup.py', { 'setup.py': 'from setuptools import setup\nsetup()\n' }, LEGACY_BACKEND],
    ['with a setup.py that speaks of raising', { 'setup.py': '"""A kit to\nraise the roof.\n"""\nfrom setuptools import setup\nsetup(entry_points={"console_scripts": ["shop=shop.cli:main"]})\n' }, LEGACY_BACKEND],
    ['with a setup.py that raises an error for some', { 'setup.py': 'import sys\nfrom setuptools import setup\nif sys.version_info < (3, 8):\n    raise RuntimeError("too old")\nsetup()\n' }, LEGACY_BACKEND],
    ['with a setup.cfg and a [build-system]', { 'pyproject.toml': BUILD, 'setup.cfg': '[metadata]\nname = shop\n' }, 'hatchling.build'],
    ['of Poetry', { 'pyproject.toml': `[tool.poetry]\nname = "shop"\n${BUILD}` }, 'hatchling.build'],
  ])('%s', (_what, files, backend) => {
    expect(project(files as Record<string, string>)).toMatchObject({ isPackage: true, buildBackend: backend });
  });
});

describe('is no package', () => {
  test.each([
    ['without a [build-system]', { 'pyproject.toml': PROJECT }],
    ['when uv says so', { 'pyproject.toml': `${PROJECT}${BUILD}[tool.uv]\npackage = false\n` }],
    ['when Poetry says so', { 'pyproject.toml': `[tool.poetry]\npackage-mode = false\n${BUILD}` }],
    ['with an empty setup.py', { 'setup.py': '# nothing\n' }],
    ['with a setup.py that raises an error whatever happens', { 'setup.py': 'from setuptools import setup\n\nraise RuntimeError("no")\n' }],
    ['with tables of tools alone', { 'pyproject.toml': `[tool.ruff]\n${BUILD}` }],
    ['with a setup.cfg for linters', { 'setup.cfg': '[flake8]\nmax-line-length = 100\n' }],
  ])('%s', (_what, files) => {
    expect(project(files as Record<string, string>).isPackage).toBe(false);
    expect(project(files as Record<string, string>).buildBackend).toBeUndefined();
  });
});

test('chooses a Python that it allows', () => {
  const old = project({ 'pyproject.toml': `${PROJECT}requires-python = "<3.13"\n` });
  expect(old.choosePython().minor).toBe('3.12');
  expect(() => old.choosePython(PythonVersion.V3_14)).toThrow(coded('PythonExcluded', /Python 3\.14 was chosen, but pyproject\.toml has requires-python = "<3\.13"/));
  expect(project({ 'main.py': '' }).choosePython()).toBe(PythonVersion.V3_13);
});

describe('of a construct', () => {
  test('is the nearest one above', () => {
    const root = new Construct(undefined as unknown as Construct, '');
    const child = new Construct(new Construct(root, 'A'), 'B');
    const mine = project({ 'main.py': '' });
    PythonProject.implement(root, mine);
    expect(PythonProject.of(child)).toBe(mine);
    const other = project({ 'main.py': '' });
    PythonProject.implement(child, other);
    expect([PythonProject.of(child), PythonProject.of(root)]).toEqual([other, mine]);
  });

  test('fails when there is none', () => {
    const child = new Construct(new Construct(undefined as unknown as Construct, ''), 'A');
    expect(() => PythonProject.of(child)).toThrow(coded('ProjectMissing', /^A: no Python project belongs to this construct/));
  });
});

test('fails with the path of the construct in front', () => {
  const folder = folderWith({ 'pyproject.toml': '[project' });
  expect(() => PythonProject.fromFolder(folder, { constructPath: 'Stack/Api' })).toThrow(coded('TomlInvalid', /^Stack\/Api: pyproject\.toml has a syntax error/));
  expect(() => PythonProject.fromFolder(folder)).toThrow(coded('TomlInvalid', /^pyproject\.toml has a syntax error/));
});

test('each of 500 folders is listed once, whatever lies in them', { timeout: 60_000 }, () => {
  const files = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`src/shop/p${index % 500}/m${index}.py`, '']));
  const big = project({ 'pyproject.toml': PROJECT + BUILD, ...files });
  const listings = vi.spyOn(process.getBuiltinModule('fs'), 'readdirSync');
  syncBuiltinESMExports();
  onTestFinished(() => {
    listings.mockRestore();
    syncBuiltinESMExports();
  });
  expect(big._applicationFiles()).toHaveLength(5001);
  const below = listings.mock.calls.map(([folder]) => String(folder)).filter((folder) => /p\d+$/.test(folder));
  expect([below.length, new Set(below).size]).toEqual([500, 500]);
});
