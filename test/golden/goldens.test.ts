import * as path from 'path';
import { expect, test } from 'vitest';
import { GOLDENS } from './goldens';

test.each(Object.keys(GOLDENS))('the Dockerfile and the context of %s are as committed', async (name) => {
  const { image } = GOLDENS[name]();
  const folder = path.join(__dirname, name);
  await expect(image.dockerfile).toMatchFileSnapshot(path.join(folder, 'Dockerfile'));
  await expect(`${image.contextFiles.join('\n')}\n`).toMatchFileSnapshot(path.join(folder, 'context.txt'));
});
