import { BaseImage } from './base-image';
import type { IImageSource } from './image-source';
import { StageArtifact } from './stage-artifact';

/** Where a folder of wheels is. */
export interface WheelhouseProps {
  /** The stage or image that holds it. */
  readonly source: IImageSource;
  /**
   * The absolute path of the folder.
   * @default '/wheels'
   */
  readonly path?: string;
}

/** A folder of wheels to install from. The name of each wheel says what it fits, so a wheelhouse fits everywhere. */
export class Wheelhouse extends StageArtifact {
  /**
   * The wheels of an image that was published: those of the platform team, or of an earlier release.
   *
   * @param reference with a tag or a digest
   * @param path the folder of the wheels in it; `/wheels` if not given
   */
  public static fromImage(reference: string, path?: string): Wheelhouse {
    return new Wheelhouse({ source: BaseImage.of({ reference, hasShell: false }), path });
  }

  constructor(props: WheelhouseProps) {
    super({ source: props.source, path: props.path ?? '/wheels' });
  }
}
