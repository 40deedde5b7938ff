import type { IImageSource } from './image-source';
import { pythonOf } from './python-of';
import { StageArtifact } from './stage-artifact';

/** Where packages are that were installed beside a Python. */
export interface PrefixProps {
  /** The stage that made it. */
  readonly source: IImageSource;
  /**
   * The folder that the Python itself is in, below which its packages are.
   * @default '/usr/local'
   */
  readonly path?: string;
  /**
   * The folder in the stage whose content is copied onto `/`.
   * @default - the path itself
   */
  readonly root?: string;
  /**
   * Whether there are compiled files in it, which need a glibc that is not older than that of the source's base image.
   * @default true
   */
  readonly compiled?: boolean;
}

/** Packages installed with `--prefix`, to be copied beside the Python that they are for: no virtual environment, nothing on PATH that was not there. */
export class Prefix extends StageArtifact {
  constructor(props: PrefixProps) {
    const { rootImage } = props.source;
    const glibcVersion = props.compiled ?? true ? rootImage.glibcVersion : undefined;
    super({ ...props, path: props.path ?? '/usr/local', python: pythonOf(props.source), libc: rootImage.libc, glibcVersion });
  }
}
