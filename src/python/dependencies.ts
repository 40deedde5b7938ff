import { ImagePlatform } from '../dockerfile';
import { DependencyPlan, NO_DEPENDENCIES } from './dependency-plan';
import { markerEnvironment } from './install-target';
import { checkRequirements, checkUvLock } from './lock-check';
import { chooseLock } from './lock-choice';
import { CodedError } from '../private/coded-error';
import { readDeclared } from './locks/declared';
import { readRequirementsTxt } from './locks/requirements-txt';
import { readUvLock } from './locks/uv-lock';
import { MarkerEnvironment } from './marker';
import { normalizeName } from './package-name';
import { Pyproject } from './pyproject';
import { PythonProject } from './python-project';

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
   * @default 'uv.lock'
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

const UV_PIP_COMPILE = 'uv pip compile pyproject.toml -o requirements.txt --generate-hashes';

/** Where the dependencies of an app come from. */
export abstract class Dependencies {
  /**
   * A requirements file as pip reads it. Pinned versions with hashes make it a lock.
   *
   * LockNotFound: the file or one that it includes is not there. RequirementsInvalid: a line cannot be read, or installs the project itself.
   * LockStale: a dependency of pyproject.toml is missing, or pinned to a version that pyproject.toml excludes.
   * CredentialInSource: a URL has a password or a token; `${VARIABLE}` is none.
   */
  public static fromRequirements(options: RequirementsOptions = {}): Dependencies {
    return new RequirementsDependencies(options.file ?? 'requirements.txt');
  }

  /**
   * The lock of uv.
   *
   * LockNotFound, LockInvalid: it is not there, or not one. LockNotUnderstood: the dependencies of pyproject.toml are dynamic. LockStale: it was made from another pyproject.toml.
   * DependencyGroupUnknown: an extra or a group that the project does not have. CredentialInSource: a URL has a password or a token.
   */
  public static fromUvLock(options: UvLockOptions = {}): Dependencies {
    return new UvLockDependencies(options.file ?? 'uv.lock', options.extras ?? [], options.groups ?? []);
  }

  /** Nothing is installed but the project itself. */
  public static none(): Dependencies {
    return new NoDependencies();
  }

  /**
   * What the project says: uv.lock, else requirements.txt, else the dependencies of pyproject.toml without a lock.
   * @internal
   */
  public static _default(): Dependencies {
    return new DefaultDependencies();
  }

  /**
   * Reads the files. The environment decides which markers hold when a lock is compared with pyproject.toml;
   * without one it is the project's default Python on linux/amd64.
   * @internal
   */
  public abstract _bind(project: PythonProject, environment?: MarkerEnvironment): DependencyPlan;
}

class RequirementsDependencies extends Dependencies {
  constructor(private readonly file: string) {
    super();
  }

  /** @internal */
  public _bind(project: PythonProject, environment?: MarkerEnvironment): DependencyPlan {
    const source = project._source;
    const file = source.normalize(this.file, 'the requirements file');
    const facts = readRequirementsTxt(source, file);
    if (facts.projectLine !== undefined) {
      throw new CodedError('RequirementsInvalid', {
        what: `${file} installs the project itself`,
        found: facts.projectLine,
        expected: 'dependencies only: the project gets a layer of its own',
        write: 'the file without this line; uv export --no-emit-project leaves it out',
      });
    }
    const refreshCommand = facts.madeBy !== undefined && !facts.madeBy.includes('://') ? facts.madeBy
      : UV_PIP_COMPILE.replace('requirements.txt', file);
    if (project._pyproject) {
      checkRequirements(facts, file, project._pyproject, environment ?? defaultEnvironment(project), refreshCommand);
    }
    return {
      ...facts,
      installer: 'requirements',
      file,
      ...inputs(facts.files, facts.folders),
      extras: [],
      groups: [],
      refreshCommand,
      pythonRules: [],
    };
  }
}

class UvLockDependencies extends Dependencies {
  constructor(private readonly file: string, private readonly extras: string[], private readonly groups: string[]) {
    super();
  }

  /** @internal */
  public _bind(project: PythonProject): DependencyPlan {
    const source = project._source;
    const file = source.normalize(this.file, 'the lock');
    const selection = { extras: this.extras.map(normalizeName), groups: this.groups.map(normalizeName) };
    const pyproject = requirePyproject(project, file);
    refuseDynamic(pyproject, file);
    const facts = readUvLock(source, file, selection);
    checkUvLock(facts, file, pyproject);
    return {
      ...facts,
      ...selection,
      installer: 'uv-lock',
      file,
      ...inputs([...facts.files, 'pyproject.toml'], facts.folders),
      refreshCommand: 'uv lock',
      pythonRules: facts.requiresPython === undefined ? [] : [{ file, requiresPython: facts.requiresPython }],
    };
  }
}

class NoDependencies extends Dependencies {
  /** @internal */
  public _bind(): DependencyPlan {
    return NO_DEPENDENCIES;
  }
}

class DefaultDependencies extends Dependencies {
  /** @internal */
  public _bind(project: PythonProject, environment?: MarkerEnvironment): DependencyPlan {
    switch (chooseLock(project)) {
      case 'uv.lock':
        return Dependencies.fromUvLock()._bind(project, environment);
      case 'requirements.txt':
        return Dependencies.fromRequirements()._bind(project, environment);
      case 'pyproject.toml':
        return {
          ...readDeclared(project._pyproject?.project?.dependencies ?? []),
          installer: 'pyproject',
          file: 'pyproject.toml',
          extras: [],
          groups: [],
          refreshCommand: 'uv lock',
          pythonRules: [],
        };
      case undefined:
        return NO_DEPENDENCIES;
    }
  }
}

/** Each folder once and whole: none inside another, and no file that lies in one. */
function inputs(files: string[], folders: string[]): { files: string[]; folders: string[] } {
  const inside = (path: string) => folders.some((folder) => path.startsWith(`${folder}/`));
  return { files: [...new Set(files)].filter((file) => !inside(file)), folders: [...new Set(folders)].filter((folder) => !inside(folder)).sort() };
}

/** uv asks the build back end, which reads whatever it wants, and keeps the answer for as long as pyproject.toml looks the same. */
function refuseDynamic(pyproject: Pyproject, file: string): void {
  const dynamic = pyproject.project?.dynamic.filter((key) => ['dependencies', 'optional-dependencies'].includes(key)) ?? [];
  if (dynamic.length > 0) {
    throw new CodedError('LockNotUnderstood', {
      what: `${file} cannot be checked against pyproject.toml, where ${dynamic.join(' and ')} are dynamic`,
      expected: 'dependencies in [project], or a list of them that needs no build back end',
      write: 'uv export --locked --no-emit-project -o requirements.txt\nand dependencies: Dependencies.fromRequirements()',
    });
  }
}

function requirePyproject(project: PythonProject, file: string): Pyproject {
  if (!project._pyproject) {
    throw new CodedError('LockInvalid', {
      what: `${file} is there, but no pyproject.toml`,
      expected: 'the pyproject.toml that the lock was made from, beside it: uv reads both',
    });
  }
  return project._pyproject;
}

function defaultEnvironment(project: PythonProject): MarkerEnvironment {
  const version = project._choosePython().minor;
  return markerEnvironment({ python: { implementation: 'cpython', version, path: '' }, platform: ImagePlatform.LINUX_AMD64 });
}
