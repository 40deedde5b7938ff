import { afterAll, expect, test } from 'vitest';
import { SITUATIONS } from '../golden/situations';
import { buildApp } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { withContainer } from '../support/docker/with-container';
import { folderWith } from '../support/folder';

const images: string[] = [];

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

async function built(name: string): Promise<string> {
  const { imageId } = await buildApp({ source: folderWith(SITUATIONS[name].files) });
  images.push(imageId);
  return imageId;
}

const those = (key: 'prints' | 'answers') => Object.keys(SITUATIONS).filter((name) => SITUATIONS[name][key] !== undefined);

test.each(those('prints'))('%s runs by its source alone', async (name) => {
  expect(await runInImage(await built(name), [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' })).toBe(SITUATIONS[name].prints);
});

test.each(those('answers'))('%s answers by its source alone', async (name) => {
  await withContainer({ image: await built(name), readOnly: true, tmpfs: ['/tmp'], ports: [8000] }, async (container) => {
    expect((await container.httpGet('/')).body).toBe(SITUATIONS[name].answers);
  });
});
