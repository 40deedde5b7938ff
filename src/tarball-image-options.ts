import { ImagePlatform } from './dockerfile';

/** An image in a file. */
export interface TarballImageOptions {
  /** The file that `docker save` wrote: absolute, or relative to the working directory of the process. */
  readonly tarball: string;

  /**
   * The platform that it was built for. A tarball that says another fails with `TarballInvalid`.
   * @default - what the tarball says; one that is compressed has to be told
   */
  readonly platform?: ImagePlatform;
}
