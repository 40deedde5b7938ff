import { CliCredentialsStackSynthesizer, DefaultStackSynthesizer, DockerImageAssetLocation, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { BuiltImage, ImageBuild } from './image-build';

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
