import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Construct } from 'constructs';
import { CodeBuildBuilderOptions } from './code-build-builder-options';
import { deployTimeBuild } from './deploy-time-build';
import { ecrRepository } from './ecr-repository';
import { BuiltImage, ImageBuild } from './image-build';
import { refuseProvenance } from './provenance';
import { warnOfCache } from './unwritten-cache';
import { CodedError } from '../private/coded-error';
import { imageReference } from '../private/image-reference';

/** By CodeBuild, while the stack is deployed. What refers to the image waits for it. */
export function buildInCodeBuild(image: Construct, build: ImageBuild, { repository, vpc }: CodeBuildBuilderOptions): BuiltImage {
  requireNothingFromHere(image, build);
  if (build.provenance) {
    refuseProvenance(image, 'ImageBuilder.codeBuild(), whose library does not hand it on', 'ImageBuilder.buildx({ builder: … }) for this app, or provenance: false');
  }
  const { from, to } = build.cache ?? {};
  if (to !== undefined) {
    warnOfCache(image, 'the Docker of CodeBuild cannot', 'ImageBuilder.buildx({ builder: … }) for the images whose cache is to be written');
  }
  const made = new (deployTimeBuild().ContainerImageBuild)(image, 'CodeBuild', {
    directory: build.directory,
    exclude: [], // The library would read .dockerignore, which has the Dockerfile in it: it would not be in the file in S3.
    assetHash: build.hash,
    tag: build.hash,
    platform: Platform.custom(build.platform.value),
    buildArgs: build.buildArguments,
    ...(from !== undefined && { cacheFrom: [from] }),
    ...(repository !== undefined && { repository }),
    ...(vpc !== undefined && { vpc }),
  });
  const cached = imageReference(from?.params?.ref ?? '');
  if (cached !== undefined) {
    ecrRepository(image, 'Cache', cached.repository)?.grantPull(made);
  }
  return { imageUri: made.imageUri, imageTag: made.imageTag, repository: made.repository };
}

/** Secrets and agents are on the machine that deploys. */
function requireNothingFromHere(image: Construct, { handed: { secrets, ssh } }: ImageBuild): void {
  const found = [...Object.entries(secrets).map(([id, source]) => `${id} (${source})`), ...(ssh === undefined ? [] : [`the SSH agent ${ssh}`])];
  if (found.length > 0) {
    throw new CodedError('BuilderInvalid', {
      what: 'CodeBuild cannot have the secrets of the build: they are on the machine that deploys',
      found: found.join(', '),
      expected: 'packages that are fetched without a secret, such as those of a mirror in the network of the build',
      write: 'ImageBuilder.local() or ImageBuilder.buildx({ builder: … }) for this app',
    }, image.node.path);
  }
}
