import * as fs from 'fs';
import * as path from 'path';
import type { AppSource } from './app-source';
import { dockerBuild } from '../test/support/docker/docker-build';
import { imageInspect } from '../test/support/docker/image-inspect';
import { removeImage } from '../test/support/docker/remove-image';
import { runInImage } from '../test/support/docker/run-in-image';

/** What no image of the app can be smaller than, in bytes. */
export interface Floor {
  readonly base: number;
  /** The files in the wheels of the locked packages. */
  readonly files: number;
  /** The byte code of their modules. */
  readonly byteCode: number;
  /** The shared libraries that they load and the base does not have. */
  readonly libraries: number;
  readonly libraryNames: string[];
}

/** Counts what the base and the locked packages take. `folder`: an empty one to work in. */
export async function measureFloor(source: AppSource, base: string, folder: string): Promise<Floor> {
  fs.cpSync(path.join(__dirname, 'floor'), folder, { recursive: true });
  fs.copyFileSync(path.join(source.folder, 'requirements.txt'), path.join(folder, 'requirements.txt'));
  const { imageId } = await dockerBuild({ contextDirectory: folder, tag: 'bench-floor' });
  const counted = JSON.parse(await runInImage(imageId, ['/floor.json'], { entrypoint: 'cat' })) as Omit<Floor, 'base'>;
  await removeImage(imageId);
  return { base: (await imageInspect(base)).Size, ...counted };
}

/** The floor of an image that comes with the byte code of its packages. */
export function floorBytes({ base, files, byteCode, libraries }: Floor): number {
  return base + files + byteCode + libraries;
}
