import { randomUUID } from 'crypto';
import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { Dependencies, PythonApp, PythonTarget, TestStage } from '../../src';
import { cli } from '../support/cli';
import { dockerBuild } from '../support/docker/docker-build';
import { imageAssets } from '../support/docker/image-assets';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith, temporaryFolder, writeFiles } from '../support/folder';
import { uv } from '../support/uv';

const FILES = {
  'pyproject.toml': [
    '[project]', 'name = "sums"', 'version = "1.0"', 'requires-python = ">=3.11"', 'dependencies = ["idna"]',
    '[dependency-groups]', 'test = ["pytest"]', '[tool.uv]', 'package = false', '[tool.pytest.ini_options]', 'pythonpath = ["."]', '',
  ].join('\n'),
  'main.py': 'import importlib.util\n\ndef add(a, b):\n    return a + b\n\nif __name__ == "__main__":\n    print(importlib.util.find_spec("pytest"))\n',
  'tests/test_sums.py': 'import os\nfrom main import add\n\ndef test_add():\n    assert add(1, 2) == 3\n    assert os.getuid() == 10001\n',
};

test('the tests run in the build of their target, and the image has nothing of them', async () => {
  // No build on this engine has run these tests.
  const source = folderWith({ ...FILES, 'tests/test_sums.py': `# ${randomUUID()}\n${FILES['tests/test_sums.py']}` });
  uv(source, 'lock');
  const synth = () => {
    const outdir = temporaryFolder();
    const cdk = new App({ outdir });
    const app = new PythonApp(new Stack(cdk, 'Stack'), 'Api', { source });
    const target = new TestStage(app, 'Test', { runtime: app.runtime, dependencies: Dependencies.fromUvLock({ groups: ['test'] }) });
    const { contextDirectory } = new PythonTarget(app, 'Tests', { target });
    return { outdir, contextDirectory, asset: imageAssets(cdk.synth().directory)[0] };
  };
  const good = synth();
  const passed = cli(['test', '--app', good.outdir]);
  expect(passed.stderr).toMatch(/1 passed/);
  expect(passed.status).toBe(0);

  const tests = await dockerBuild({ ...good.asset, contextDirectory: good.contextDirectory, target: 'test' });
  expect(await runInImage(tests.imageId, ['-q'], { readOnly: true, tmpfs: ['/tmp'], network: 'none' })).toMatch(/1 passed/);
  const image = await dockerBuild(good.asset);
  expect(await runInImage(image.imageId, [])).toBe('None\n');
  for (const { imageId } of [tests, image]) {
    await removeImage(imageId);
  }

  writeFiles(source, { 'main.py': FILES['main.py'].replace('a + b', 'a - b') });
  const failed = cli(['test', '--app', synth().outdir]);
  expect(failed.status).toBe(1);
  expect(failed.stderr).toMatch(/assert add\(1, 2\) == 3(.|\n)*Stack\/Api\/Tests failed/);
});
