import { afterAll, beforeAll, expect, test } from 'vitest';
import { LettersStack } from '../../examples/letters/stack';
import { buildApp } from '../support/docker/build-app';
import { buildStack } from '../support/docker/build-stack';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith } from '../support/folder';
import { FLAT } from '../support/projects';

const PATH = '/usr/share/python3/app';
let letters: string;

beforeAll(async () => {
  const built = await buildStack((app) => void new LettersStack(app, 'Letters'));
  letters = built['Letters/Letters/Image'].imageId;
});

afterAll(async () => removeImage(letters));

/** What the image says, as the user it names, on a file system that cannot be written. */
async function said(argv: string[], entrypoint?: string): Promise<string> {
  return runInImage(letters, argv, { readOnly: true, network: 'none', ...(entrypoint !== undefined && { entrypoint }) });
}

test('what is made on a base of several Pythons runs in the slim image of its Python, at the same path', async () => {
  const text = `Dear Ada,\nthis was written by Python 3.11 in ${PATH}.\n`;
  expect(await said(['Ada'])).toBe(text);
  expect(await said(['Ada'], '/usr/bin/letters')).toBe(text);
});

test('the compiled package is in it, and neither the compiler nor another Python', async () => {
  const program = 'import markupsafe._speedups as m, glob, os, shutil; print(m.__file__, os.getuid(), shutil.which("gcc"), glob.glob("/usr/local/lib/python3.??"))';
  expect(await said(['-c', program], `${PATH}/bin/python`))
    .toMatch(new RegExp(`^${PATH}/lib/python3\\.11/site-packages/markupsafe/_speedups\\.cpython-311-\\S+\\.so 10001 None \\['/usr/local/lib/python3\\.11'\\]\n$`));
});

test('its script is a link of root, and nothing else is added to /usr/bin', async () => {
  const program = 'import os; s = os.lstat("/usr/bin/letters"); print(os.readlink("/usr/bin/letters"), s.st_uid, os.stat("/app").st_uid, os.listdir("/app"))';
  expect(await said(['-c', program], `${PATH}/bin/python`)).toBe(`${PATH}/bin/letters 0 0 []\n`);
});

test('a build without cache is the same image', async () => {
  const again = await buildStack((app) => void new LettersStack(app, 'Letters'), { noCache: true });
  expect(again['Letters/Letters/Image'].imageId).toBe(letters);
});

/** Builds a small package whose scripts are exposed. */
async function exposing(...exposeScripts: string[]): Promise<string> {
  const { imageId } = await buildApp({ source: folderWith(FLAT), exposeScripts });
  await removeImage(imageId);
  return imageId;
}

test('fails in the build for a script that is not there, naming those that are', async () => {
  await expect(exposing('greet')).rejects.toThrow(/\/usr\/bin\/greet\n[^]*it leads to \/app\/\.venv\/bin\/greet, which is not there[^]*\/app\/\.venv\/bin has greeter\b/);
});

test('fails in the build for a name that a program of the base has', async () => {
  await expect(exposing('env')).rejects.toThrow(/\/usr\/bin\/env[^]*File exists/);
});
