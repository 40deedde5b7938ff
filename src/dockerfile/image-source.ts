import type { BaseImage } from './base-image';

/** What a stage can be built on or copy from: a `BaseImage` or an `ImageStage`. */
export interface IImageSource {
  /** The base image at the end of the chain of `FROM`s. A base image is its own. */
  readonly rootImage: BaseImage;
}
