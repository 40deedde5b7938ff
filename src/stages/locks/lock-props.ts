import { BaseImage } from '../../dockerfile';

/** What is locked, and where. */
export interface LockStageProps {
  /**
   * What is asked for: `requirements.in`, or `pyproject.toml`. Relative to the source.
   * @default - requirements.in, if there is one, else pyproject.toml
   */
  readonly requirements?: string;

  /**
   * The lock, in the folder of `requirements`: uv.lock, or another name for a requirements file with hashes.
   * @default - of requirements.in: requirements.txt. Of pyproject.toml: the lock that is there, else uv.lock
   */
  readonly file?: string;

  /**
   * Extras of the project to lock, for a requirements file. A uv.lock has all of them.
   * @default - none
   */
  readonly extras?: string[];

  /**
   * Dependency groups of the project to lock (PEP 735), for a requirements file. A uv.lock has all of them.
   * @default - none
   */
  readonly groups?: string[];

  /**
   * The image that the lock is computed in: the base of the runtime. What has to be built to know what it needs is built there.
   * @default - the official slim image of the app's Python
   */
  readonly baseImage?: BaseImage;

  /**
   * Debian packages for what has to be built there.
   * @default - none
   */
  readonly systemPackages?: string[];
}
