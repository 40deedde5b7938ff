/** Options of `Dependencies.fromRequirements`. */
export interface RequirementsOptions {
  /**
   * The requirements file, relative to the source. It may include others by `-r` and `-c`.
   * @default 'requirements.txt'
   */
  readonly file?: string;
}

/** Options of `Dependencies.fromUvLock`. */
export interface UvLockOptions {
  /**
   * The lock, relative to the source.
   * @default - uv.lock of the workspace that the project is a member of, else 'uv.lock'
   */
  readonly file?: string;

  /**
   * The extras of the project to install (`[project.optional-dependencies]`).
   * @default - none
   */
  readonly extras?: string[];

  /**
   * The dependency groups to install (PEP 735). Groups are for development: none is installed unless it is named, `dev` neither.
   * @default - none
   */
  readonly groups?: string[];
}

/** Options of `Dependencies.fromPoetryLock`. */
export interface PoetryLockOptions {
  /**
   * The lock, relative to the source.
   * @default 'poetry.lock'
   */
  readonly file?: string;

  /**
   * The extras of the project to install.
   * @default - none
   */
  readonly extras?: string[];

  /**
   * The dependency groups to install beside the main one.
   * @default - none
   */
  readonly groups?: string[];

  /**
   * The version of Poetry that exports the lock, in a stage of its own.
   * @default '2.5.1'
   */
  readonly poetryVersion?: string;

  /**
   * The version of `poetry-plugin-export`. It has to fit the version of Poetry.
   * @default '1.10.1'
   */
  readonly exportVersion?: string;
}

/** Options of `Dependencies.fromPdmLock`. */
export interface PdmLockOptions {
  /**
   * The lock, relative to the source.
   * @default 'pdm.lock'
   */
  readonly file?: string;

  /**
   * The extras of the project to install (`[project.optional-dependencies]`).
   * @default - none
   */
  readonly extras?: string[];

  /**
   * The dependency groups to install. Groups are for development: none is installed unless it is named.
   * @default - none
   */
  readonly groups?: string[];

  /**
   * The version of PDM that exports the lock, in a stage of its own.
   * @default '2.29.3'
   */
  readonly pdmVersion?: string;
}

/** Options of `Dependencies.fromPipfileLock`. */
export interface PipfileLockOptions {
  /**
   * The lock, relative to the source.
   * @default 'Pipfile.lock'
   */
  readonly file?: string;

  /**
   * The categories to install beside `packages`, as Pipfile names them: `dev-packages` or one of your own.
   * @default - none
   */
  readonly categories?: string[];

  /**
   * The version of Pipenv that writes the lock out, in a stage of its own.
   * @default '2026.10.3'
   */
  readonly pipenvVersion?: string;
}

/** Options of `Dependencies.fromPylock`. */
export interface PylockOptions {
  /**
   * The lock, relative to the source: `pylock.toml`, or `pylock.worker.toml`.
   * @default 'pylock.toml'
   */
  readonly file?: string;

  /**
   * The extras to install of those that the lock has. Source: PEP 751, `extras`.
   * @default - none
   */
  readonly extras?: string[];

  /**
   * The dependency groups to install of those that the lock has, beside its `default-groups`. Source: PEP 751, `dependency-groups`.
   * @default - none
   */
  readonly groups?: string[];
}
