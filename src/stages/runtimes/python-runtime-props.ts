import type { MakeClient } from './lambda-client-stage';
import { IImageSource, StageArtifact } from '../../dockerfile';
import { Entrypoint, SystemPackages } from '../../python';

/** What a runtime with a Python in it is made of. */
export interface PythonRuntimeStageProps {
  /**
   * The dependencies: the virtual environment or the wheels of a builder.
   * @default - what the app's builder made for such a base; a `VirtualenvBuilderStage` is made when there is none
   */
  readonly install?: StageArtifact;

  /**
   * The app's own files.
   * @default - what the builder of `install` made of the source
   */
  readonly application?: StageArtifact;

  /**
   * How the app starts.
   * @default - read from the project: its console script, its `__main__`, its main script
   */
  readonly entrypoint?: Entrypoint;

  /**
   * Debian packages that the app needs at run time; only the runtime ones are looked at.
   * @default - those that the builder of `install` found
   */
  readonly systemPackages?: SystemPackages;

  /**
   * The base of the image: a `BaseImage`, a `SharedImage` or a stage. Its Python has to be that of the builder, at the same path.
   * @default - the one that the kind of runtime is named for
   */
  readonly baseImage?: IImageSource;

  /**
   * The absolute path that wheels are installed to: a virtual environment, `/usr/share/python3/app`. One that is made already has its path.
   * Fails with `VirtualenvPathInvalid` for a folder that belongs to the system or to the build, and for one around the app's files.
   * @default - that of the environment to install; for wheels that of the app, else '/app/.venv'
   */
  readonly virtualenvPath?: string;

  /**
   * Console scripts that are linked into /usr/bin: those of the project or of a dependency, by name. They are found there by whoever
   * does not have the image's PATH: a login shell, cron, `docker exec` of another tool. `Object.keys(app.project.consoleScripts)` are all of the project's own.
   * Fails with `EntrypointInvalid` for what is no name; the check in the build fails for a script that is not there.
   * @default - none
   */
  readonly exposeScripts?: string[];

  /**
   * Variables of the environment, beside PATH, HOME and those that make Python behave in a container. The check in the build has them, too.
   * Never a secret: they are written into the image.
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * The signal that ends the app: `SIGTERM`.
   * @default - that of the web server; SIGINT for other Python programs, which as process 1 end by no other signal unless they handle it
   */
  readonly stopSignal?: string;

  /**
   * The numbers of the user and the group that the app runs as: `uid:gid`, not root.
   * @default '10001:10001'
   */
  readonly user?: string;

  /**
   * Try the image in the build: libraries that are missing, packages that do not fit together, imports that fail.
   * @default true
   */
  readonly check?: boolean;

  /**
   * Installs what calls the app where the app's own packages do not have it.
   * @internal
   */
  readonly _client?: MakeClient;
}
