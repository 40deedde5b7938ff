import { Construct } from 'constructs';
import type { BaseImage } from './base-image';
import { Command } from './command';
import type { CopyArtifactOptions, CopyOptions } from './copy-options';
import type { ImagePlatform } from './image-platform';
import type { IImageSource } from './image-source';
import { Instruction } from './instruction';
import { absoluteFolder, environmentName, userName } from './instruction-values';
import type { PythonInterpreter } from './python-interpreter';
import { pythonOf } from './python-of';
import type { RunOptions } from './run-options';
import type { StageArtifact } from './stage-artifact';
import { StageScope } from './stage-scope';
import { atConstruct, CodedError } from '../private/coded-error';
import { expectTexts } from '../private/expected-text';

/** What a stage is built on. */
export interface ImageStageProps {
  /** What `FROM` names: a base image, or another stage of the same app. */
  readonly parent: IImageSource;

  /**
   * Run the stage on the platform of the machine that builds (`FROM --platform=$BUILDPLATFORM`), not on the one the image is for.
   * For stages that make files for the target without running anything of it. A stage on another stage is where that one is.
   * @default - as the parent stage; false on a base image
   */
  readonly onBuildPlatform?: boolean;

  /**
   * The Python that is used in the stage and in those built on it, when its instructions bring one.
   * @default - that of what it is built on
   */
  readonly python?: PythonInterpreter;

  /**
   * What the stage is for. Stands above its FROM, and `docker buildx build --call=targets` prints it.
   * @default - none
   */
  readonly description?: string;
}

const IMAGE_STAGE = Symbol.for('cdk-python-images.ImageStage');

/**
 * One stage of a Dockerfile: `FROM … AS name` and what follows.
 *
 * A kind of stage is a subclass that overrides `instructions()`. It is called when the Dockerfile is rendered, may be called more than once,
 * and must give the same instructions each time.
 */
export abstract class ImageStage extends Construct implements IImageSource {
  /** Whether `x` is a stage, also of another copy of this library. */
  public static isImageStage(x: unknown): x is ImageStage {
    return x !== null && typeof x === 'object' && IMAGE_STAGE in x;
  }

  /** The name in `FROM … AS name`: the path of the construct below the app in kebab case. */
  public readonly stageName: string;
  /** The platform that the files of the stage are for. */
  public readonly platform: ImagePlatform;
  /** Whether the stage runs on the platform of the machine that builds. */
  public readonly onBuildPlatform: boolean;
  /** What `FROM` names. */
  public readonly parent: IImageSource;
  /** The base image at the end of the chain of parents. */
  public readonly rootImage: BaseImage;
  /** The Python that is used in the stage; undefined where none is known. */
  public readonly python?: PythonInterpreter;
  /** What the stage is for. */
  public readonly description?: string;

  /**
   * Whether `python` is another than that of the base image: what the bare names `python` and `pip` mean here is not known.
   * @internal
   */
  public readonly _bringsPython: boolean;

  private readonly stageScope: StageScope;
  private readonly added: Instruction[] = [];
  private frozenBy?: string;

  /** Fails with `StageOutsideApp` without an app above, and with `StageNameTaken` when another stage of the app has the name. */
  constructor(scope: Construct, id: string, props: ImageStageProps) {
    super(scope, id);
    Object.defineProperty(this, IMAGE_STAGE, { value: true });
    const { parent } = props;
    this.stageScope = StageScope.of(this);
    this.platform = this.stageScope.platform;
    this.parent = parent;
    this.rootImage = parent.rootImage;
    this.python = props.python ?? pythonOf(parent);
    this._bringsPython = props.python !== undefined || (parent._stage?._bringsPython ?? false);
    this.description = props.description;
    const inherited = parent._stage?.onBuildPlatform;
    this.onBuildPlatform = inherited ?? props.onBuildPlatform ?? false;
    this.stageName = atConstruct(this.node.path, () => {
      if (props.onBuildPlatform !== undefined && props.onBuildPlatform !== this.onBuildPlatform) {
        throw new CodedError('InstructionInvalid', {
          what: 'a stage on another stage runs where that one runs',
          found: `onBuildPlatform: ${props.onBuildPlatform}, while that of the parent is ${inherited}`,
          expected: `${inherited}, or nothing`,
          write: 'no onBuildPlatform here, or a base image as parent',
        });
      }
      return this.stageScope._name(this);
    });
  }

  /** What was added from outside, in the order of the calls. A copy. */
  public get additions(): Instruction[] {
    return [...this.added];
  }

  /** Adds a command, word by word; nothing in it is special to a shell. A command line in one text is for `addShell`. */
  public addRun(argv: string[], options: RunOptions = {}): void {
    this.add(() => Instruction.run([Command.argv(...wordsOf(argv))], options));
  }

  /** Adds a shell command or a script of several lines. */
  public addShell(script: string, options: RunOptions = {}): void {
    this.add(() => Instruction.run([Command.shell(script)], options));
  }

  /** Adds a COPY of files of the source folder. */
  public addCopy(options: CopyOptions): void {
    this.add(() => Instruction.copyContext(options));
  }

  /** Adds a COPY of what another stage made. */
  public addCopyArtifact(artifact: StageArtifact, options: CopyArtifactOptions = {}): void {
    this.add(() => Instruction.copyArtifact(artifact, options));
  }

  /** Adds an environment variable: letters, digits and `_`. The value is literal: `$` expands nothing. */
  public addEnv(name: string, value: string): void {
    this.add(() => Instruction.env({ [environmentName(name)]: value }));
  }

  /** Adds a label. The value is literal: `$` expands nothing. */
  public addLabel(name: string, value: string): void {
    this.add(() => Instruction.label({ [name]: value }));
  }

  /** Adds a build argument. Its value ends up in the history of the image: never a secret. */
  public addArg(name: string, defaultValue?: string): void {
    this.add(() => Instruction.arg(name, defaultValue));
  }

  /** Says that the image listens on a port. */
  public addExpose(port: number, protocol?: string): void {
    this.add(() => Instruction.expose(port, protocol));
  }

  /** Switches the user for what follows and for the container: `uid:gid`, or a name that the image has in /etc/passwd. */
  public addUser(user: string): void {
    this.add(() => Instruction.user(userName(user)));
  }

  /** Switches the working directory for what follows and for the container: an absolute path. */
  public addWorkdir(path: string): void {
    this.add(() => Instruction.workdir(absoluteFolder(path)));
  }

  /** Adds any instruction. */
  public addInstruction(instruction: Instruction): void {
    this.add(() => instruction);
  }

  /** Adds text verbatim. Nothing in it is checked but that it is whole and starts no stage. */
  public addRaw(text: string): void {
    this.add(() => Instruction.raw(text));
  }

  /** The stage's own instructions. */
  protected abstract instructions(): Instruction[];

  /** What ends the stage, after all additions: USER, ENTRYPOINT and the like. */
  protected closing(): Instruction[] {
    return [];
  }

  /**
   * All instructions in order.
   * @internal
   */
  public _allInstructions(): Instruction[] {
    return atConstruct(this.node.path, () => {
      const additions = this.added.length > 0 ? [...this._beforeAdditions(), ...this.added] : [];
      return [...this.instructions(), ...additions, ...this.closing()];
    });
  }

  /**
   * Where additions find themselves.
   * @internal
   */
  protected _beforeAdditions(): Instruction[] {
    return [];
  }

  /** @internal */
  public get _stage(): ImageStage {
    return this;
  }

  /**
   * The path of the construct that a user knows it by: a stage that is made for another one has that one's.
   * @internal
   */
  public get _writtenAt(): string {
    return this.node.path;
  }

  /** @internal */
  public get _scope(): StageScope {
    return this.stageScope;
  }

  /**
   * The construct that rendered it; undefined while it is open.
   * @internal
   */
  public get _renderedBy(): string | undefined {
    return this.frozenBy;
  }

  /** @internal */
  public _freeze(by: string): void {
    this.frozenBy = this.frozenBy ?? by;
  }

  private add(make: () => Instruction): void {
    const path = this.node.path;
    if (this.frozenBy !== undefined) {
      throw new CodedError('AppFrozen', {
        what: `the stage was already rendered by ${this.frozenBy}, so nothing can be added to it`,
        found: `an addition to ${path} after ${this.frozenBy} was made`,
        expected: 'additions first, the image last',
        write: `the addition before the line that makes ${this.frozenBy}`,
      }, path);
    }
    this.added.push(atConstruct(path, make));
  }
}

/** The words of a command. A text has letters for words, and would become a command of one letter. */
function wordsOf(argv: string[]): string[] {
  const line: unknown = argv;
  return expectTexts(argv, 'the words of a command', typeof line === 'string' ? `addRun(${JSON.stringify(line.split(/\s+/))})\nor addShell(${JSON.stringify(line)})` : "addRun(['mkdir', '/data'])");
}
