import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { checkImage, temporaryFolder, writeFiles } from './root-file-system';

/** A user that owns none of the files of these tests. */
const USER = 10001;

/** An app that only its owner can write; the tests may run as that owner. */
function app(): string {
  const folder = temporaryFolder();
  writeFiles(folder, { 'app/main.py': '', 'app/static/site.css': '', 'app/link': '->main.py', 'app/gone': '->nowhere' });
  for (const name of ['app', 'app/static']) {
    fs.chmodSync(path.join(folder, name), 0o555);
  }
  for (const name of ['app/main.py', 'app/static/site.css']) {
    fs.chmodSync(path.join(folder, name), 0o444);
  }
  return folder;
}

const check = (...paths: string[]) => checkImage(['writable', ...paths], { user: USER });

test('finds nothing that the user can write, and is not led astray by links', () => {
  const outcome = check(path.join(app(), 'app'));
  expect(outcome).toMatchObject({ code: 0, errors: '' });
  expect(outcome.output).toMatch(/^writable: user \d+ can write none of 6 files and folders\n$/);
});

test.each([['app/static/site.css', 0o446], ['app/static', 0o557], ['app', 0o557]])('fails naming %s, which the user can write', (name, mode) => {
  const folder = app();
  fs.chmodSync(path.join(folder, name), mode | 0o200);
  const { code, output, errors } = check(path.join(folder, 'app'));
  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors.replace(/user \d+/, 'user')).toBe([
    'user can write 1 of 6 files and folders',
    `  ${path.join(folder, name)}`,
    '  write: no --chown and no --chmod where they are copied; they belong to root, and others only read them',
    '',
  ].join('\n'));
});

test('fails for a file that is named itself', () => {
  const folder = app();
  fs.chmodSync(path.join(folder, 'app/main.py'), 0o646);
  expect(check(path.join(folder, 'app/main.py')).errors).toContain('can write 1 of 1 files and folders');
});

test('fails when nothing lies at a path', () => {
  expect(check('/nowhere/app')).toEqual({ code: 1, output: '', errors: 'no such path: /nowhere/app\n' });
});
