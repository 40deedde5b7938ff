import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { checkImage, Outcome, temporaryFolder, writeFiles } from './root-file-system';

/** The check of entry points of a project of these files; scripts are named relative to it. */
function requiredBy(files: Record<string, string>, ...targets: string[]): Outcome {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const words = targets.map((target) => target.endsWith('.py') ? path.join(folder, target) : target);
  const outcome = checkImage(['requires', '--path', folder, ...words]);
  const clean = (text: string) => text.replaceAll(folder, '/srv').replace(/user \d+/, 'user 10001');
  return { ...outcome, output: clean(outcome.output), errors: clean(outcome.errors) };
}

const PASSES = { code: 0, output: 'requires: what they import at their top is there: /srv/main.py\n', errors: '' };

test('imports what a script imports, and does not run the script', () => {
  expect(requiredBy({ 'main.py': 'import json, helper\nfrom pack.part import name\nraise SystemExit(9)\n', 'helper.py': '', 'pack/part.py': 'name = 1' }, 'main.py')).toEqual(PASSES);
});

test('reads the module that -m runs; the packages above it are imported', () => {
  const files = { 'shop/__init__.py': 'ready = True', 'shop/__main__.py': 'from . import ready\nfrom .worker import run\n1 / 0', 'shop/worker.py': 'from shop import ready\nrun = 0' };
  expect(requiredBy(files, 'shop', 'shop.worker', 'http.server')).toMatchObject({ code: 0, errors: '' });
});

test.each([
  ['a function', 'def f():\n    import nothing_here'],
  ['type checks', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import nothing_here'],
  ['a condition', 'import sys\nif sys.platform == "win32":\n    import nothing_here'],
  ['a try', 'try:\n    import nothing_here\nexcept ImportError:\n    nothing_here = None'],
  ['a try for several errors', 'try:\n    import nothing_here\nexcept (OSError, ModuleNotFoundError):\n    pass'],
  ['a try for everything', 'try:\n    import nothing_here\nexcept:\n    pass'],
  ['suppress', 'import contextlib\nwith contextlib.suppress(ImportError):\n    import nothing_here'],
])('does not miss what is imported inside %s', (_what, text) => {
  expect(requiredBy({ 'main.py': text }, 'main.py')).toEqual(PASSES);
});

test('says that it does not know what is imported after a change of sys.path', () => {
  const outcome = requiredBy({ 'main.py': 'import sys\nsys.path.append("/elsewhere")\nimport nothing_here' }, 'main.py');
  expect(outcome).toMatchObject({ code: 0, errors: '' });
  expect(outcome.output).toContain('    line 2 changes where modules are looked for: the imports below it were not tried\n');
});

test('shows an error of an imported module of its own and passes', () => {
  const outcome = requiredBy({ 'main.py': 'import settings', 'settings.py': 'import os\nos.environ["DATABASE_URL"]' }, 'main.py');
  expect(outcome).toMatchObject({ code: 0, errors: '' });
  expect(outcome.output).toMatch(/ {4}KeyError: 'DATABASE_URL'\n$/);
});

test('stands among other checks', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'main.py': 'import nothing_here' });
  expect(checkImage(['imports', 'json', '--', 'requires', path.join(folder, 'main.py')])).toMatchObject({ code: 1, output: 'imports: imported json\n' });
});

/** The message about one entry point. */
function failed(target: string, ...lines: string[]): Outcome {
  return { code: 1, output: '', errors: ['these cannot be started by user 10001', `  ${target}`, ...lines.map((line) => `    ${line}`), ''].join('\n') };
}

describe('fails', () => {
  const nothing = ["ModuleNotFoundError: No module named 'nothing_here'",
    'write: the distribution that has the module nothing_here into the dependencies of the project'];

  test('for every import that cannot be done, with the line', () => {
    const { errors, ...outcome } = requiredBy({ 'main.py': 'import os\nimport nothing_here\nfrom json import nothing_else\n' }, 'main.py');
    expect(outcome).toEqual({ code: 1, output: '' });
    expect(errors.split('\n').slice(1)).toEqual([
      '  /srv/main.py', ...['File "/srv/main.py", line 2: import nothing_here', ...nothing, 'File "/srv/main.py", line 3: from json import nothing_else'].map((line) => `    ${line}`),
      expect.stringMatching(/^ {4}ImportError: cannot import name 'nothing_else' from 'json'/), '',
    ]);
  });

  test.each([
    'if __name__ == "__main__":\n    import nothing_here', 'try:\n    import nothing_here\nexcept ValueError:\n    pass', 'with open("/dev/null"):\n    import nothing_here',
  ])('for %j', (text) => {
    expect(requiredBy({ 'main.py': text }, 'main.py')).toEqual(failed('/srv/main.py', 'File "/srv/main.py", line 2: import nothing_here', ...nothing));
  });

  test('for a module beside the script that needs something', () => {
    expect(requiredBy({ 'main.py': 'import helper', 'helper.py': 'import nothing_here' }, 'main.py'))
      .toEqual(failed('/srv/main.py', 'File "/srv/main.py", line 1: import helper', 'File "/srv/helper.py", line 1: import nothing_here', ...nothing));
  });

  test('for the module that -m runs', () => {
    const files = { 'shop/__init__.py': '', 'shop/__main__.py': 'import nothing_here', 'shop/worker.py': 'from .nothing import x' };
    expect(requiredBy(files, 'shop')).toEqual(failed('shop', 'File "/srv/shop/__main__.py", line 1: import nothing_here', ...nothing));
    expect(requiredBy(files, 'shop.worker').errors).toContain("No module named 'shop.nothing'");
  });

  test('for what is not there', () => {
    expect(requiredBy({}, 'main.py')).toEqual(failed('/srv/main.py', 'ImportError: no such file in the image: /srv/main.py'));
    expect(requiredBy({}, 'shop')).toEqual(failed('shop', "ModuleNotFoundError: No module named 'shop'", 'write: an entry point whose module the project has and installs'));
    expect(requiredBy({ 'shop/__init__.py': '' }, 'shop')).toEqual(failed('shop', "ImportError: 'shop' is a package without __main__.py, which cannot be run"));
  });

  test('for a syntax error, and for what only the compiler finds', () => {
    expect(requiredBy({ 'main.py': 'def f(:\n' }, 'main.py').errors).toContain('SyntaxError');
    expect(requiredBy({ 'main.py': 'return 1\n' }, 'main.py').errors).toContain("SyntaxError: 'return' outside function");
  });
});
