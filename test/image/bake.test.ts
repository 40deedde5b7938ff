import { randomUUID } from 'crypto';
import { App, Stack } from 'aws-cdk-lib';
import { expect, onTestFinished, test } from 'vitest';
import { PythonApp, SbomLocation } from '../../src';
import { BuildProgress, type BuildStep } from '../support/docker/build-progress';
import { imageAssets } from '../support/docker/image-assets';
import { removeImage } from '../support/docker/remove-image';
import { docker } from '../support/docker/run-docker';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith, temporaryFolder } from '../support/folder';

/** A lock that no build has seen, with something that is installed in a moment. */
const UNSEEN = `# ${randomUUID()}`;
const LOCK = `${UNSEEN}\nidna==3.10 --hash=sha256:946d195a0d259cbba61165e88e65941f16e9b36ea6ddb97f00452bae8b1287d3\n`;

test('one call builds all images of a stack, what they share once, under the names that a deploy does not build again, and with a bill of materials by choice', async () => {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new Stack(app, 'Stack');
  for (const name of ['One', 'Two']) {
    new PythonApp(stack, name, {
      source: folderWith({ 'main.py': `${UNSEEN}\nimport idna\nprint("${name}", idna.encode("bücher.example").decode())\n`, 'requirements.txt': LOCK }),
      sbom: name === 'Two' ? SbomLocation.IMAGE : SbomLocation.NONE,
    });
  }
  const { directory } = app.synth();
  const { target } = JSON.parse((await docker(['buildx', 'bake', '--print'], { directory })).stdout);
  expect(Object.keys(target)).toEqual(['Stack-One-Image', 'Stack-Two-Image']);

  const progress = new BuildProgress();
  const steps: BuildStep[] = [];
  await docker(['buildx', 'bake', '--progress=plain'], { directory, onLine: (line) => steps.push(...[progress.read(line) ?? []].flat()) });
  const assets = imageAssets(directory);
  onTestFinished(async () => {
    for (const { hash } of assets) {
      await removeImage(`cdkasset-${hash}`);
    }
  });

  const ran = (stage: string) => steps.filter(({ place, instruction, seconds }) => place.split(' ')[1] === stage && instruction.startsWith('RUN') && seconds !== undefined);
  expect(ran('builder').map(({ instruction }) => instruction)).toEqual([expect.stringContaining('uv pip sync')]);
  // What is not shared is in the log twice, so the log does tell.
  expect(ran('builder-application').map(({ place }) => place.split(' ')[0]).sort()).toEqual(['Stack-One-Image', 'Stack-Two-Image']);
  expect(await Promise.all(assets.map(({ hash }) => runInImage(`cdkasset-${hash}`, [])))).toEqual(['One xn--bcher-kva.example\n', 'Two xn--bcher-kva.example\n']);

  // The bill of materials that an image has says what is installed in it, and any user can read it.
  const files = await Promise.all(assets.map(({ hash }) => runInImage(`cdkasset-${hash}`, ['-c', 'find / -xdev -name "*.cdx.json" -exec cat {} + 2> /dev/null || true'], { entrypoint: 'sh', user: '4711:4711' })));
  const { components } = JSON.parse(files[1]);
  expect(components.map(({ purl }: { purl: string }) => purl.replace(/\?.*/, ''))).toEqual(['pkg:pypi/idna@3.10', 'pkg:oci/python']);
  const list = 'from importlib.metadata import distributions; print(*(f"pkg:pypi/{one.name}@{one.version}" for one in distributions()))';
  expect((await runInImage(`cdkasset-${assets[1].hash}`, ['-c', list], { entrypoint: 'python' })).trim()).toBe('pkg:pypi/idna@3.10');
  expect(files[0]).toBe('');
});
