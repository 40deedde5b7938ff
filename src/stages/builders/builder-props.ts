import { IImageSource } from '../../dockerfile';
import { Dependencies, SystemPackages } from '../../python';

/** What every builder can be told. */
export interface BuilderProps {
  /**
   * Which packages are installed.
   * @default - the project's lock; without one, what the project declares
   */
  readonly dependencies?: Dependencies;

  /**
   * Debian packages for building and for running, beside Python's own.
   * @default - for building, what the catalogue knows of exactly the packages that have no wheel for the image; for running, what it knows of all
   */
  readonly systemPackages?: SystemPackages;

  /**
   * The image that packages are built and installed in: a `BaseImage`, a `SharedImage` or a stage. Its Python has to be that of the runtime.
   * @default - the official slim image; the full one when a package compiles that the catalogue does not know
   */
  readonly baseImage?: IImageSource;
}
