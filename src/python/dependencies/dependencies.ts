import { bindMetadata, bindScript, lockCommand } from './bind-declared';
import { bindPdmLock } from './bind-pdm';
import { bindPipfile, bindPipfileLock } from './bind-pipenv';
import { bindPoetry, bindPoetryLock } from './bind-poetry';
import { bindPylock } from './bind-pylock';
import { bindRequirements } from './bind-requirements';
import { bindWords } from './bind-words';
import { checkDeclared } from './declared-check';
import {
  PdmLockOptions, PipfileLockOptions, PoetryLockOptions, PylockOptions, RequirementsOptions, UvLockOptions,
} from './dependencies-options';
import { DependencyPlan, NO_DEPENDENCIES } from './dependency-plan';
import { chooseLock, LockChoice } from './lock-choice';
import { PythonProject } from '../python-project';
import { planUvLock, uvLockOf } from './uv-lock-plan';
import { readCondaEnvironment } from '../declarations/conda-environment';
import { refuseUndeclared } from '../declarations/dockerfile-installs';
import { withLocalSources, withUvSources } from '../declarations/uv-sources';
import { readDeclared } from '../locks/declared';
import { MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';

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
    return new BoundDependencies(bindRequirements, { ...options });
  }

  /**
   * The lock of uv.
   *
   * LockNotFound, LockInvalid: it is not there, or not one. LockStale: it was made from another pyproject.toml.
   * DependencyGroupUnknown: an extra or a group that the project does not have. CredentialInSource: a URL has a password or a token.
   */
  public static fromUvLock(options: UvLockOptions = {}): Dependencies {
    return new UvLockDependencies(options.file, options.extras ?? [], options.groups ?? []);
  }

  /**
   * The lock of Poetry, from 1.0 on. Poetry exports it in a stage of its own, without a network, and uv installs what it exported with its hashes.
   *
   * LockNotFound, LockInvalid: it is not there, or not one. LockStale: it was made from another pyproject.toml, which Poetry tells by a hash.
   * DependencyGroupUnknown: an extra or a group that the project does not have. CredentialInSource: a URL has a password or a token.
   */
  public static fromPoetryLock(options: PoetryLockOptions = {}): Dependencies {
    const { extras = [], groups = [] } = options;
    return new BoundDependencies(bindPoetryLock, { ...options, extras: [...extras], groups: [...groups] });
  }

  /**
   * The lock of PDM, from 2.0 on. PDM exports it in a stage of its own, without a network, and uv
   * installs what it exported with its hashes.
   *
   * LockNotFound, LockInvalid: it is not there, or not one. LockNotUnderstood: it has neither the strategy `inherit_metadata` nor all hashes. LockStale: it was made from another
   * pyproject.toml, which PDM tells by a hash. DependencyGroupUnknown: an extra or a group that the project does not have.
   * CredentialInSource: a URL has a password or a token.
   */
  public static fromPdmLock(options: PdmLockOptions = {}): Dependencies {
    const { extras = [], groups = [] } = options;
    return new BoundDependencies(bindPdmLock, { ...options, extras: [...extras], groups: [...groups] });
  }

  /**
   * The lock of Pipenv. Pipenv writes it out in a stage of its own, without a network, and uv installs that with its hashes.
   *
   * LockNotFound, LockInvalid: it is not there, or not one. LockStale: it was made from another Pipfile, which Pipenv tells by a hash.
   * DependencyGroupUnknown: a category that the Pipfile does not have. CredentialInSource: a URL has a password or a token.
   */
  public static fromPipfileLock(options: PipfileLockOptions = {}): Dependencies {
    return new BoundDependencies(bindPipfileLock, { ...options, categories: [...options.categories ?? []] });
  }

  /**
   * A lock of the standard (PEP 751), which uv reads itself.
   *
   * LockNotFound, LockInvalid: it is not there, or not one. DependencyGroupUnknown: an extra or a group that the lock does not have.
   * CredentialInSource: a URL has a password or a token.
   */
  public static fromPylock(options: PylockOptions = {}): Dependencies {
    const { extras = [], groups = [] } = options;
    return new BoundDependencies(bindPylock, { ...options, extras: [...extras], groups: [...groups] });
  }

  /** Nothing is installed but the project itself. */
  public static none(): Dependencies {
    return new NoDependencies();
  }

  /**
   * What the project says: the lock of the tool that it declares, else the only lock, else requirements.txt, else what it declares without a lock.
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

/** A binding in a file of its own, and its options. */
class BoundDependencies<Options> extends Dependencies {
  constructor(
    private readonly bind: (project: PythonProject, options: Options, environment?: MarkerEnvironment) => DependencyPlan,
    private readonly options: Options,
  ) {
    super();
  }

  /** @internal */
  public _bind(project: PythonProject, environment?: MarkerEnvironment): DependencyPlan {
    return this.bind(project, this.options, environment);
  }
}

class UvLockDependencies extends Dependencies {
  constructor(private readonly file: string | undefined, private readonly extras: string[], private readonly groups: string[]) {
    super();
  }

  /** @internal */
  public _bind(project: PythonProject): DependencyPlan {
    const selection = { extras: this.extras.map(normalizeName), groups: this.groups.map(normalizeName) };
    const file = this.file === undefined ? uvLockOf(project) ?? 'uv.lock' : project._source.place(this.file, 'the lock');
    return planUvLock(project, file, selection);
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
    const choice = chooseLock(project, (lock) => bindChoice(lock, project).packages);
    if (choice === undefined) {
      if (project._pyproject?.project === undefined) {
        refuseUndeclared(project._source);
      }
      return NO_DEPENDENCIES;
    }
    const plan = bindChoice(choice, project, environment);
    if (choice.kind === 'Pipfile.lock' || choice.kind === 'pylock.toml') {
      checkDeclared(project, plan, environment);
    }
    return { ...plan, reason: choice.reason };
  }
}

function bindChoice({ kind, file }: Pick<LockChoice, 'kind' | 'file'>, project: PythonProject, environment?: MarkerEnvironment): DependencyPlan {
  switch (kind) {
    case 'uv.lock':
      return Dependencies.fromUvLock()._bind(project, environment);
    case 'poetry.lock':
      return bindPoetryLock(project);
    case 'pdm.lock':
      return bindPdmLock(project, {}, environment);
    case 'Pipfile.lock':
      return bindPipfileLock(project);
    case 'pylock.toml':
      return bindPylock(project, { file });
    case 'requirements':
      return bindRequirements(project, { file }, environment);
    case 'project': {
      const words = withLocalSources(project, project.dependencies);
      return words !== undefined ? bindWords(project, { file, words, refreshCommand: lockCommand(project) }) : {
        ...withUvSources(project, readDeclared(project._pyproject?.project?.dependencies ?? [])),
        asked: project._pyproject?.project?.dependencies, installer: 'pyproject', file, extras: [], groups: [], refreshCommand: lockCommand(project), pythonRules: [],
      };
    }
    case 'poetry':
      return bindPoetry(project);
    case 'pipfile':
      return bindPipfile(project);
    case 'conda':
      return bindWords(project, {
        file, words: readCondaEnvironment(project._source)?.words ?? [], refreshCommand: 'uv pip compile requirements.in -o requirements.txt --generate-hashes',
      });
    case 'script':
      return bindScript(project, file);
    case 'dynamic':
    case 'flit':
    case 'setup':
      return bindMetadata(project, file);
  }
}
