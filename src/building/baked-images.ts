import * as path from 'path';
import { attachCustomSynthesis, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { assemblyOf } from './assembly';
import { cacheFlag } from './cache-flags';
import { BakedImage, stageBakeFile } from '../context';
import { ImageBuild } from './image-build';
import { Trait } from '../private/trait';

/** What is remembered at the root of a program. */
const BAKED = new Trait<BakedImage[]>('BakedImages');
/** What is remembered at each of its assemblies. */
const WRITES = new Trait<boolean>('BakeFileWriter');

/**
 * Has the synthesis write `docker-bake.json` with this image and all others of the program. There is one, whatever Stages there are, because they share
 * the folder of the assets. A Stage is synthesized before what is around it, so each assembly writes what is known by then, and the last one has all.
 */
export function bakeWithOthers(image: Construct, build: ImageBuild, writesCache: boolean): void {
  const { directory, hash, platform, buildArguments, handed, cache, provenance } = build;
  const assembly = assemblyOf(Stack.of(image));
  const images = BAKED.on(assembly.node.root) ?? [];
  BAKED.implement(assembly.node.root, images);
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
  if (WRITES.on(assembly) === undefined) {
    WRITES.implement(assembly, true);
    attachCustomSynthesis(image, { onSynthesize: () => stageBakeFile(images, assembly.assetOutdir) });
  }
}
