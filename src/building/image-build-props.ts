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

  /**
   * Record how the image was built: its sources, arguments and builder, by BuildKit (SLSA provenance, `mode=max`). The image is an index then, which Lambda and SageMaker
   * do not take, and which the Docker that pushes it keeps in a containerd image store alone. It is not in the hash, so it comes with the next image.
   * Fails with `ProvenanceUnsupported` where what builds or runs the image takes no index. https://docs.docker.com/build/metadata/attestations/slsa-provenance/
   * @default - that of `PythonAppDefaults`, else false
   */
  readonly provenance?: boolean;
}
