import { BuildCache } from './build-cache';
import { ImageBuilder } from './image-builder';

/** Where images are built. Nothing of it is in an image or in its hash. */
export interface ImageBuildProps {
  /**
   * Where images are built.
   * @default - that of `PythonAppDefaults`, else ImageBuilder.local()
   */
  readonly imageBuilder?: ImageBuilder;

  /**
   * Layers that other machines built, and that are built for them. A builder that cannot write a cache only reads it, with a warning.
   * @default - that of `PythonAppDefaults`, else what the builder has itself
   */
  readonly buildCache?: BuildCache;
}
