import type { IImageSource } from './image-source';
import type { ImageStage } from './image-stage';
import { Libc } from './libc';
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
  /** The glibc that it was linked to, `2.41`: no older one runs it. Undefined for musl, and where it is not known. */
  public readonly glibcVersion?: string;

  constructor(props: StandaloneBinaryProps) {
    const { rootImage } = props.source;
    super({ source: props.source, path: props.path, root: props.root, libc: rootImage.libc });
    if (!/^[^/\0]+$/.test(props.executable)) {
      throw new CodedError('InstructionInvalid', {
        what: 'the program of a compiled app is not the name of a file in its folder',
        found: JSON.stringify(props.executable),
        write: "path: '/app', executable: 'worker.bin'",
      });
    }
    this.executable = `${this.path === '/' ? '' : this.path}/${props.executable}`;
    this.glibcVersion = rootImage.glibcVersion;
  }

  /**
   * Fails with `ArtifactMismatch` in a stage of another libc or platform, and in one with an older glibc.
   * @internal
   */
  public override _checkFits(stage: ImageStage): void {
    super._checkFits(stage);
    const { libc, glibcVersion } = stage.rootImage;
    if (libc === Libc.GLIBC && glibcVersion !== undefined && this.glibcVersion !== undefined && isOlder(glibcVersion, this.glibcVersion)) {
      throw new CodedError('ArtifactMismatch', {
        what: `${this.executable} does not run here: it was linked to a newer glibc`,
        found: `glibc ${glibcVersion} in ${stage.node.path}`,
        expected: `glibc ${this.glibcVersion} or newer, as in ${this.stage?.node.path ?? 'the image it comes from'}`,
        write: 'a base image of the same suite for the builder, or the empty image, into which its own glibc is copied',
      }, stage.node.path);
    }
  }
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  return a[0] !== b[0] ? a[0] < b[0] : (a[1] ?? 0) < (b[1] ?? 0);
}
