import * as fs from 'fs';
import * as path from 'path';
import { afterAll, describe, expect, test } from 'vitest';
import { PackageIndex } from '../../src';
import { buildApp, type BuildAppOptions } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith, writeFiles } from '../support/folder';
import { pdmProject, pipenvProject, poetryProject, PRINTS_IDNA } from '../support/locked-projects';
import { uv } from '../support/uv';

const images = new Set<string>();

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

async function output(files: Record<string, string>, options: BuildAppOptions = {}): Promise<string> {
  const { imageId } = await buildApp({ source: folderWith(files) }, options);
  images.add(imageId);
  return runInImage(imageId, [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' });
}

const PROJECTS = { 'poetry.lock': poetryProject, 'pdm.lock': pdmProject, 'Pipfile.lock': pipenvProject };

describe.each(Object.keys(PROJECTS) as (keyof typeof PROJECTS)[])('%s', (lock) => {
  test('is installed as it is, by what its tool makes of it', async () => {
    expect(await output(PROJECTS[lock]())).toBe('3.10\n');
  });

  test('is enforced in the build, too: the tool refuses one that is stale, the installer a file with another hash', async () => {
    const files = PROJECTS[lock]();
    const broken = (text: string) => ({ stagedContext: (folder: string) => writeFiles(folder, { [`files/${lock}`]: text }) });
    const stale = files[lock].replace(/((?:content[-_]hash = "(?:sha256:)?|"hash": \{\s*"sha256": ")[0-9a-f]{8})[0-9a-f]{8}/, '$100000000');
    expect(stale).not.toBe(files[lock]);
    await expect(output(files, broken(stale))).rejects.toThrow(/changed significantly|doesn't satisfy the project|out-of-date/);
    await expect(output(files, broken(files[lock].replace(/946d195a|12f65c9b/g, '00000000')))).rejects.toThrow(/hash mismatch/i);
  });
});

test('a uv.lock of an index that is gone is installed from the one that takes its place, by version and hash', async () => {
  const source = folderWith({ 'main.py': PRINTS_IDNA, 'pyproject.toml': '[project]\nname = "printer"\nversion = "0.1.0"\nrequires-python = ">=3.11"\ndependencies = ["idna==3.10"]\n' });
  uv(source, 'lock');
  const lock = fs.readFileSync(path.join(source, 'uv.lock'), 'utf8');
  const url = /registry = "([^"]+)"/.exec(lock)?.[1] ?? '';
  const gone = lock.replace(/"https?:\/\/[^/"]+\//g, '"https://gone.example/');
  expect(gone).toContain('registry = "https://gone.example/');
  const build = async (text: string) => {
    writeFiles(source, { 'uv.lock': text });
    const { imageId } = await buildApp({ source, indexes: [PackageIndex.of({ url, replacesPypi: true })] });
    images.add(imageId);
    return runInImage(imageId, [], { readOnly: true, network: 'none' });
  };
  expect(await build(gone)).toBe('3.10\n');
  await expect(build(gone.replace(/946d195a|12f65c9b/g, '00000000'))).rejects.toThrow(/hash mismatch/i);
});
