import { randomUUID } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { afterAll, expect, test } from 'vitest';
import { type PythonAppProps, SlimRuntimeStage, SystemPackages, VirtualenvBuilderStage } from '../../src';
import { coded } from '../support/coded';
import { buildApp, type BuildAppOptions } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith, writeFiles } from '../support/folder';
import { FLAT, INVENTORY } from '../support/projects';
import { uv } from '../support/uv';

const images = new Set<string>();

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

async function build(props: PythonAppProps, options: BuildAppOptions = {}): Promise<string> {
  const { imageId } = await buildApp(props, options);
  images.add(imageId);
  return imageId;
}

async function output(props: PythonAppProps, options: BuildAppOptions = {}): Promise<string> {
  return runInImage(await build(props, options), [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' });
}

const LOCKED = {
  'pyproject.toml': [
    '[project]', 'name = "locked"', 'version = "1.0"', 'requires-python = ">=3.11"', 'dependencies = ["idna==3.10"]',
    '[project.scripts]', 'locked = "locked:main"',
    '[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"', '',
  ].join('\n'),
  'src/locked/__init__.py': 'import idna\n\ndef main():\n    print(idna.__version__)\n',
};

test('fresh code: a flat layout with a warm cache and an unchanged pyproject.toml runs what was written last', async () => {
  const source = folderWith(FLAT);
  expect(await output({ source })).toBe('version 1\n');
  for (const version of ['version 2', 'version 3']) {
    writeFiles(source, { 'greeter/__init__.py': `def main():\n    print("${version}")\n` });
    expect(await output({ source })).toBe(`${version}\n`);
  }
});

test('the lock is law: uv.lock is installed as it is, and a stale one fails at synth and in the build', async () => {
  const source = folderWith(LOCKED);
  uv(source, 'lock');
  expect(await output({ source })).toBe('3.10\n');
  // What uv compares the lock with is all that the step reads, so the settings of other tools install nothing again.
  writeFiles(source, { 'pyproject.toml': `${LOCKED['pyproject.toml']}[tool.ruff]\ntarget-version = "${randomUUID()}"\n` });
  const { imageId, log } = await buildApp({ source });
  images.add(imageId);
  const step = /^#(\d+) \[builder \d+\/\d+\] RUN /m.exec(log)?.[1];
  expect(log).toMatch(new RegExp(`^#${step} CACHED$`, 'm'));
  const stale = LOCKED['pyproject.toml'].replace('idna==3.10', 'idna==3.11');
  const passSynth = { stagedContext: (folder: string) => writeFiles(folder, { 'written/builder/pyproject.toml': stale }) };
  await expect(build({ source }, passSynth)).rejects.toThrow(/lockfile.*needs to be updated(.|\n)*uv lock/i);
  writeFiles(source, { 'pyproject.toml': stale });
  await expect(build({ source })).rejects.toThrow(coded('LockStale', /^Stack\/Api: (.|\n)*idna(.|\n)*uv lock/));
});

test('the lock is law: a download with another hash than that of requirements.txt fails', async () => {
  const source = folderWith({ ...LOCKED, 'requirements.txt': `idna==3.10 --hash=sha256:${'0'.repeat(64)}\n` });
  await expect(build({ source })).rejects.toThrow(/hash mismatch/i);
});

test('a shared library that is missing fails the build, with its name, who needs it and what to write', async () => {
  const systemPackages = SystemPackages.apt({ buildPackages: ['gcc', 'libc6-dev', 'libpq-dev'] });
  await expect(build({ source: INVENTORY, systemPackages })).rejects
    .toThrow(/libpq\.so\.5(.|\n)*needed by psycopg2\/_psycopg(.|\n)*SystemPackages\.apt\(\{ runtimePackages: \['libpq5'\] \}\)/);
});

test('an import that is broken fails the build, with the module and the line', async () => {
  const source = folderWith({ ...FLAT, 'greeter/__init__.py': 'import nothing_of_that_name\n\n\ndef main():\n    print()\n' });
  await expect(build({ source })).rejects.toThrow(/greeter\/__init__\.py", line 1(.|\n)*No module named 'nothing_of_that_name'/);
});

test('packages that do not fit together fail the build', async () => {
  const source = folderWith({ ...LOCKED, 'requirements.txt': 'idna==3.10\n', 'pyproject.toml': LOCKED['pyproject.toml'] });
  const late = (folder: string) => writeFiles(folder, {
    'app/pyproject.toml': LOCKED['pyproject.toml'].replace('"idna==3.10"', '"idna==3.10", "sniffio"'),
  });
  await expect(build({ source }, { stagedContext: late })).rejects.toThrow(/requires.*sniffio.*not installed/i);
});

test('an app without a package runs from its folder, and the lock is not among its files', async () => {
  const source = folderWith({ 'main.py': 'import os, settings\nprint(settings.NAME, sorted(os.listdir()))\n', 'settings.py': 'NAME = "job"\n', 'requirements.txt': '' });
  expect(await output({ source })).toBe("job ['.venv', '__pycache__', 'main.py', 'settings.py']\n");
  expect(fs.existsSync(path.join(source, '__pycache__'))).toBe(false);
});

test('a script that imports what is not there fails the build, with the line', async () => {
  const source = folderWith({ 'main.py': 'import nothing_of_that_name\n\nif __name__ == "__main__":\n    print("hello")\n', 'requirements.txt': '' });
  await expect(build({ source })).rejects.toThrow(/main\.py(.|\n)*nothing_of_that_name/);
});

test('a file that only a builder is given is not in the image', async () => {
  const source = folderWith({ 'main.py': 'import pathlib\nprint([str(path) for path in pathlib.Path("/").rglob("pip.conf")])\n', 'requirements.txt': '', 'conf/pip.conf': 'canary' });
  const configure: BuildAppOptions['configure'] = (app) => {
    const builder = new VirtualenvBuilderStage(app, 'Builder');
    builder.toolchain.addCopy({ sources: ['conf/pip.conf'], target: '/root/.config/pip/pip.conf' });
    new SlimRuntimeStage(app, 'Runtime', { install: builder.virtualenv });
  };
  writeFiles(source, { '.dockerignore': 'conf\n' });
  expect(await output({ source }, { configure })).toBe('[]\n');
});
