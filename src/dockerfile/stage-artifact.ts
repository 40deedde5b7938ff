import type { ImagePlatform } from './image-platform';
import type { IImageSource } from './image-source';
import type { ImageStage } from './image-stage';
import type { Libc } from './libc';
import type { PythonInterpreter } from './python-interpreter';
import { CodedError } from '../private/coded-error';

/** Where an artifact is and what it was made with. */
export interface StageArtifactProps {
  /** The stage (or image) that holds it. */
  readonly source: IImageSource;

  /** The absolute path at which it is used at run time: `/app/.venv`. */
  readonly path: string;

  /**
   * The folder in the stage whose content is copied onto `/`: `/out`, when the artifact is at `/out/app/.venv` there.
   * @default - the path itself: the artifact is where it will be used
   */
  readonly root?: string;

  /**
   * The Python that it was made with and that it needs at run time.
   * @default - any, or none
   */
  readonly python?: PythonInterpreter;

  /**
   * The C library that its compiled files need.
   * @default - any
   */
  readonly libc?: Libc;

  /**
   * The version of glibc that its compiled files were made with, `2.41`. They may not run on an older one.
   * @default - any
   */
  readonly glibcVersion?: string;
}

/**
 * What a stage hands on: the only way from one stage to another.
 * It is a reference to an object, so it cannot name a stage that does not exist.
 */
export abstract class StageArtifact {
  /** The stage or image that holds it. */
  public readonly source: IImageSource;
  /** The absolute path at which it is used at run time. */
  public readonly path: string;
  /** The folder in the stage whose content is copied onto `/`, or the path itself. */
  public readonly root: string;
  /** The Python that it needs. */
  public readonly python?: PythonInterpreter;
  /** The C library that its compiled files need. */
  public readonly libc?: Libc;
  /** The version of glibc that its compiled files were made with. They may not run on an older one. */
  public readonly glibcVersion?: string;
  /** The platform it is for; undefined when it comes from an image. */
  public readonly platform?: ImagePlatform;

  constructor(props: StageArtifactProps) {
    this.source = props.source;
    this.path = absolute(props.path, 'path');
    this.root = props.root === undefined ? this.path : absolute(props.root, 'root');
    this.python = props.python;
    this.libc = props.libc;
    this.glibcVersion = props.glibcVersion;
    this.platform = this.stage?.platform;
  }

  /** The stage that holds it; undefined when it comes from an image. */
  public get stage(): ImageStage | undefined {
    return this.source._stage;
  }

  /**
   * Where it is in its stage.
   * @internal
   */
  public get _storedPath(): string {
    return this.root === this.path || this.root === '/' ? this.path : `${this.root}${this.path}`;
  }

  /**
   * Fails with `ArtifactMismatch` when it cannot work in a stage: another Python, another libc, an older glibc, another platform.
   * @internal
   */
  public _checkFits(stage: ImageStage): void {
    const has = stage.rootImage;
    const older = this.glibcVersion !== undefined && has.glibcVersion !== undefined && minorOf(has.glibcVersion) < minorOf(this.glibcVersion);
    const wrong: [string, string | undefined, string | undefined][] = [
      ['Python', this._describePython(this.python), this._describePython(stage.python)],
      ['libc', this.libc, has.libc],
      ['version of glibc', older ? `${this.glibcVersion} or newer` : undefined, has.glibcVersion],
      ['platform', this.platform?.value, stage.platform.value],
    ];
    for (const [what, needed, there] of wrong) {
      if (needed !== undefined && there !== undefined && needed !== there) {
        throw new CodedError('ArtifactMismatch', {
          what: `${this.path} does not work here: it was made with another ${what}`,
          found: `${what} ${there} in ${stage._writtenAt}`,
          expected: `${what} ${needed}, as in ${this.stage?._writtenAt ?? 'the image it comes from'}`,
          write: older ? 'one suite in the tags of both base images, or an older one for the builder' : 'base images of the same Python, path and libc for both stages',
        }, stage._writtenAt);
      }
    }
  }

  /**
   * What of a Python it depends on.
   * @internal
   */
  protected _describePython(python: PythonInterpreter | undefined): string | undefined {
    return python && `${python.implementation} ${python.version} at ${python.path}`;
  }
}

/** glibc has been 2.x since 1997. */
function minorOf(glibcVersion: string): number {
  return Number(glibcVersion.split('.')[1]);
}

function absolute(value: string, name: string): string {
  if (!/^(\/|(\/(?!\.{1,2}(\/|$))[^/]+)+)$/.test(value)) {
    throw new CodedError('InstructionInvalid', {
      what: `the ${name} of an artifact is not an absolute path`,
      found: JSON.stringify(value),
      expected: "an absolute path without '..', '//' and a '/' at the end",
      write: `${name}: '/${value.replace(/^[./]+|\/+$/g, '') || 'app'}'`,
    });
  }
  return value;
}
