import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { ImagePlatform } from './dockerfile';

/** An image in a repository that is a construct. */
export interface EcrImageOptions {
  /** The repository: a construct of this program, or `Repository.fromRepositoryName(…)`. */
  readonly repository: IRepository;

  /** The digest of the image: `sha256:…`. */
  readonly digest: string;

  /** The platform that it was built for. Synthesis asks no registry, so it has to be said. Of an index of several, the one that is used here. */
  readonly platform: ImagePlatform;
}
