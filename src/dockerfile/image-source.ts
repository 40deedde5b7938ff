import type { BaseImage } from './base-image';
import type { ImageStage } from './image-stage';

/** What a stage can be built on or copy from: a `BaseImage`, an `ImageStage` or a `SharedImage`. */
export interface IImageSource {
  /** The base image at the end of the chain of `FROM`s. A base image is its own. */
  readonly rootImage: BaseImage;
  /**
   * The stage that is written into the Dockerfile of whoever uses it; undefined for an image, which is pulled.
   * @internal
   */
  readonly _stage?: ImageStage;
}
