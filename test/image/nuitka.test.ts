import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BaseImage, NuitkaDistrolessStage, NuitkaScratchStage, PythonApp } from '../../src';
import { buildApp } from '../support/docker/build-app';
import { imageInspect } from '../support/docker/image-inspect';
import { expectEnd, expectFindings, expectTls } from '../support/docker/probe-findings';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { PROBE } from '../support/projects';

const distroless = (app: PythonApp) => void new NuitkaDistrolessStage(app, 'Small', {
  baseImage: BaseImage.of({ reference: 'gcr.io/distroless/python3-debian13:nonroot', distribution: 'debian', suite: 'trixie', hasShell: false }),
  checkArguments: ['--version'],
});
const scratch = (app: PythonApp) => void new NuitkaScratchStage(app, 'Tiny', { checkArguments: ['--version'] });

describe.each([['the empty image', scratch], ['a distroless base', distroless]])('a program in %s', (_, configure) => {
  let image: string;

  beforeAll(async () => {
    image = (await buildApp({ source: PROBE }, { configure })).imageId;
  });

  afterAll(() => removeImage(image));

  test('finds everything, read-only and as a number', () => expectFindings(image));

  test('speaks TLS to a server whose name it has resolved', () => expectTls(image));

  test('ends by its signal as process 1', () => expectEnd(image));
});

test('the image of the probe is no larger than 33 MB, and has neither a shell nor Python files', async () => {
  const { imageId } = await buildApp({ source: PROBE }, { configure: scratch });
  const { Size } = await imageInspect(imageId);
  expect(Size).toBeLessThanOrEqual(33e6);
  await expect(runInImage(imageId, ['-c', 'true'], { entrypoint: '/bin/sh' })).rejects.toThrow(/no such file/);
  await removeImage(imageId);
});
