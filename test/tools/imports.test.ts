import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { checkImage, Outcome, temporaryFolder, writeFiles } from './root-file-system';

/** The check of modules of a project of these files. */
function importFrom(files: Record<string, string>, ...words: string[]): Outcome {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const outcome = checkImage(['imports', '--path', folder, ...words]);
  return { ...outcome, errors: outcome.errors.replaceAll(folder, '/srv').replace(/user \d+/, 'user 10001') };
}

/** The message about one module. */
function failed(module: string, ...lines: string[]): Outcome {
  return { code: 1, output: '', errors: ['these cannot be imported by user 10001', `  ${module}`, ...lines.map((line) => `    ${line}`), ''].join('\n') };
}

test('imports modules, packages and attributes, and says so in one line, whatever they print', () => {
  expect(importFrom({
    'loud.py': 'import sys; print("hello"); print("there", file=sys.stderr)',
    'shop/__init__.py': '',
    'shop/asgi.py': 'from types import SimpleNamespace\napp = SimpleNamespace(state=SimpleNamespace(ready=True))\n',
  }, 'loud', 'shop.asgi', 'shop.asgi:app', 'shop.asgi:app.state.ready')).toEqual({
    code: 0, output: 'imports: imported loud, shop.asgi, shop.asgi:app, shop.asgi:app.state.ready\n', errors: '',
  });
});

test('imports a module that a script takes out of its package, as `from shop import cli` does', () => {
  const files = { 'shop/__init__.py': '', 'shop/cli.py': 'def main():\n    pass\n' };
  expect(importFrom(files, 'shop:cli.main')).toEqual({ code: 0, output: 'imports: imported shop:cli.main\n', errors: '' });
  expect(importFrom(files, 'shop:cli.other')).toMatchObject({ code: 1, errors: expect.stringContaining("module 'shop.cli' has no attribute 'other'") as string });
  expect(importFrom(files, 'shop:web.main')).toMatchObject({ code: 1, errors: expect.stringContaining("module 'shop' has no attribute 'web'") as string });
});

test('imports a script by its path, with the modules beside it', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'my-job.py': 'import helper\nassert __name__ != "__main__"\n', 'helper.py': '' });
  expect(checkImage(['imports', path.join(folder, 'my-job.py')])).toMatchObject({ code: 0, errors: '' });
});

test('fails for a module that is not there, and one that is not a dependency', () => {
  expect(importFrom({}, 'shop.main')).toEqual(failed('shop.main', "ModuleNotFoundError: No module named 'shop'",
    'write: an entry point whose module the project has and installs'));
  expect(importFrom({ 'shop.py': 'import a_dependency\n' }, 'shop')).toEqual(failed('shop', 'File "/srv/shop.py", line 1: import a_dependency',
    "ModuleNotFoundError: No module named 'a_dependency'", 'write: the distribution that has the module a_dependency into the dependencies of the project'));
});

test.each([
  ['pkg_resources', "write: 'setuptools<82', which has the module pkg_resources, into the dependencies of the project"],
  ['imp', "write: python: PythonVersion.of('3.11'), the last one that has the module imp"],
  ['cgi.more', "write: legacy-cgi, which has the module cgi, into the dependencies of the project; or python: PythonVersion.of('3.12'), the last one that has the module cgi"],
])('fails for %s, which was there once, and says what has it', (module, write) => {
  // The import is made to fail on any Python.
  const text = `raise ModuleNotFoundError("No module named '${module}'", name="${module}")\n`;
  expect(importFrom({ 'shop.py': text }, 'shop').errors).toContain(write);
});

test("fails with the app's own frames and the one where it ended, and not with those of the standard library", () => {
  expect(importFrom({
    'site-packages/dependency.py': 'def first():\n    second()\ndef second():\n    raise TypeError("no URL\\nof a database")\n',
    'shop/__init__.py': 'from .a import a\n',
    'shop/a.py': 'import importlib\na = importlib.import_module("shop.b")\n',
    'shop/b.py': 'import sys; sys.path.append(__file__[:-9] + "site-packages")\nimport dependency\ndependency.first()\n',
  }, 'shop')).toEqual(failed('shop',
    'File "/srv/shop/__init__.py", line 1: from .a import a',
    'File "/srv/shop/a.py", line 2: a = importlib.import_module("shop.b")',
    'File "/srv/shop/b.py", line 3: dependency.first()',
    'File "/srv/site-packages/dependency.py", line 4: raise TypeError("no URL\\nof a database")',
    'TypeError: no URL', 'of a database'));
});

test('fails with the error behind the error', () => {
  const files = { 'shop.py': 'try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ImportError("broken") from error\n' };
  expect(importFrom(files, 'shop').errors).toContain('    ImportError: broken\n    because of ZeroDivisionError: division by zero\n');
});

test('fails with the line to write for a shared library that is not there', () => {
  const files = { 'shop.py': 'raise ImportError("libodd.so.7: cannot open shared object file: No such file or directory")\n' };
  expect(importFrom(files, 'shop').errors).toMatch(/write: .*libodd\.so\.7/);
});

test('fails for a library that a package looks for by a name without a version, with the line to write', () => {
  const files = { 'shop.py': 'raise RuntimeError("Could not find the GDAL library (tried \\"gdal\\", \\"GDAL\\"). Is GDAL installed?")\n' };
  expect(importFrom(files, 'shop')).toMatchObject({ code: 1, errors: expect.stringMatching(/write: .*libgdal/) });
  expect(importFrom({ 'shop.py': 'raise RuntimeError("could not connect")\n' }, 'shop')).toMatchObject({ code: 0 });
});

test('fails for an attribute that the module does not have', () => {
  expect(importFrom({ 'shop.py': '' }, 'shop:app').errors).toContain("AttributeError: module 'shop' has no attribute 'app'");
});

test('fails for a syntax error, showing the line', () => {
  expect(importFrom({ 'shop.py': 'x = 1\ndef f(:\n' }, 'shop').errors).toMatch(/line 2\n.*def f\(:\n.*\^\n.*SyntaxError/);
});

test.each([
  ['print "x"\n', /SyntaxError: Missing parentheses[^\n]*\n {4}write: Python 3 in this file, which is of Python 2\n$/],
  ['import urllib2\n', /No module named 'urllib2'\n {4}write: Python 3 in this file, which is of Python 2: urllib2 is urllib\.request there\n$/],
])('fails for %j, which is of Python 2', (text, message) => {
  expect(importFrom({ 'shop.py': text }, 'shop').errors).toMatch(message);
});

test('fails for a module that ends the program', () => {
  expect(importFrom({ 'shop.py': 'import sys\nsys.exit(0)\n' }, 'shop')).toEqual(failed('shop', 'File "/srv/shop.py", line 2: sys.exit(0)', 'SystemExit: 0',
    'write: what ends the program goes below if __name__ == "__main__", or into a function'));
});

test('fails for a module that ends the process, with what it said last', () => {
  expect(importFrom({ 'shop.py': 'import os\nprint("bye", flush=True)\nos._exit(0)\n' }, 'shop')).toEqual(failed('shop', 'bye', 'ended the process with exit code 0'));
});

test('fails for a module that crashes', () => {
  expect(importFrom({ 'shop.py': 'import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n' }, 'shop')).toEqual(failed('shop', 'ended by SIGSEGV'));
});

test('fails for a module that does not end', () => {
  expect(importFrom({ 'shop.py': 'import time\ntime.sleep(60)\n' }, '--timeout', '1', 'shop')).toEqual(failed('shop', 'did not end within 1 s',
    'write: what runs for long goes below if __name__ == "__main__"'));
});

test('fails for every module that cannot be imported, and imports each apart', () => {
  const { code, errors } = importFrom({ 'a.py': 'import nothing_a', 'b.py': 'shared = 1', 'c.py': 'import sys\nassert "b" not in sys.modules' }, 'a', 'b', 'c', 'd');
  expect(code).toBe(1);
  expect(errors.match(/^ {2}\w+$/gm)).toEqual(['  a', '  d']);
});

test('shows an error of the app itself and passes: the build has no database and no variables of the container', () => {
  const outcome = importFrom({ 'shop.py': 'import os\nurl = os.environ["DATABASE_URL"]\n' }, 'shop');
  expect(outcome).toMatchObject({ code: 0, errors: '' });
  expect(outcome.output).toMatch(/^these ended with an error of their own.*\n {2}shop\n.*line 2: url = .*\n {4}KeyError: 'DATABASE_URL'\n$/);
});

test('says of those alone that they were imported where all went well', () => {
  const { code, output } = importFrom({ 'shop.py': 'import os\nos.environ["SECRET_KEY"]\n' }, 'json', 'shop');
  expect([code, output.split('\n').slice(-2)]).toEqual([0, ['imports: imported json', '']]);
});

test('makes several checks in one run and reports each', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'shop.py': '' });
  const outcome = checkImage(['imports', '--path', folder, 'shop', '--', 'writable', '/nowhere', '--', 'imports', 'nothing']);
  expect(outcome).toMatchObject({ code: 1, output: 'imports: imported shop\n' });
  expect(outcome.errors).toMatch(/^no such path: \/nowhere\nthese cannot be imported/);
});

test('writes nothing beside the modules', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'shop.py': 'import subprocess, sys, os\nsubprocess.run([sys.executable, "-c", "import child"], check=True, cwd=os.path.dirname(__file__))\n', 'child.py': '' });
  expect(checkImage(['imports', '--path', folder, 'shop']).errors).toBe('');
  expect(fs.readdirSync(folder).sort()).toEqual(['child.py', 'shop.py']);
});

test('does not import what lies beside the check', () => {
  expect(importFrom({}, 'shared_libraries').errors).toContain("No module named 'shared_libraries'");
});
