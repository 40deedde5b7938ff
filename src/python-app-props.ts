import { ImagePlatform } from './dockerfile';
import { Dependencies, Entrypoint, PackageIndex, PythonVersion, SystemPackages } from './python';

/** A Python app. Only `source` is needed: everything else is read from the project. */
export interface PythonAppProps {
  /** The folder of the project: absolute, or relative to the working directory of the process. In other languages than TypeScript, take an absolute one. */
  readonly source: string;

  /**
   * The Python of the image.
   * @default - the one that `.python-version`, `.tool-versions`, mise.toml, runtime.txt or a Pipfile names; else 3.13, or the newest supported one that
   * satisfies `requires-python` if 3.13 does not; `docs/python-version.md` tells it in full
   */
  readonly python?: PythonVersion;

  /**
   * Which packages are installed.
   * @default - uv.lock, else requirements.txt, else the dependencies of pyproject.toml without a lock
   */
  readonly dependencies?: Dependencies;

  /**
   * Where packages come from, beside PyPI or in its place.
   * @default - those of `PythonAppDefaults`, else PyPI alone
   */
  readonly indexes?: PackageIndex[];

  /**
   * How the app starts.
   * @default - the `web` process of the Procfile, else the one console script or the one that is called as the project, else the Django site, else
   * the package's `__main__`, else the web application or the program in a file with a customary name; `docs/entry-points.md` tells it in full
   */
  readonly entrypoint?: Entrypoint;

  /**
   * The server of a web application, for a project that declares several or none: `gunicorn` is one of its dependencies,
   * `gunicorn==27.0.1` is installed beside them. What it needs in turn is then not locked.
   * @default - the first that is among the dependencies, as `Entrypoint.asgi` and `Entrypoint.wsgi` have it
   */
  readonly webServer?: string;

  /**
   * Debian packages for building and for running.
   * @default - what the catalogue knows of the locked packages
   */
  readonly systemPackages?: SystemPackages;

  /**
   * The platform that the image is for.
   * @default - that of `PythonAppDefaults`, else ImagePlatform.LINUX_AMD64
   */
  readonly platform?: ImagePlatform;

  /**
   * Where the official images are pulled from: a registry or a mirror with the prefix of `docker/library/python`;
   * `docker.io` is Docker Hub; a mirror of Docker Hub ends in `/library`.
   * @default - that of `PythonAppDefaults`, else 'public.ecr.aws'
   */
  readonly registry?: string;

  /**
   * Variables of the container's environment, beside those of the runtime. Never a secret: they are written into the image.
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
   * The absolute path of the virtual environment in the build and in the image: `/usr/share/python3/app`.
   * Fails with `VirtualenvPathInvalid` for a folder that belongs to the system or to the build, and for one around the app's files.
   * @default '/app/.venv'
   */
  readonly virtualenvPath?: string;

  /**
   * Console scripts that are linked into /usr/bin: those of the project or of a dependency, by name. They are found there by whoever
   * does not have the image's PATH: a login shell, cron, `docker exec` of another tool. `Object.keys(PythonProject.fromFolder(source).consoleScripts)` are all of the project's own.
   * Fails with `EntrypointInvalid` for what is no name; the check in the build fails for a script that is not there.
   * @default - none
   */
  readonly exposeScripts?: string[];

  /**
   * The version of uv that builds and installs. It is in no image.
   * @default - that of `PythonAppDefaults`, else '0.13.8'
   */
  readonly uvVersion?: string;
}
