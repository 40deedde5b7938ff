import { BaseImage, PythonVersion } from '../src';
import { imageInspect } from '../test/support/docker/image-inspect';
import { docker } from '../test/support/docker/run-docker';

/** The base that the hand-written Dockerfiles name. */
const PEERS_BASE = 'python:3.13-slim-trixie';

/** Fails unless the library and the others start from the same base image, which is then here, so that no build waits for it. Gives its name. */
export async function expectSameBase(): Promise<string> {
  const ours = BaseImage.pythonSlim(PythonVersion.V3_13.minor)._reference('public.ecr.aws');
  for (const image of [ours, PEERS_BASE, PEERS_BASE.replace('-slim', '')]) {
    await docker(['image', 'inspect', image]).catch(() => docker(['pull', image]));
  }
  const [ourLayers, theirLayers] = await Promise.all([ours, PEERS_BASE].map(async (image) => (await imageInspect(image)).RootFS.Layers.join()));
  if (ourLayers !== theirLayers) {
    throw new Error(`${ours} and ${PEERS_BASE} are not the same image: pull both, or the sizes are not those of the same base`);
  }
  return ours;
}
