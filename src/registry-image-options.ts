import { ImagePlatform } from './dockerfile';

/** An image in a registry. */
export interface RegistryImageOptions {
  /** The reference with its digest: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:…`. A tag can be moved, so it is not enough. */
  readonly reference: string;

  /** The platform that it was built for. Synthesis asks no registry, so it has to be said. Of an index of several, the one that is used here. */
  readonly platform: ImagePlatform;
}
