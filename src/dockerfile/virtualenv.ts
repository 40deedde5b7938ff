import type { IImageSource } from './image-source';
import type { PythonInterpreter } from './python-interpreter';
import { pythonOf } from './python-of';
import { StageArtifact } from './stage-artifact';

/** Where a virtual environment is. */
export interface VirtualenvProps {
  /** The stage that made it. */
  readonly source: IImageSource;
  /** The absolute path it was made for. It works nowhere else. */
  readonly path: string;
  /**
   * The folder in the stage whose content is copied onto `/`.
   * @default - the path itself
   */
  readonly root?: string;
  /**
   * The Python it was made with.
   * @default - that of the source
   */
  readonly python?: PythonInterpreter;
  /**
   * Whether there are compiled files in it, which need a glibc that is not older than that of the source's base image.
   * @default true
   */
  readonly compiled?: boolean;
}

/** A virtual environment (PEP 405). It works only at its path, with the Python that made it. */
export class Virtualenv extends StageArtifact {
  constructor(props: VirtualenvProps) {
    const { rootImage } = props.source;
    const glibcVersion = props.compiled ?? true ? rootImage.glibcVersion : undefined;
    super({ ...props, python: props.python ?? pythonOf(props.source), libc: rootImage.libc, glibcVersion });
  }
}
