import * as path from 'path';
import { expect, test } from 'vitest';
import { readTool } from '../../../src/python/dependencies/tool-dependencies';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { pinned } from '../../support/script-app';

/** A tool with a lock beside files that belong to others. */
function tool(requirement: string, lock: string) {
  const folder = folderWith({ 'tool.txt': lock, 'main.py': 'print("not mine")\n', 'pyproject.toml': 'this is no TOML' });
  return readTool({ requirement, lock: path.join(folder, 'tool.txt'), python: '3.13' });
}

const bound = (requirement: string, lock: string) => {
  const { project, dependencies } = tool(requirement, lock);
  return dependencies._bind(project);
};

test('of the folder the lock alone is read: nothing else in it is an app', () => {
  const { project, name } = tool('IPython[notebook]>=0.1 ; python_version > "3"', pinned('ipython', 'jedi'));
  expect([name, project.name, project.isPackage, project._hasCode, project._layout.modules]).toEqual(['IPython', 'IPython', false, false, []]);
});

test('what is installed is what the lock says, with hashes', () => {
  const { file, installer, locked, hashed, packages } = bound('ipython', pinned('ipython', 'jedi'));
  expect([file, installer, locked, hashed, packages.map((one) => one.name)]).toEqual(['tool.txt', 'requirements', true, true, ['ipython', 'jedi']]);
});

test('fails without a lock, with the command that makes it', () => {
  const lock = path.join(folderWith({}), 'no', 'httpie.txt');
  expect(() => readTool({ requirement: 'httpie>=3', lock, python: '3.12' })).toThrow(
    coded('LockNotFound', /no file "[^"]*httpie\.txt"[^]*echo 'httpie>=3' \| uv pip compile - --universal --generate-hashes --python-version 3\.12 -o \S*\/no\/httpie\.txt/));
});

test.each([
  ['another tool', 'LockStale', 'httpie', pinned('ipython'), /tool\.txt is not the lock of httpie\n +found: +no httpie/],
  ['another version', 'LockStale', 'ipython>=100', pinned('ipython'), /tool\.txt is not the lock of ipython>=100\n +found: +ipython==99\.0/],
  ['no hashes', 'LockInvalid', 'ipython', 'ipython==1.0\n', /tool\.txt is no lock: it does not have a hash for every package/],
] as const)('fails for a lock of %s', (_what, code, requirement, lock, message) => {
  expect(() => bound(requirement, lock)).toThrow(coded(code, message));
});

test.each(['', '>=3', 'two words', "x'; rm -rf /"])('fails for %j, which is no requirement', (requirement) => {
  expect(() => tool(requirement, pinned('ipython'))).toThrow(coded('RequirementsInvalid', /the requirement of a tool cannot be read/));
});
