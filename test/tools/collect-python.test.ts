import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { debian, type FileTree, temporaryFolder } from './root-file-system';

const TOOL = path.resolve(__dirname, '../../tools/collect-python');
/** The Python that the tests run with: byte code is made for the one that makes it. */
const VERSION = spawnSync('python3', ['-c', 'import sys; print("python%d.%d" % sys.version_info[:2])'], { encoding: 'utf8' }).stdout.trim();
const PYTHON = `/usr/local/bin/${VERSION}`;
const STANDARD = `usr/local/lib/${VERSION}`;
const COMPILED = `${STANDARD}/lib-dynload`;

function library(files: FileTree): FileTree {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${STANDARD}/${name}`, content]));
}

/** A Debian with a small Python in it. */
function root(files: FileTree = {}): string {
  return debian({
    [PYTHON.slice(1)]: { interpreter: '/lib64/ld-linux-x86-64.so.2', needed: ['libc.so.6'] },
    ...library({
      'os.py': 'import json\n\n\ndef where():\n    return __file__, where.__code__.co_filename\n', 'json/__init__.py': 'x = 1\n', 'LICENSE.txt': 'PSF\n',
      '__pycache__/os.old.pyc': 'stale', 'json/__pycache__/x.pyc': 'stale', 'test/test_os.py': 'assert False\n', 'tkinter/__init__.py': '', 'ensurepip/x.whl': '',
      'site-packages/pip/__init__.py': '', 'ssl.py': 'import _ssl\n', 'lib-dynload/_ssl.so': { needed: ['libc.so.6'] }, 'lib-dynload/_json.so': { needed: ['libc.so.6'] },
      'lib-dynload/_tkinter.so': { needed: ['libtk8.6.so'] }, 'lib-dynload/_testcapi.so': { needed: ['libc.so.6'] }, 'config-3-x/Makefile': '',
      'email/test/__init__.py': 'kept = True\n',
    }),
    ...files,
  });
}

function collect(from: string, ...words: string[]) {
  const into = temporaryFolder();
  const { status, stderr } = spawnSync('python3', ['-I', TOOL, '--root', from, '--into', into, ...words, PYTHON], { encoding: 'utf8' });
  const files = fs.readdirSync(into, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(into, path.join(entry.parentPath, entry.name))).sort();
  return { into, files, status, stderr };
}

test('the interpreter and the standard library are gathered as byte code in place of the sources, without what nothing runs', () => {
  const { into, files, stderr } = collect(root());
  expect(stderr).toBe('');
  expect(files).toEqual([
    'usr/local/bin/python', 'usr/local/bin/python3', PYTHON.slice(1),
    `${STANDARD}/LICENSE.txt`, `${STANDARD}/email/test/__init__.pyc`, `${STANDARD}/json/__init__.pyc`, `${COMPILED}/_json.so`, `${COMPILED}/_ssl.so`,
    `${STANDARD}/os.pyc`, `${STANDARD}/ssl.pyc`,
  ].sort());
  expect(fs.readlinkSync(path.join(into, 'usr/local/bin/python'))).toBe(VERSION);
  expect(fs.readFileSync(path.join(into, STANDARD, 'os.pyc'), 'latin1')).toContain(`/${STANDARD}/os.py`);
});

test('the byte code says that nothing has to be compared with a source', () => {
  const { into } = collect(root());
  expect(fs.readFileSync(path.join(into, STANDARD, 'os.pyc')).readUInt32LE(4)).toBe(0b01);
});

test('a module that is done without goes with its compiled part', () => {
  const gone = (from: string[], to: string[]) => from.filter((file) => !to.includes(file));
  const all = collect(root()).files;
  expect(gone(all, collect(root(), '--without=ssl').files)).toEqual([`${COMPILED}/_ssl.so`, `${STANDARD}/ssl.pyc`]);
  expect(gone(all, collect(root(), '--without=_ssl').files)).toEqual([`${COMPILED}/_ssl.so`]);
});

test('a compiled module that does not load in the root either is left out', () => {
  const { files } = collect(root({ [`${COMPILED}/_curses.so`]: { needed: ['libncursesw.so.6'] } }));
  expect(files).not.toContain(`${COMPILED}/_curses.so`);
});

test('links are followed inside the root, and one that leads nowhere is left out', () => {
  const { into, files } = collect(root({ [`${STANDARD}/sitecustomize.py`]: '->/etc/custom.py', 'etc/custom.py': 'x = 1\n', [`${STANDARD}/gone.py`]: '->/etc/nowhere.py' }));
  expect(files).toContain(`${STANDARD}/sitecustomize.pyc`);
  expect(fs.readFileSync(path.join(into, STANDARD, 'sitecustomize.pyc'), 'latin1')).toContain(`/${STANDARD}/sitecustomize.py`);
  expect(files).not.toContain(`${STANDARD}/gone.pyc`);
});

test('fails for a module that the standard library does not have', () => {
  const { status, stderr } = collect(root(), '--without=ssl', '--without=sqlite4');
  expect(status).toBe(1);
  expect(stderr).toMatch(/has no sqlite4\n {2}write: names of modules/);
});

test('fails where the Python is not', () => {
  const { status, stderr } = collect(debian({}));
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`no such path: ${PYTHON}, /${STANDARD}\n {2}write: a base image with ${VERSION}`));
});
