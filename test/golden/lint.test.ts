import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { GOLDENS } from './goldens';

const ROOT = path.resolve(__dirname, '../..');
const CONFIG = path.join(ROOT, '.hadolint.yaml');

/** `scripts/tools` installs it. */
function hadolint(...words: string[]): string {
  const { stdout, stderr, error } = spawnSync(path.join(ROOT, '.tools/venv/bin/hadolint'), words, { encoding: 'utf8' });
  expect(error).toBeUndefined();
  return `${stdout}${stderr}`;
}

test.each(Object.keys(GOLDENS))('hadolint has nothing to say of %s', (name) => {
  expect(hadolint('--config', CONFIG, path.join(__dirname, name, 'Dockerfile'))).toBe('');
});

test('hadolint has nothing to say of the situations', () => {
  const folder = path.join(__dirname, 'situations');
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.Dockerfile')).map((file) => path.join(folder, file));
  expect(files.length).toBeGreaterThan(40);
  expect(hadolint('--config', CONFIG, ...files)).toBe('');
});

test('every waiver is explained, and still needed', () => {
  const waivers = fs.readFileSync(CONFIG, 'utf-8').match(/\bDL\d+\b/g) ?? [];
  const page = fs.readFileSync(path.join(ROOT, 'docs/rules/README.md'), 'utf-8');
  const found = Object.keys(GOLDENS).map((name) => hadolint('--no-fail', '--config', '/dev/null', path.join(__dirname, name, 'Dockerfile'))).join('');
  expect(waivers).toEqual([...page.matchAll(/^\| (DL\d+) \|/gm)].map(([, rule]) => rule));
  expect(waivers.filter((rule) => !found.includes(rule))).toEqual([]);
});
