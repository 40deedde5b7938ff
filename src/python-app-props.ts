import { CommonAppProps } from './common-app-props';
import { Dependencies, Entrypoint, PythonProject, PythonVersion } from './python';

/** A Python app. Only `source` is needed: everything else is read from the project. */
export interface PythonAppProps extends CommonAppProps {
  /** The folder of the project: absolute, or relative to the working directory of the process. In other languages than TypeScript, take an absolute one. */
  readonly source: string;

  /**
   * A folder above `source`, as far as the app may reach: for symbolic links, and for paths in its own files such as `../common`.
   * Absolute, or relative to the working directory.
   * @default - the workspace of uv that the app is a member of; without one, links stay in the source, and such a path in its git repository
   */
  readonly workspace?: string;

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
   * How the app starts.
   * @default - the `web` process of the Procfile, else the one console script or the one that is called as the project, else the Django site, else
   * the package's `__main__`, else the web application or the program in a file with a customary name; `docs/entry-points.md` tells it in full
   */
  readonly entrypoint?: Entrypoint;

  /**
   * The version of a project whose build back end takes it from git (setuptools-scm, hatch-vcs, versioningit, pbr, pdm-backend, uv-dynamic-versioning,
   * poetry-dynamic-versioning, setuptools-git-versioning).
   * @default - that of the nearest tag, as the tool makes it; without a repository what the project has for that case, else 0.0.0 with a warning
   */
  readonly version?: string;

  /**
   * The server of a web application, for a project that declares several or none: `gunicorn` is one of its dependencies,
   * `gunicorn==27.0.1` is installed beside them. What it needs in turn is then not locked.
   * @default - the first that is among the dependencies, as `Entrypoint.asgi` and `Entrypoint.wsgi` have it
   */
  readonly webServer?: string;

  /**
   * The absolute path of the virtual environment in the build and in the image: `/usr/share/python3/app`.
   * Fails with `VirtualenvPathInvalid` for a folder that belongs to the system or to the build, and for one around the app's files.
   * @default '/app/.venv'
   */
  readonly virtualenvPath?: string;

  /**
   * What a subclass has read in place of the folder.
   * @internal
   */
  readonly _project?: PythonProject;
}
