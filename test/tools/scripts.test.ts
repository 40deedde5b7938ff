import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { checkImage, FileTree, Outcome, temporaryFolder, writeFiles } from './root-file-system';

/** The check of scripts of an environment of these files, as a user who owns none of them. */
function check(files: FileTree, words: string[]): Outcome {
  const folder = temporaryFolder();
  writeFiles(folder, { 'bin/python': '#!/bin/sh\n', 'bin/activate': '', ...files });
  for (const name of fs.readdirSync(path.join(folder, 'bin')).filter((file) => file !== 'plain' && !fs.lstatSync(path.join(folder, 'bin', file)).isSymbolicLink())) {
    fs.chmodSync(path.join(folder, 'bin', name), 0o755);
  }
  const outcome = checkImage(words.map((word) => word.replace('/srv', folder)), { user: 10001 });
  const clean = (text: string) => text.replaceAll(folder, '/srv').replace(/user \d+/g, 'user 10001');
  return { ...outcome, output: clean(outcome.output), errors: clean(outcome.errors) };
}

const SCRIPT = '#!/bin/sh\n';

test('a script and a link to it are there', () => {
  const outcome = check({ 'bin/greeter': SCRIPT, 'usr/bin/greeter': '->../../bin/greeter' }, ['scripts', '/srv/bin/greeter', '/srv/usr/bin/greeter']);
  expect(outcome).toEqual({ code: 0, output: 'scripts: can be started: /srv/bin/greeter, /srv/usr/bin/greeter\n', errors: '' });
});

test.each<[string, FileTree, string, string[]]>([
  ['that is not there', { 'bin/greet': SCRIPT }, 'bin/greeter', [
    'it is not there', '/srv/bin has greet', 'write: the name of one of them, or a package that brings the script into the dependencies',
  ]],
  ['whose link leads nowhere', { 'usr/bin/greeter': '->../../bin/greeter' }, 'usr/bin/greeter', [
    'it leads to /srv/bin/greeter, which is not there', '/srv/bin has no scripts',
    'write: the name of one of them, or a package that brings the script into the dependencies',
  ]],
  ['that may not be run', { 'bin/plain': SCRIPT }, 'bin/plain', [
    'user 10001 cannot run it', 'write: chmod +x in the source, whose modes the image has; or a console script of a package, which is executable',
  ]],
  ['of another environment', { 'bin/greeter': '#!/elsewhere/bin/python\n' }, 'bin/greeter', [
    'its first line starts /elsewhere/bin/python, which is not there', 'write: one path of the environment for the builder and the runtime',
  ]],
])('fails for a script %s', (_what, files, script, lines) => {
  expect(check(files, ['scripts', `/srv/${script}`])).toEqual({
    code: 1, output: '', errors: ['these scripts cannot be started', `  /srv/${script}`, ...lines.map((line) => `    ${line}`), ''].join('\n'),
  });
});

/** A package that has the script `greet`, found on the path that the check is told. */
const described = (value: string): FileTree => ({
  'bin/greet': SCRIPT, 'lib/hello.py': 'def main(): pass\n', 'lib/hello-1.0.dist-info/METADATA': 'Name: hello\n',
  'lib/hello-1.0.dist-info/entry_points.txt': `[console_scripts]\ngreet = ${value}\n`,
});

test('what an installed script calls is imported, function and all', () => {
  expect(check(described('hello:main'), ['imports', '--path', '/srv/lib', '/srv/bin/greet'])).toMatchObject({ code: 0, errors: '' });
  expect(check(described('hello:main [extra]'), ['imports', '--path', '/srv/lib', '/srv/bin/greet'])).toMatchObject({ code: 0, errors: '' });
});

test.each([['hello:nothing', "AttributeError: module 'hello' has no attribute 'nothing'"], ['nowhere:main', "ModuleNotFoundError: No module named 'nowhere'"]])(
  'fails for an installed script that calls %s', (value, message) => {
    const { code, errors } = check(described(value), ['imports', '--path', '/srv/lib', '/srv/bin/greet']);
    expect([code, errors.split('\n').slice(0, 2), errors.includes(message)]).toEqual([1, ['these cannot be imported by user 10001', '  /srv/bin/greet'], true]);
  },
);

test('a program that no package describes has nothing to import', () => {
  expect(check({ 'bin/tool': SCRIPT }, ['imports', '/srv/bin/tool'])).toEqual({ code: 0, output: '', errors: '' });
});

test('a script that is not there is not said to be imported', () => {
  expect(check({}, ['scripts', '/srv/bin/tool', '--', 'imports', '/srv/bin/tool'])).toMatchObject({ code: 1, output: '' });
});
