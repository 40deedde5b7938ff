import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { readPage, ROOT } from '../support/docs/pages';

/** Everything that the library and its programs can print. */
const PRINTED = ['src', 'tools'].flatMap((folder) => fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(ROOT, folder, name)))
  .filter((file) => fs.statSync(file).isFile() && !file.endsWith('.d.ts') && !file.endsWith('.pyc'))
  .map((file) => fs.readFileSync(file, 'utf8')).join('\n');

/** What others print: Docker, Podman, pip, uv, apt, gcc, Python. Our own texts have to stand in our sources. */
const OF_OTHERS = [
  'ModuleNotFoundError', 'KeyError', 'cannot import name', 'No solution found when resolving dependencies', 'use_2to3 is invalid', 'has no attribute', 'SyntaxError', 'E: Unable to locate package', 'The lockfile at … needs to be updated', 'failed to lookup address information', 'Hash mismatch for', "error: command 'gcc' failed", '.h: No such file',
  'exec format error', 'qemu: uncaught target signal', 'certificate verify failed', '403 Forbidden', 'toomanyrequests', 'no space left on device', 'the --mount option requires BuildKit',
  'must contain registry and repository', 'unknown flag: --provenance', 'secret should have syntax', 'HEALTHCHECK is not supported for OCI',
];

const page = readPage('docs/troubleshooting.md');
const rows = ['Warnings at synth', 'In the build'].flatMap((heading) => new RegExp(`\n## ${heading}\n([^]*?)\n## `).exec(page)![1].split('\n').filter((line) => line.startsWith('| `')));
const symptoms = rows.flatMap((row) => [...row.split(' | ')[0].matchAll(/`([^`]+)`/g)].map(([, text]) => text));

test('what the page says that the library prints, it prints', () => {
  expect(symptoms.length).toBeGreaterThan(25);
  const ours = symptoms.filter((text) => !OF_OTHERS.includes(text));
  expect(ours.filter((text) => !text.split('…').every((part) => PRINTED.includes(part.trim())))).toEqual([]);
});

test('every warning of the library is on the page', () => {
  const warnings = [...PRINTED.matchAll(/addWarningV2\('(cdk-python-images:[\w-]+)'/g)].map(([, id]) => id);
  expect(warnings.length).toBeGreaterThan(5);
  expect([...new Set(warnings)].filter((id) => !symptoms.includes(id))).toEqual([]);
});
