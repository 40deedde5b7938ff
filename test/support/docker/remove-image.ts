import { docker } from './run-docker';

/** Takes an image and all its names away. What other images share with it stays; so does the build cache. */
export async function removeImage(image: string): Promise<void> {
  await docker(['image', 'rm', '--force', image]);
}
