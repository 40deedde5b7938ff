import { LockFacts } from './locks/locked-package';
import { PythonRule } from './python-choice';

/** Which tool reads the plan's file. */
export type Installer = 'requirements' | 'uv-lock' | 'pyproject' | 'none';

/** What gets installed into the image, and how far it is pinned. No folder lies in another one, and no file in a folder. */
export interface DependencyPlan extends LockFacts {
  /**
   * `requirements`: `file` is for `pip install -r`; `uv-lock`: `file` is for `uv sync`; `pyproject`: no lock at all,
   * `uv pip install -r pyproject.toml`; `none`: nothing to install.
   */
  readonly installer: Installer;
  /** The file that the installer is given, relative to the source. Undefined when there is nothing to install. */
  readonly file?: string;
  /** The extras of the project to install, normalized. */
  readonly extras: string[];
  /** The dependency groups of the project to install, normalized. */
  readonly groups: string[];
  /** What makes the lock anew. */
  readonly refreshCommand: string;
  /** Rules for the Python from the lock. */
  readonly pythonRules: PythonRule[];
}

/** The plan of a project without dependencies. */
export const NO_DEPENDENCIES: DependencyPlan = {
  installer: 'none',
  files: [],
  folders: [],
  packages: [],
  packagesFor: () => [],
  locked: true,
  hashed: true,
  extras: [],
  groups: [],
  refreshCommand: 'uv lock',
  pythonRules: [],
};
