import { CommonAppProps } from './common-app-props';
import { PythonVersion } from './python';

/** A tool of an index as an app. */
export interface PythonToolProps extends CommonAppProps {
  /** The package that is the tool, as pip takes it: `httpie`, `certbot>=5`, `ipython[notebook]`. */
  readonly requirement: string;

  /**
   * The lock of the tool: a requirements file with hashes, the tool and everything that it needs. Absolute, or relative to the working directory of the
   * process; in other languages than TypeScript, take an absolute path. `echo httpie | uv pip compile - --universal --generate-hashes -o httpie.txt` makes it.
   */
  readonly lockFile: string;

  /**
   * The Python of the image.
   * @default PythonVersion.V3_13
   */
  readonly python?: PythonVersion;

  /**
   * The console script that the container runs: `http` of httpie.
   * @default - the name of the package
   */
  readonly script?: string;

  /**
   * The absolute path of the virtual environment: not below /app, where the container starts and where files for the tool are mounted.
   * Fails with `VirtualenvPathInvalid` for a folder that belongs to the system or to the build, and for /app itself.
   * @default '/opt/venv'
   */
  readonly virtualenvPath?: string;
}
