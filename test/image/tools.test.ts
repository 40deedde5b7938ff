import * as fs from 'fs';
import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ToolsStack } from '../../examples/tools/stack';
import { PythonTool } from '../../src';
import { buildStack } from '../support/docker/build-stack';
import { BuiltImage } from '../support/docker/docker-build';
import { dockerHistory } from '../support/docker/docker-history';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith } from '../support/folder';


let images: Record<string, BuiltImage> = {};

beforeAll(async () => {
  images = await buildStack((app) => void new ToolsStack(app, 'Tools'));
});

afterAll(async () => {
  for (const { imageId } of Object.values(images)) {
    await removeImage(imageId);
  }
});

const imageOf = (id: string) => images[`Tools/${id}/Image`].imageId;
const said = async (id: string, ...argv: string[]) => runInImage(imageOf(id), argv, { readOnly: true, tmpfs: ['/tmp'], network: 'none' });

test.each([
  ['Ipython', ['-c', 'import os; print(os.getuid(), 6 * 7)'], /^10001 42\n$/],
  ['Pylama', ['/opt/venv/bin'], /^$/],
  ['Certbot', ['--version'], /^certbot \d+\.\d+\.\d+\n$/],
  ['Httpie', ['--version'], /^\d+\.\d+\.\d+\n$/],
])('%s runs on a read-only file system, as a number that is not root', async (id, argv, answer) => {
  expect(await said(id, ...argv)).toMatch(answer);
});

test('pylama finds what is wrong in files that are mounted where it starts', async () => {
  const script = 'import os\n';
  const program = `import subprocess, sys; open("/tmp/bad.py", "w").write(${JSON.stringify(script)}); print(subprocess.run(["pylama", "/tmp/bad.py"], capture_output=True, text=True).stdout)`;
  const answer = await runInImage(imageOf('Pylama'), ['-c', program], { entrypoint: '/opt/venv/bin/python', readOnly: true, tmpfs: ['/tmp'] });
  expect(answer).toContain("'os' imported but unused");
});

test('another script of the tool is in /usr/bin', async () => {
  expect(await runInImage(imageOf('Httpie'), ['--version'], { entrypoint: '/usr/bin/https', network: 'none' })).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('nothing lies above the environment: the last layer is empty', async () => {
  const layers = (await dockerHistory(imageOf('Httpie'))).filter(({ createdBy }) => createdBy.startsWith('COPY'));
  expect([layers[0].bytes, layers[1].bytes > 1e6]).toEqual([0, true]);
});

test('a build without cache is the same image', async () => {
  const again = await buildStack((app) => void new PythonTool(new Stack(app, 'Again'), 'Pylama', {
    requirement: 'pylama', lockFile: path.join(__dirname, '../../examples/tools/locks/pylama.txt'),
  }), { noCache: true });
  expect(again['Again/Pylama/Image'].imageId).toBe(imageOf('Pylama'));
});

/** Builds a tool from the example's locks that is not to work. */
async function broken(requirement: string, lock: string, script?: string): Promise<void> {
  const folder = folderWith({ 'lock.txt': lock });
  const built = await buildStack((app) => void new PythonTool(new Stack(app, 'Broken'), 'Tool', { requirement, lockFile: path.join(folder, 'lock.txt'), script }));
  await removeImage(built['Broken/Tool/Image'].imageId);
}

const lockOf = (name: string) => fs.readFileSync(path.join(__dirname, `../../examples/tools/locks/${name}.txt`), 'utf8');

test('fails in the build for a script that the tool does not have, naming those it has', async () => {
  await expect(broken('pylama', lockOf('pylama'), 'pylint')).rejects.toThrow(/\/opt\/venv\/bin\/pylint\n[^]*it is not there\n[^]*\/opt\/venv\/bin has [^\n]*\bpylama\b/);
});

test('fails in the build when the lock lacks what the tool imports', async () => {
  const lock = lockOf('pylama').replace(/^setuptools==(?:.*\\\n)*.*\n/m, '');
  await expect(broken('pylama', lock)).rejects.toThrow(/\/opt\/venv\/bin\/pylama\n[^]*No module named 'pkg_resources'/);
});
