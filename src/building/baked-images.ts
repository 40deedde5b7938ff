import * as path from 'path';
import { attachCustomSynthesis, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { assemblyOf } from './assembly';
import { cacheFlag } from './cache-flags';
import { BakedImage, stageBakeFile } from '../context';
import { ImageBuild } from './image-build';

const BAKED = Symbol.for('cdk-python-images.BakedImages');
const WRITES = Symbol.for('cdk-python-images.BakeFileWriter');

/** What is remembered at the root of a program, and at each of its assemblies. */
interface Memory {
  [BAKED]?: BakedImage[];
  [WRITES]?: boolean;
}

/**
 * Has the synthesis write `docker-bake.json` with this image and all others of the program. There is one, whatever Stages there are, because they share
 * the folder of the assets. A Stage is synthesized before what is around it, so each assembly writes what is known by then, and the last one has all.
 */
export function bakeWithOthers(image: Construct, build: ImageBuild, writesCache: boolean): void {
  const { directory, hash, platform, buildArguments, handed, cache, provenance } = build;
  const assembly = assemblyOf(Stack.of(image));
  const images = remembered(assembly.node.root as Memory, BAKED, []) ?? [];
  images.push({
    construct: image.node.path,
    context: path.basename(directory),
    // The name that `cdk deploy` looks for before it builds.
    tag: `cdkasset-${hash}`,
    platform: platform.value,
    arguments: buildArguments,
    secrets: handed.secrets,
    provenance,
    ...(handed.ssh !== undefined && { ssh: handed.ssh }),
    ...(cache !== undefined && { cacheFrom: cacheFlag(cache.from) }),
    // A deploy builds nothing of what was baked, so nobody else would write it.
    ...(cache?.to !== undefined && writesCache && { cacheTo: cacheFlag(cache.to) }),
  });
  if ((assembly as Memory)[WRITES] === undefined) {
    remembered(assembly as Memory, WRITES, true);
    attachCustomSynthesis(image, { onSynthesize: () => stageBakeFile(images, assembly.assetOutdir) });
  }
}

function remembered<K extends keyof Memory>(at: Memory, key: K, first: Memory[K]): Memory[K] {
  if (at[key] === undefined) {
    Object.defineProperty(at, key, { value: first, enumerable: false });
  }
  return at[key];
}
