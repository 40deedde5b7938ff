import { BaseImage } from './base-image';
import type { IImageSource } from './image-source';
import type { PythonInterpreter } from './python-interpreter';
import { pythonOf } from './python-of';
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
  /**
   * Whether there may be wheels with compiled files in it, made for the Python and the libc of the source's base image.
   * @default false
   */
  readonly compiled?: boolean;
}

/**
 * A folder of wheels to install from. The name of each wheel says what it fits, so an installer refuses one that does not;
 * of wheels that were made in this build it is known before. Where the Python is does not matter.
 */
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
    const { rootImage } = props.source;
    const made = props.compiled ? { python: pythonOf(props.source), libc: rootImage.libc, glibcVersion: rootImage.glibcVersion } : {};
    super({ source: props.source, path: props.path ?? '/wheels', ...made });
  }

  /** @internal */
  protected override _describePython(python: PythonInterpreter | undefined): string | undefined {
    return python && `${python.implementation} ${python.version}`;
  }
}
