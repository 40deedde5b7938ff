import { TarballImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { Construct } from 'constructs';
import { ecrRepository } from './building/ecr-repository';
import { platformOfTarball } from './building/tarball-platform';
import { EcrImageOptions } from './ecr-image-options';
import { Prebuilt } from './prebuilt-image';
import { CodedError } from './private/coded-error';
import { imageReference } from './private/image-reference';
import { RegistryImageOptions } from './registry-image-options';
import { TarballImageOptions } from './tarball-image-options';

/** CDK stages the file, and the engine loads it when the stack is deployed. */
export function inTarball(image: Construct, { tarball, platform }: TarballImageOptions): Prebuilt {
  const read = platformOfTarball(tarball, platform);
  const { imageUri, imageTag, repository } = new TarballImageAsset(image, 'Asset', { tarballFile: tarball });
  return { imageUri, imageTag, repository, platform: read };
}

/** An image that is named by its digest. Of one in ECR, who runs it gets the right to pull it. */
export function inRegistry(image: Construct, { reference, platform }: RegistryImageOptions): Prebuilt {
  const read = imageReference(reference);
  if (read === undefined) {
    throw new CodedError('BaseImageInvalid', {
      what: 'the reference of an image is not one that Docker reads', found: JSON.stringify(reference), expected: 'registry/repository@sha256:<64 hexadecimal digits>',
      write: "reference: 'registry.example.com/shop@sha256:…', which docker images --digests prints",
    });
  }
  const { repository, digest } = read;
  if (digest === undefined) {
    throw new CodedError('BaseImageUnpinned', {
      what: 'an image that was built before is named by its digest, which cannot be moved',
      found: JSON.stringify(reference), expected: `${repository}@sha256:…`, write: `docker buildx imagetools inspect ${reference}`,
    });
  }
  return { imageUri: `${repository}@${digest}`, imageTag: digest, platform, repository: ecrRepository(image, 'Repository', repository) };
}

/** An image of a repository that is a construct. */
export function inRepository({ repository, digest, platform }: EcrImageOptions): Prebuilt {
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) {
    throw new CodedError('BaseImageUnpinned', {
      what: 'an image that was built before is named by its digest, which cannot be moved', found: JSON.stringify(digest), expected: 'sha256:<64 hexadecimal digits>',
      write: "digest: 'sha256:…', which docker images --digests prints",
    });
  }
  return { imageUri: repository.repositoryUriForDigest(digest), imageTag: digest, platform, repository };
}
