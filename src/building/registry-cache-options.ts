/** A cache of builds in a registry. */
export interface RegistryCacheOptions {
  /**
   * The repository, without a tag: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/build-cache`. It has to be there already, its tags have to be mutable, and
   * who builds has to be logged in to it. In the repository of the images themselves nothing collides: no tag of a cache is that of an image.
   */
  readonly repository: string;

  /**
   * Write what was built. Without it, the cache is read only: for pull requests, and for machines that may not push.
   * @default true
   */
  readonly exported?: boolean;

  /**
   * The layers of all stages, `mode=max`, and not only those of the image. A builder stage that is not in the image is built anew without them.
   * @default true
   */
  readonly allStages?: boolean;
}
