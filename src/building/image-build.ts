import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { CacheFlags } from './cache-flags';
import { ImagePlatform } from '../dockerfile';
import { HandedToBuild } from '../dockerfile/handed-to-build';

/** An image that is staged and that a builder is asked for. */
export interface ImageBuild {
  /** The folder that Docker builds from, absolute. */
  readonly directory: string;
  /** The hash of everything that the image is built from. */
  readonly hash: string;
  readonly platform: ImagePlatform;
  /** Arguments of the build. */
  readonly buildArguments: Record<string, string>;
  /** The secrets by their ids, with absolute paths, and the SSH agent. */
  readonly handed: HandedToBuild;
  readonly cache?: CacheFlags;
  /** Whether the build records how it was done, beside the image. */
  readonly provenance: boolean;
}

/** Where an image is, once it is built. */
export interface BuiltImage {
  /** With the tag. */
  readonly imageUri: string;
  readonly repository: IRepository;
  /** Text, or a token when it is known only once the image is built. */
  readonly imageTag: string;
}
