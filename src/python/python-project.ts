import * as path from 'path';
import { IConstruct } from 'constructs';
import { refuseCredentials } from './access/credential-check';
import { ConsoleScripts, readConsoleScripts } from './declarations/console-scripts';
import { withHatchToml } from './declarations/hatch-toml';
import { saysPackage } from './declarations/package-mode';
import { LEGACY_BACKEND, parsePyproject, Pyproject } from './declarations/pyproject';
import { findUvWorkspace, UvWorkspace } from './declarations/uv-workspace';
import { startsBesidePackage } from './entrypoints/started-beside';
import { UNKNOWN } from './layouts/wheel-layout';
import { applicationFiles, everythingBelow } from './source/project-files';
import { ProjectLayout, readLayout } from './source/project-layout';
import { SourceFolder } from './source/source-folder';
import { choosePython, PythonRule } from './versions/python-choice';
import { readPythonHints } from './versions/python-hints';
import { readPythonPins } from './versions/python-pins';
import { readPythonRules } from './versions/python-rules';
import { PythonVersion } from './versions/python-version';
import { atConstruct, CodedError } from '../private/coded-error';
import { Trait } from '../private/trait';
import { unlessRefused } from '../private/unless-refused';

/** Options of `PythonProject.fromFolder`. */
export interface PythonProjectOptions {
  /**
   * The path of the construct that the project belongs to; it stands in front of error messages.
   * @default - no path
   */
  readonly constructPath?: string;

  /**
   * A folder above, as far as the project may reach: for links, and for paths in its own files such as `../common`.
   * @default - links stay in the folder; such a path, in its git repository; both in the workspace of uv that it is a member of
   */
  readonly workspace?: string;
}

/**
 * What a folder says about the Python project inside. Reading it executes nothing and never leaves the folder.
 */
export class PythonProject {
  /**
   * Reads the project in a folder: pyproject.toml (PEP 621), the layout of its code, which locks are there.
   *
   * SourceNotFound, SourceNotFolder, SourceEmpty: the folder is not one. SourceEscapes: a path or a link leads out of it.
   * TomlInvalid, PyprojectInvalid, RequirementsInvalid: pyproject.toml is wrong, with the place.
   * CredentialInSource: a URL in it has a password or a token.
   *
   * @param folder the folder, absolute or relative to the working directory
   */
  public static fromFolder(folder: string, options: PythonProjectOptions = {}): PythonProject {
    const read = () => new PythonProject(SourceFolder.open(folder, options.workspace));
    return options.constructPath === undefined ? read() : atConstruct(options.constructPath, read);
  }

  /**
   * A package of an index as an app: there is no code of its own, and of the folder the lock alone is read.
   * @internal
   */
  public static _ofTool(folder: string, name: string): PythonProject {
    return new PythonProject(SourceFolder.open(folder), name);
  }

  /** Makes the project the one that constructs below find by `PythonProject.of`. */
  public static implement(construct: IConstruct, project: PythonProject): void {
    TRAIT.implement(construct, project);
  }

  /**
   * The project of a construct or of the nearest one above it.
   *
   * ProjectMissing: no construct on the way to the top has one.
   */
  public static of(construct: IConstruct): PythonProject {
    const project = TRAIT.nearest(construct);
    if (project === undefined) {
      throw new CodedError('ProjectMissing', {
        what: 'no Python project belongs to this construct',
        found: `no project between ${JSON.stringify(construct.node.path)} and the root`,
        expected: 'a PythonApp above it',
        write: 'PythonProject.implement(scope, PythonProject.fromFolder(\'…\'))',
      }, construct.node.path);
    }
    return project;
  }

  /** The folder, absolute. */
  public readonly root: string;
  /** The name of the project, as it is written. Undefined when it has none. */
  public readonly name?: string;
  /** The version, when pyproject.toml has it as text. */
  public readonly version?: string;
  /** `requires-python`, a version specifier. Undefined when every version is allowed. */
  public readonly requiresPython?: string;
  /**
   * Whether there is something to install: a `[build-system]` or a setup.py. Without one, uv installs the dependencies only and the
   * code runs from its folder; `[tool.uv] package` overrules this. Poetry's `package-mode = false` and PDM's `distribution = false` are
   * respected, and a project is none where its back end finds nothing to build, where its Procfile starts a file of the source, and where nothing but a file at
   * its top says how it starts, which the wheel does not have.
   */
  public readonly isPackage: boolean;
  /** The build back end, `hatchling.build`. Undefined when there is nothing to install. Source: PEP 517. */
  public readonly buildBackend?: string;
  /** The console scripts: name to `module:function`. Source: `[project.scripts]`, or what Poetry, Flit and setuptools have in its place. */
  public readonly consoleScripts: Record<string, string>;
  /** The dependency specifiers of `[project] dependencies` (PEP 508). */
  public readonly dependencies: string[];
  /** The dependency specifiers of `[project.optional-dependencies]`, by extra. */
  public readonly optionalDependencies: Record<string, string[]>;

  /** @internal */
  public readonly _source: SourceFolder;
  /** @internal */
  public readonly _pyproject?: Pyproject;
  /** @internal */
  public readonly _layout: ProjectLayout;
  /** @internal */
  public readonly _consoleScripts: ConsoleScripts;
  /**
   * Whether the source has an app: the folder of a tool has its lock alone.
   * @internal
   */
  public readonly _hasCode: boolean;
  /**
   * The workspace of uv that the project is a member of.
   * @internal
   */
  public readonly _workspace?: UvWorkspace;
  private readonly neighbours = new Map<string, PythonProject>();
  private application?: string[];

  private constructor(opened: SourceFolder, tool?: string) {
    this.root = opened.root;
    this._hasCode = tool === undefined;
    const text = this._hasCode ? opened.read('pyproject.toml') : undefined;
    refuseCredentials(text ?? '', 'pyproject.toml');
    const pyproject = text === undefined ? undefined : withHatchToml(parsePyproject(text), opened.read('hatch.toml'));
    this._pyproject = pyproject;
    this._workspace = pyproject && findUvWorkspace(this.root, pyproject.tool);
    const source = opened.within(this._workspace?.root);
    this._source = source;
    const layout = this._hasCode ? readLayout(source, pyproject) : { importRoots: [], packages: [], modules: [], programs: [], wheel: UNKNOWN };
    this._layout = layout;
    const project = pyproject?.project;
    this.name = tool ?? project?.name;
    this.version = project?.version;
    this.requiresPython = project?.requiresPython;
    this._consoleScripts = this._hasCode ? readConsoleScripts(source, pyproject) : { scripts: {}, files: [], where: '[project.scripts]' };
    const said = this._hasCode ? saysPackage({ source, pyproject, layout, scripts: this._consoleScripts.scripts }) : false;
    this.isPackage = said ?? true;
    this.buildBackend = this.isPackage ? pyproject?.buildSystem?.backend ?? LEGACY_BACKEND : undefined;
    if (said === undefined && startsBesidePackage(this)) {
      this.isPackage = false;
      this.buildBackend = undefined;
      this.application = undefined;
    }
    // Nothing is built of it: its modules have the names that their files have.
    this._layout = this.isPackage ? layout : { ...layout, wheel: UNKNOWN };
    this.consoleScripts = this._consoleScripts.scripts;
    this.dependencies = (project?.dependencies ?? []).map((requirement) => requirement.text);
    this.optionalDependencies = Object.fromEntries(Object.entries(project?.optionalDependencies ?? {})
      .map(([extra, requirements]) => [extra, requirements.map((requirement) => requirement.text)]));
  }

  /**
   * The Python to build with: the requested one; otherwise the one that `.python-version`, `.tool-versions`, mise.toml, runtime.txt or
   * a Pipfile names; otherwise 3.13, or the newest supported one if `requires-python` excludes it.
   *
   * PythonExcluded: `requires-python` excludes the requested one, or all supported ones, or files disagree.
   * PythonUnsupported: a file names another Python than CPython.
   */
  public choosePython(requested?: PythonVersion): PythonVersion {
    return this._choosePython(requested);
  }

  /**
   * Like choosePython, with the rules of a lock, too.
   * @internal
   */
  public _choosePython(requested?: PythonVersion, rules: PythonRule[] = []): PythonVersion {
    return choosePython(this._pythonRules(rules), requested);
  }

  /**
   * All files that say something about the Python, and what; the rules of a lock among them.
   * @internal
   */
  public _pythonRules(rules: PythonRule[]): PythonRule[] {
    const declared = [...readPythonRules(this._source, this._pyproject), ...rules];
    const pins = readPythonPins(this._source);
    const others = declared.filter(({ file, package: limit }) => limit !== undefined || !pins.some((pin) => pin.file === file));
    return [...others, ...pins, ...readPythonHints(this._source)];
  }

  /**
   * What the project allows.
   * @internal
   */
  public _declaredPython(file: string): PythonRule[] {
    return this.requiresPython === undefined ? [] : [{ file, requiresPython: this.requiresPython }];
  }

  /**
   * The project in another folder, which `SourceFolder.place` gave. Its errors name the folder.
   * @internal
   */
  public _projectAt(place: string): PythonProject {
    const known = this.neighbours.get(place) ?? inFolder(place, () => new PythonProject(this._source.open(place)));
    this.neighbours.set(place, known);
    return known;
  }

  /**
   * The files that building or running the application takes, relative to `root`, with `/`, sorted. Only files; a link is followed
   * when it stays inside, SourceEscapes otherwise. A folder that is no package gives all its files, code, data and texts, but version control,
   * environments, caches, `.env*`, the files of editors, CI, Docker and installers, the output of builds, and tests that nothing imports.
   * @internal
   */
  public _applicationFiles(): string[] {
    this.application ??= applicationFiles(this.fileFacts);
    return [...this.application];
  }

  /**
   * All files below a folder of the source that an instruction names: nothing is left out but `.git`, `.env*`, environments and byte code.
   * Links as in the application's files.
   * @internal
   */
  public _everythingBelow(folder: string): string[] {
    return everythingBelow(this._source, folder);
  }

  private readonly isOther = (folder: string): boolean => this._workspace !== undefined && this._source.isFile(`${folder}/pyproject.toml`)
    && this._workspace.names(path.relative(this._workspace.root, this._source.absolute(folder)).split(path.sep).join('/'));

  private get fileFacts() {
    const { _source: source, _pyproject: pyproject, _layout: layout, name, isOther } = this;
    return { source, pyproject, layout, name, isOther, isPackage: this.isPackage };
  }
}

const TRAIT = new Trait<PythonProject>('PythonProject');

function inFolder<T>(place: string, read: () => T): T {
  return unlessRefused(read, ({ code, facts }) => {
    const { what } = facts;
    throw new CodedError(code, { ...facts, what: `${place}${what.startsWith('pyproject.toml') ? '/' : ': '}${what}` });
  });
}
