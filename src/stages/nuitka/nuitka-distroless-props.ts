import { NuitkaRuntimeStageProps } from './nuitka-runtime-props';
import { BaseImage } from '../../dockerfile';

/** What an image of a compiled program on a distroless base can be told. */
export interface NuitkaDistrolessStageProps extends NuitkaRuntimeStageProps {
  /**
   * The base of the image. Libraries that it does not have are copied beside its own; its glibc must not be older than that of the builder.
   * @default - gcr.io/distroless/cc-debian13:nonroot
   */
  readonly baseImage?: BaseImage;
}
