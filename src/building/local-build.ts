import * as path from 'path';
import { Annotations, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, DockerImageAssetLocation, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { assemblyOf } from './assembly';
import { BuiltImage, ImageBuild } from './image-build';
import { LocalBuilderOptions } from './local-builder-options';

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

/**
 * A name for those synthesizers that have a repository for each image, as CDK's AppStagingSynthesizer: they ask for one. Those with one repository for all images
 * would tell two images of the same content apart by it, and build both.
 */
export function assetName(stack: Stack, image: Construct): { readonly assetName?: string } {
  if (stack.nestedStackParent !== undefined) {
    return assetName(stack.nestedStackParent, image); // it has the assets of a nested stack
  }
  const { synthesizer } = stack;
  const oneRepository = [DefaultStackSynthesizer, LegacyStackSynthesizer, CliCredentialsStackSynthesizer];
  return oneRepository.some((kind) => synthesizer instanceof kind) ? {} : { assetName: image.node.path.toLowerCase().replace(/[^a-z0-9]+/g, '-') };
}

/** Where CDK pushes an asset to. */
export function builtAsset(image: Construct, build: ImageBuild, location: DockerImageAssetLocation): BuiltImage {
  return {
    imageUri: location.imageUri,
    imageTag: location.imageTag ?? build.hash,
    repository: Repository.fromRepositoryName(image, 'Repository', location.repositoryName),
  };
}

/** A cache that is read and never written helps nobody in the end, so it is said. */
export function warnOfCache(image: Construct, why: string, write: string): void {
  Annotations.of(image).addWarningV2('cdk-python-images:cache-not-written',
    `the build of ${image.node.path} reads the cache and does not write it: ${why}. Write ${write}, or BuildCache.registry({ exported: false, … }) if another machine fills it`);
}
