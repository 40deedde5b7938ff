import type { IImageSource } from './image-source';
import { StageArtifact } from './stage-artifact';
import { CodedError } from '../private/coded-error';

/** Where a compiled program is. */
export interface StandaloneBinaryProps {
  /** The stage or image that holds it. */
  readonly source: IImageSource;
  /** The absolute path of its folder: the program and the files that it brings along. */
  readonly path: string;
  /** The name of the program in the folder: `worker.bin`. */
  readonly executable: string;
  /**
   * The folder in the stage whose content is copied onto `/`.
   * @default - the path itself
   */
  readonly root?: string;
}

/** A compiled program with what it brings along, its Python included. Of the image that it runs in it needs the C library and little else. */
export class StandaloneBinary extends StageArtifact {
  /** The program, absolute: what an ENTRYPOINT names. */
  public readonly executable: string;

  constructor(props: StandaloneBinaryProps) {
    const { rootImage } = props.source;
    super({ source: props.source, path: props.path, root: props.root, libc: rootImage.libc, glibcVersion: rootImage.glibcVersion });
    if (!/^[^/\0]+$/.test(props.executable)) {
      throw new CodedError('InstructionInvalid', {
        what: 'the program of a compiled app is not the name of a file in its folder',
        found: JSON.stringify(props.executable),
        expected: 'the name of a file',
        write: "path: '/app', executable: 'worker.bin'",
      });
    }
    this.executable = `${this.path === '/' ? '' : this.path}/${props.executable}`;
  }
}
