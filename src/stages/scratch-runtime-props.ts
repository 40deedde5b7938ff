import { IImageSource } from '../dockerfile';
import { PythonRuntimeStageProps } from './python-runtime-props';

/** What a runtime in the empty image is made of. */
export interface ScratchRuntimeStageProps extends PythonRuntimeStageProps {
  /**
   * The image that Python and the libraries are taken from; the packages come from a builder with the same Python.
   * @default - the official slim image
   */
  readonly baseImage?: IImageSource;

  /**
   * Modules of the standard library that the image does without, by their names: `['sqlite3', 'curses']`. With a module go its compiled part and the libraries that
   * nothing else loads; with `ssl` the certificates, with `zoneinfo` the time zones. The check of the build fails when the app imports one of them at its start.
   * Fails with `BaseImageInvalid` for what is no name of a module; the build fails for a module that the standard library does not have.
   * @default - none; what needs a screen, what makes environments and what tests Python itself is never in it
   */
  readonly excludedModules?: string[];
}
