import { PythonRuntimeStageProps } from './python-runtime-props';

/** What a runtime in the empty image is made of. `baseImage` is the image that Python and the libraries are taken from: the official slim one if not given. */
export interface ScratchRuntimeStageProps extends PythonRuntimeStageProps {
  /**
   * Modules of the standard library that the image does without, by their names: `['sqlite3', 'curses']`. With a module go its compiled part and the libraries that
   * nothing else loads; with `ssl` the certificates, with `zoneinfo` the time zones. The check of the build fails when the app imports one of them at its start.
   * Fails with `BaseImageInvalid` for what is no name of a module; the build fails for a module that the standard library does not have.
   * @default - none; what needs a screen, what makes environments and what tests Python itself is never in it
   */
  readonly excludedModules?: string[];
}
