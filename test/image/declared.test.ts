import * as fs from 'fs';
import * as path from 'path';
import { afterAll, expect, test } from 'vitest';
import { Entrypoint, type PythonApp, type PythonAppProps, WheelBuilderStage } from '../../src';
import { buildApp } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith } from '../support/folder';
import { PRINTS_IDNA } from '../support/locked-projects';
import { uv } from '../support/uv';

const images = new Set<string>();

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

async function output(source: string, props: Partial<PythonAppProps> = {}, configure?: (app: PythonApp) => void): Promise<string> {
  const { imageId } = await buildApp({ source, ...props }, { ...(configure && { configure }) });
  images.add(imageId);
  return runInImage(imageId, [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' });
}

/** A module that is installed by setuptools and prints the version of idna. */
const SETUP = { 'printer.py': PRINTS_IDNA };

test('the table of Poetry without a lock', async () => {
  expect(await output(folderWith({
    'main.py': PRINTS_IDNA,
    'pyproject.toml': '[tool.poetry]\nname = "printer"\n[tool.poetry.dependencies]\npython = "^3.11"\nidna = "~3.10 || 3.10"\n',
  }))).toBe('3.10\n');
});

test('what only setup.py knows when it runs', async () => {
  const setup = 'from setuptools import setup\n\nsetup(name="printer", version="1", py_modules=["printer"], install_requires=["idna==" + ".".join(["3", "10"])])\n';
  expect(await output(folderWith({ ...SETUP, 'setup.py': setup }), { entrypoint: Entrypoint.module('printer') })).toBe('3.10\n');
});

test('requirements in UTF-16 that ask for the project and one of its extras', async () => {
  const source = folderWith({
    ...SETUP,
    'setup.py': 'from setuptools import setup\n\nsetup()\n',
    'setup.cfg': '[metadata]\nname = printer\nversion = 1\n\n[options]\npy_modules = printer\n\n[options.extras_require]\nnames =\n    idna==3.10\n',
  });
  fs.writeFileSync(path.join(source, 'requirements.txt'), Buffer.from('\ufeff# what pip freeze says\r\n-e .[names]\r\niniconfig==2.1.0\r\n', 'utf16le'));
  expect(await output(source, { entrypoint: Entrypoint.module('printer') })).toBe('3.10\n');
});

test('a lock of the standard, whose hashes count', async () => {
  const source = folderWith({ 'main.py': PRINTS_IDNA, 'names.txt': 'idna==3.10\n' });
  uv(source, 'pip', 'compile', 'names.txt', '-o', 'pylock.toml');
  const lock = path.join(source, 'pylock.toml');
  const text = fs.readFileSync(lock, 'utf8');
  fs.writeFileSync(lock, text.replace(/(sha256 = ")[0-9a-f]{8}/g, '$100000000'));
  await expect(output(source)).rejects.toThrow(/hash mismatch/i);
  fs.writeFileSync(lock, text);
  expect(await output(source)).toBe('3.10\n');
  expect(await output(source, {}, (app) => void new WheelBuilderStage(app, 'Wheels'))).toBe('3.10\n');
});

test('the lock of a script', async () => {
  const source = folderWith({ 'print-version.py': `# /// script\n# requires-python = ">=3.11"\n# dependencies = ["idna==3.10"]\n# ///\n${PRINTS_IDNA}` });
  uv(source, 'lock', '--script', 'print-version.py');
  expect(await output(source)).toBe('3.10\n');
});
