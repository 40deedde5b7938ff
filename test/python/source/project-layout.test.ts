import { describe, expect, test } from 'vitest';
import { parsePyproject } from '../../../src/python/declarations/pyproject';
import { moduleName, readLayout } from '../../../src/python/source/project-layout';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const layout = (files: string[], pyproject?: string) =>
  readLayout(SourceFolder.open(folderWith(Object.fromEntries(files.map((file) => [file, ''])))), pyproject === undefined ? undefined : parsePyproject(pyproject));

test.each([
  ['src', ['src/shop/__init__.py', 'scripts/x.py', 'tests/test_x.py'], { importRoots: ['src'], packages: ['src/shop'], modules: [], programs: [] }],
  ['flat', ['shop/__init__.py', 'tests/__init__.py', 'docs/conf.py', 'setup.py', 'data/x.csv'], { importRoots: [''], packages: ['shop'], modules: [], programs: [] }],
  ['a namespace', ['src/acme/shop/api/__init__.py'], { importRoots: ['src'], packages: ['src/acme'], modules: [], programs: [] }],
  ['modules', ['main.py', 'util.py', 'my-script.py'], { importRoots: [''], packages: [], modules: ['main.py', 'util.py'], programs: ['my-script.py'] }],
  ['modules in src', ['src/shop.py'], { importRoots: ['src'], packages: [], modules: ['src/shop.py'], programs: [] }],
  ['a package that is called src', ['src/__init__.py', 'src/a.py'], { importRoots: [''], packages: ['src'], modules: [], programs: [] }],
  ['src with no code in it', ['src/app.js', 'main.py'], { importRoots: [''], packages: [], modules: ['main.py'], programs: [] }],
])('%s', (_what, files, expected) => {
  expect(layout(files)).toMatchObject(expected);
});

describe('import roots of the build back ends', () => {
  test.each([
    ['[tool.setuptools.package-dir]\n"" = "lib"', ['lib']],
    ['[tool.setuptools.packages.find]\nwhere = ["lib", "more"]', ['lib', 'more']],
    ['[tool.uv.build-backend]\nmodule-root = "lib"', ['lib']],
    ['[tool.uv.build-backend]\nmodule-root = ""', ['']],
    ['[tool.poetry]\npackages = [{ include = "shop", from = "lib" }, { include = "x" }]', ['lib']],
  ])('%s', (pyproject, roots) => {
    expect(layout(['lib/shop/__init__.py', 'more/other/__init__.py', 'shop/__init__.py'], pyproject).importRoots).toEqual(roots);
  });

  test.each([
    ['setup.cfg', '[options]\npackage_dir =\n    = lib\npackages = find:\n'],
    ['setup.py', 'from setuptools import setup\nsetup(package_dir={"": "lib", "x": DATA}, version=read())\n'],
  ])('%s', (file, text) => {
    const folder = folderWith({ [file]: text, 'lib/shop/__init__.py': '', 'shop/__init__.py': '' });
    expect(readLayout(SourceFolder.open(folder))).toMatchObject({ importRoots: ['lib'], packages: ['lib/shop'] });
  });

  test('fail when they are outside the source', () => {
    expect(() => layout(['a.py'], '[tool.setuptools.packages.find]\nwhere = [".."]')).toThrow(coded('SourceEscapes', /pyproject\.toml names "\.\."/));
  });
});

test.each([
  ['src/shop/api.py', 'shop.api'], ['src/shop/__init__.py', 'shop'], ['src/main.py', 'main'], ['src/my-script.py', undefined], ['main.py', undefined], ['src/a.txt', undefined],
])('%s is the module %s', (file, name) => {
  expect(moduleName({ importRoots: ['src'] }, file)).toBe(name);
});
