import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { PythonApp, PythonLock } from '../../src';
import { cli } from '../support/cli';
import { buildApp } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith, temporaryFolder, writeFiles } from '../support/folder';

const MAIN = { 'main.py': 'import idna\nprint(idna.__version__)\n' };

/** Synthesizes, and computes the lock as a user does. */
function lock(source: string, ...words: string[]) {
  const outdir = temporaryFolder();
  new PythonLock(new PythonApp(new Stack(new App({ outdir }), 'Stack'), 'Api', { source }), 'Lock');
  return cli(['lock', '--app', outdir, ...words]);
}

function versionIn(source: string, file: string): string {
  return /^idna==(\S+)|name = "idna"\nversion = "([^"]+)"/m.exec(fs.readFileSync(path.join(source, file), 'utf8'))?.slice(1).join('') ?? 'none';
}

test('a lock is computed in Docker, read-only, for all platforms; kept, it upgrades nothing; deleted, it is computed anew', async () => {
  const asked = (idna: string) => ({ 'requirements.in': `${idna}\nzstandard; platform_machine == "x86_64"\ncffi; platform_machine == "aarch64"\n` });
  const source = folderWith({ ...MAIN, ...asked('idna<3.10') });
  const file = path.join(source, 'requirements.txt');
  const made = lock(source);
  expect(made.stderr).not.toContain('ERROR');
  expect(made.stdout).toMatch(/made: \S+requirements\.txt\n(.|\n)* {2}\+ idna 3\.9\n/);
  expect(fs.statSync(file).mode & 0o777).toBe(0o444);
  const text = fs.readFileSync(file, 'utf8');
  expect(text).toMatch(/^# The lock of requirements\.in for all platforms, made in public\.ecr\.aws\/docker\/library\/python:3\.13-slim-trixie by uv \d/);
  expect(text).toMatch(/^cffi==\S+ ; platform_machine == 'aarch64' \\$/m);
  expect(text).toMatch(/^zstandard==\S+ ; platform_machine == 'x86_64' \\\n {4}--hash=sha256:/m);

  const { imageId } = await buildApp({ source });
  expect(await runInImage(imageId, [])).toBe('3.9\n');
  await removeImage(imageId);

  writeFiles(source, asked('idna'));
  expect(lock(source).stdout).toMatch(/no version has changed/);
  expect(versionIn(source, 'requirements.txt')).toBe('3.9');
  expect(lock(source, '--upgrade').stdout).toMatch(/~ idna 3\.9 -> 3\.[12]\d/);

  fs.rmSync(file);
  writeFiles(source, asked('idna<3.8'));
  lock(source);
  expect(versionIn(source, 'requirements.txt')).toBe('3.7');

  writeFiles(source, asked('idna==999'));
  const failed = lock(source);
  expect(failed.status).toBe(1);
  expect(failed.stderr).toMatch(/no version of idna==999(.|\n)*the lock was not computed/);
  expect(versionIn(source, 'requirements.txt')).toBe('3.7');
});

test('a uv.lock is computed of a pyproject.toml, and is what the image is installed from', async () => {
  const project = (idna: string) => ({ 'pyproject.toml': `[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.12"\ndependencies = ["${idna}"]\n[tool.uv]\npackage = false\n` });
  const source = folderWith({ ...MAIN, ...project('idna<3.10') });
  expect(lock(source).stderr).not.toContain('ERROR');
  expect(versionIn(source, 'uv.lock')).toBe('3.9');
  expect(fs.readFileSync(path.join(source, 'uv.lock'), 'utf8')).toMatch(/^# The lock of pyproject\.toml/);
  const { imageId } = await buildApp({ source });
  expect(await runInImage(imageId, [])).toBe('3.9\n');
  await removeImage(imageId);
  writeFiles(source, project('idna'));
  lock(source);
  expect(versionIn(source, 'uv.lock')).toBe('3.9');
});
