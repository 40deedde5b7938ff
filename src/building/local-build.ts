import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { assemblyOf } from './assembly';
import { assetName, builtAsset } from './built-asset';
import { BuiltImage, ImageBuild } from './image-build';
import { LocalBuilderOptions } from './local-builder-options';
import { warnOfCache } from './unwritten-cache';

/** As an image asset of CDK: the manifest of the stack's assets says how the CLI builds it. */
export function buildLocally(image: Construct, build: ImageBuild, { exportsCache }: LocalBuilderOptions): BuiltImage {
  const stack = Stack.of(image);
  const { secrets, ssh } = build.handed;
  const { from, to } = build.cache ?? {};
  if (to !== undefined && exportsCache !== true) {
    warnOfCache(image, 'the Docker of most machines cannot (ERROR: Cache export is not supported for the docker driver)',
      'ImageBuilder.local({ exportsCache: true }) where the containerd image store is on, or ImageBuilder.buildx({ builder: … })');
  }
  return builtAsset(image, build, stack.synthesizer.addDockerImageAsset({
    directoryName: path.relative(assemblyOf(stack).outdir, build.directory),
    sourceHash: build.hash,
    displayName: image.node.path,
    ...assetName(stack, image),
    platform: build.platform.value,
    dockerBuildArgs: build.buildArguments,
    ...(Object.keys(secrets).length > 0 && { dockerBuildSecrets: secrets }),
    ...(ssh !== undefined && { dockerBuildSsh: ssh }),
    ...(from !== undefined && { dockerCacheFrom: [from] }),
    ...(to !== undefined && exportsCache === true && { dockerCacheTo: to }),
  }));
}
