import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { TarballImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { Construct } from 'constructs';
import { EcrImageOptions } from './ecr-image-options';
import { Prebuilt } from './prebuilt-image';
import { CodedError } from './private/coded-error';
import { imageReference } from './private/image-reference';
import { RegistryImageOptions } from './registry-image-options';
import { TarballImageOptions } from './tarball-image-options';
import { platformOfTarball } from './tarball-platform';

/** CDK stages the file, and the engine loads it when the stack is deployed. */
export function inTarball(image: Construct, { tarball, platform }: TarballImageOptions): Prebuilt {
  const read = platformOfTarball(tarball, platform);
  const { imageUri, imageTag, repository } = new TarballImageAsset(image, 'Asset', { tarballFile: tarball });
  return { imageUri, imageTag, repository, platform: read };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
const ECR = /^(\d{12})\.dkr[.-]ecr\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\/(.+)$/;

/** An image that is named by its digest. Of one in ECR, who runs it gets the right to pull it. */
export function inRegistry(image: Construct, { reference, platform }: RegistryImageOptions): Prebuilt {
  const read = imageReference(reference);
  if (read === undefined) {
    throw new CodedError('BaseImageInvalid', {
      what: 'the reference of an image is not one that Docker reads', found: JSON.stringify(reference), expected: 'registry/repository@sha256:<64 hexadecimal digits>',
    });
  }
  const { repository, digest } = read;
  if (digest === undefined) {
    throw new CodedError('BaseImageUnpinned', {
      what: 'an image that was built before is named by its digest, which cannot be moved',
      found: JSON.stringify(reference), expected: `${repository}@sha256:…`, write: `docker buildx imagetools inspect ${reference}`,
    });
  }
  const [, account, region, repositoryName] = ECR.exec(repository) ?? [];
  return {
    imageUri: `${repository}@${digest}`,
    imageTag: digest,
    platform,
    ...(account !== undefined && {
      repository: Repository.fromRepositoryAttributes(image, 'Repository', {
        repositoryName, repositoryArn: Stack.of(image).formatArn({ service: 'ecr', account, region, resource: 'repository', resourceName: repositoryName }),
      }),
    }),
  };
}

/** An image of a repository that is a construct. */
export function inRepository({ repository, digest, platform }: EcrImageOptions): Prebuilt {
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) {
    throw new CodedError('BaseImageUnpinned', {
      what: 'an image that was built before is named by its digest, which cannot be moved', found: JSON.stringify(digest), expected: 'sha256:<64 hexadecimal digits>',
    });
  }
  return { imageUri: repository.repositoryUriForDigest(digest), imageTag: digest, platform, repository };
}
