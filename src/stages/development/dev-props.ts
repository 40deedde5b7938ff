import { Dependencies } from '../../python';
import { RuntimeStage } from '../runtimes/runtime-stage';

/** What a target for development is made of. */
export interface DevStageProps {
  /** The image that it is like: its base, its libraries, its user and its variables. Nothing is added to it. */
  readonly runtime: RuntimeStage;

  /** What is installed: the dependencies of the image and those for development, `Dependencies.fromUvLock({ groups: ['test'] })`. */
  readonly dependencies: Dependencies;

  /**
   * Files and folders of the source that no image has: tests and what they read. They are copied to the same paths below the working directory.
   * @default - `tests` or `test`, whichever is there, and pyproject.toml
   */
  readonly files?: string[];

  /**
   * What a container runs, and what the build of a `TestStage` runs: a list of words.
   * @default - pytest in a `TestStage`, else python
   */
  readonly command?: string[];
}
