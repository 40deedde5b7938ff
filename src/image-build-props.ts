import { ImageBuilder } from './image-builder';

/** Where images are built. Nothing of it is in an image or in its hash. */
export interface ImageBuildProps {
  /**
   * Where images are built.
   * @default - that of `PythonAppDefaults`, else ImageBuilder.local()
   */
  readonly imageBuilder?: ImageBuilder;
}
