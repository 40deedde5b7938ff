import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { temporaryFolder, writeFiles } from './root-file-system';

const TOOL = path.resolve(__dirname, '../../tools/compute-lock');

/** What stands in for uv: it says its words, and locks by adding a line to the lock. */
const UV = `#!/bin/sh
[ "$1" = --version ] && { echo uv 9.9; exit; }
echo "$@" > "$SAID"
for last; do :; done
case "$1" in lock) lock=uv.lock ;; *) lock=requirements.txt; [ -f "$last" ] || exit 3 ;; esac
[ "$FAILS" = 1 ] && exit 2
echo locked >> "$lock"
`;

function compute(files: Record<string, string>, words: string[], env: Record<string, string> = {}) {
  const folder = temporaryFolder();
  writeFiles(folder, { 'bin/uv': UV, ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`source/${name}`, text])) });
  fs.chmodSync(path.join(folder, 'bin/uv'), 0o755);
  const said = path.join(folder, 'said');
  const { status, stderr } = spawnSync('python3', ['-I', TOOL, '--source', path.join(folder, 'source'), '--image', 'example/python:3', '--into', path.join(folder, 'out'), ...words],
    { encoding: 'utf8', env: { PATH: `${folder}/bin:${process.env.PATH}`, SAID: said, ...env } });
  const out = path.join(folder, 'out');
  const made = fs.existsSync(out) ? fs.readdirSync(out) : [];
  return {
    status, stderr, made, text: made.length === 0 ? '' : fs.readFileSync(path.join(out, made[0]), 'utf8'), mode: made.length === 0 ? 0 : fs.statSync(path.join(out, made[0])).mode & 0o777,
    said: fs.readFileSync(said, 'utf8').trim(),
  };
}

const HEADER = [
  '# The lock of requirements.in for all platforms, made in example/python:3 by uv 9.9. Do not edit it.',
  '# again: npx cdk-python-images lock (keeps all versions that the requirements still allow)',
  '# anew: npx cdk-python-images lock --upgrade', '',
].join('\n');

test('requirements, for all platforms and with hashes; the result says how it was made, and is read-only', () => {
  const { text, said, mode, made } = compute({ 'requirements.in': '' }, ['--requirements', 'requirements.in', '--lock', 'requirements.txt', '--', '--python', 'p']);
  expect(said).toBe('pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command npx cdk-python-images lock --python p --output-file requirements.txt requirements.in');
  expect([made, text, mode]).toEqual([['requirements.txt'], `${HEADER}locked\n`, 0o444]);
});

test('the lock that is there is kept, and has one header', () => {
  const { text } = compute({ 'in/requirements.in': '', 'in/requirements.txt': `${HEADER}old\n` }, ['--requirements', 'in/requirements.in', '--lock', 'in/requirements.txt']);
  expect(text).toBe(`${HEADER}old\nlocked\n`);
});

test('a uv.lock is made by uv lock, and upgraded where that is asked for', () => {
  const words = ['--requirements', 'pyproject.toml', '--lock', 'uv.lock', '--', '--python', 'p'];
  expect(compute({ 'pyproject.toml': '' }, words).said).toBe('lock --python p');
  expect(compute({ 'pyproject.toml': '' }, words, { UPGRADE: '1' }).said).toBe('lock --upgrade --python p');
});

test('fails when uv does, tries nothing else, and makes no file', () => {
  const { status, stderr, made } = compute({ 'requirements.in': '' }, ['--requirements', 'requirements.in', '--lock', 'requirements.txt'], { FAILS: '1' });
  expect([status, made]).toEqual([1, []]);
  expect(stderr).toMatch(/no lock was written/);
});
