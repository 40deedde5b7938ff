import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { PythonProject, PythonVersion } from '../../../src/python';
import { goneModules } from '../../../src/python/versions/gone-modules';
import data from '../../../src/python/versions/gone-modules.json';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const gone = (files: Record<string, string>, ...packages: string[]) =>
  goneModules(PythonProject.fromFolder(folderWith(files)), packages).map(({ file, line, module, without }) => `${file}:${line} ${module} ${without}`);
const MAIN = 'if __name__ == "__main__":\n    print(1)\n';
const warnings = (app: ReturnType<typeof testApp>) => app.node.metadata.filter(({ type, data: text }) => type === 'aws:cdk:warning' && /has no more/.test(String(text))).map(({ data: text }) => String(text));

test.each<[string, Record<string, string>, string[]]>([
  ['a statement, from and a list', { 'main.py': 'import os, imp\nfrom cgi import escape\nimport lib2to3.pgen2 as x\n' }, ['main.py:1 imp 3.12', 'main.py:2 cgi 3.13', 'main.py:3 lib2to3 3.13']],
  ['a decorator', { 'main.py': 'import asyncio\n\nclass A:\n    @asyncio.coroutine\n    def f(self):\n        pass\n' }, ['main.py:4 asyncio.coroutine 3.11']],
  ['what the started file imports', {
    'main.py': 'from shop import web\n', 'shop/__init__.py': '', 'shop/web.py': 'from .lib import (\n    parse,\n)\nfrom . import deep\n', 'shop/lib.py': 'import telnetlib\n', 'shop/deep.py': 'import uu\n',
  }, ['shop/deep.py:1 uu 3.13', 'shop/lib.py:1 telnetlib 3.13']],
  ['what nothing imports', { 'main.py': '', 'shop/__init__.py': '', 'shop/old.py': 'import imp\n' }, []],
  ['what may be absent, and what runs later', { 'main.py': 'try:\n    import imp\nexcept ImportError:\n    imp = None\ndef f():\n    import cgi\n' }, []],
  ['a text', { 'main.py': '"""\nimport imp\n"""\n' }, []],
  ['a module of its own', { 'main.py': 'import pipes\n', 'pipes.py': '' }, []],
  ['tests and installers', { 'main.py': '', 'setup.py': 'import imp\n', 'test_main.py': 'import imp\n', 'conftest.py': 'import imp\n' }, []],
])('%s', (_what, files, expected) => {
  expect(gone(files)).toEqual(expected);
});

test.each([
  ['distutils', 'setuptools'], ['cgi', 'legacy-cgi'], ['cgitb', 'legacy-cgi'], ['audioop', 'audioop-lts'], ['imp', 'zombie-imp'], ['asyncore', 'pyasyncore'], ['asynchat', 'pyasynchat'],
  ['imghdr', 'standard-imghdr'], ['telnetlib', 'standard-telnetlib'], ['chunk', 'standard-chunk'],
])('%s is there with %s', (module, distribution) => {
  const files = { 'main.py': `import ${module}\nprint(1)\n` };
  expect(gone(files)).toHaveLength(1);
  expect(gone(files, distribution)).toEqual([]);
  const app = testApp({ source: folderWith({ ...files, 'requirements.txt': `${distribution}\n` }) });
  expect([app.python.minor, warnings(app)]).toEqual(['3.13', []]);
});

const REQUIREMENTS = { 'requirements.txt': 'idna==3.10\n' };

test('choose the last Python that has them where no file names one, and say so', () => {
  const app = testApp({ source: folderWith({ ...REQUIREMENTS, 'main.py': 'import sys\nimport imp\nprint(1)\n' }) });
  expect(app.python.minor).toBe('3.11');
  expect(app.explain()[0]).toMatchObject({ topic: 'python', because: 'main.py imports imp, which Python 3.12 left out', file: 'main.py', line: 2 });
  expect(warnings(app)).toEqual([]);
});

test('give way where a Python is named, and are told', () => {
  const files = { ...REQUIREMENTS, 'main.py': 'import cgi\nimport imp\nprint(1)\n' };
  const expected = [expect.stringMatching(/what Python 3\.13 has no more: cgi \(main\.py, line 1\), imp \(main\.py, line 2\)\. Take what has its place, or python: PythonVersion\.of\('3\.11'\)/)];
  expect(warnings(testApp({ source: folderWith(files), python: PythonVersion.V3_13 }))).toEqual(expected);
  expect(warnings(testApp({ source: folderWith({ ...files, '.python-version': '3.13\n' }) }))).toEqual(expected);
  expect(warnings(testApp({ source: folderWith(files), python: PythonVersion.V3_11 }))).toEqual([]);
});

test('setuptools came with every environment, so it comes where nothing is locked', () => {
  const also = (main: string, python?: PythonVersion) => testApp({ source: folderWith({ ...REQUIREMENTS, 'main.py': main }), ...(python && { python }) }).explain()
    .filter(({ topic }) => topic === 'also installed').map(({ decided, because, file, line }) => [decided, because, `${file}:${line}`]);
  expect(also('import sys\nimport pkg_resources\nprint(1)\n')).toEqual([['setuptools<82', 'the code imports pkg_resources, which came with every environment before Python 3.12', 'main.py:2']]);
  expect(also('import distutils.core\nprint(1)\n', PythonVersion.V3_13)).toEqual([['setuptools<82', 'the code imports distutils, which came with every environment before Python 3.12', 'main.py:1']]);
  expect(also('import distutils.core\nprint(1)\n', PythonVersion.V3_11)).toEqual([]);
});

test('and not beside one that the project bounds itself, or declares for what any has', () => {
  const also = (main: string, requirements: string) => testApp({ source: folderWith({ 'requirements.txt': requirements, 'main.py': main }), python: PythonVersion.V3_13 }).explain()
    .some(({ topic }) => topic === 'also installed');
  expect(also('import pkg_resources\nprint(1)\n', 'setuptools<81\n')).toBe(false);
  expect(also('import pkg_resources\nprint(1)\n', 'setuptools\n')).toBe(true);
  expect(also('import distutils\nprint(1)\n', 'setuptools\n')).toBe(false);
});

test('a Python that is gone is replaced by one that the code and the pins run on', () => {
  const propose = (files: Record<string, string>) => () => testApp({ source: folderWith({ ...files, 'main.py': 'import flask\n' }) });
  expect(propose({ Pipfile: '[packages]\nflask = "*"\ngunicorn = "==19.3.0"\n[requires]\npython_version = "3.6"\n' })).toThrow(/python: PythonVersion\.of\('3\.11'\), or another version in Pipfile/);
  expect(propose({ Pipfile: '[packages]\nflask = "*"\n[requires]\npython_full_version = "3.9.1"\n' })).toThrow(/Pipfile says 3\.9\.1[^]*python: PythonVersion\.of\('3\.13'\), or another version in Pipfile/);
});

test.each<[string, string]>([
  ['one name again and again', `import a,${'b, '.repeat(50_000)}c\n`],
  ['many names', `import ${Array.from({ length: 20_000 }, (_, n) => `m${n}`).join(', ')}\n`],
  ['brackets that do not close', 'from x import ('.repeat(20_000)],
  ['many statements', 'from x import y\n'.repeat(30_000)],
])('a file with %s is read in seconds', (_what, text) => {
  const before = Date.now();
  const project = PythonProject.fromFolder(folderWith({ 'main.py': `import imp\n${text}` }));
  const found = goneModules(project, []);
  expect(found.every(({ line }) => line === 1)).toBe(true);
  expect(Date.now() - before).toBeLessThan(15_000);
}, 30_000);

test('and so is its whole synthesis', () => {
  const before = Date.now();
  expect(testApp({ source: folderWith({ 'main.py': `import a,${'b, '.repeat(50_000)}c\n${MAIN}` }) }).image.contextFiles).toContain('app/main.py');
  expect(Date.now() - before).toBeLessThan(15_000);
}, 30_000);

test('the check in the image knows the same modules', () => {
  const tool = path.join(__dirname, '../../../tools/check-image/absent_modules.py');
  const { stdout } = spawnSync('python3', ['-c', `import json\n${fs.readFileSync(tool, 'utf8')}\nprint(json.dumps(LAST))`], { encoding: 'utf8' });
  const last = JSON.parse(stdout) as Record<string, string[]>;
  const expected = Object.entries(data).filter(([module]) => !module.includes('.')).map(([module, without]) => [module, `3.${Number(without.slice(2)) - 1}`]);
  expect(Object.entries(last).flatMap(([version, modules]) => modules.map((module) => [module, version])).sort()).toEqual(expected.sort());
});
