import { Construct } from 'constructs';
import { BaseImage, ImageStage, ImageStageProps, Instruction, StageScope } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import type { Probed } from './health-check';
import { imageLabels } from './image-labels';
import { RuntimeUser } from './runtime-user';
import { atConstruct } from '../../private/coded-error';
import { ImageContents } from '../../python/dependencies/bill-of-materials';
import { Entrypoint } from '../../python/entrypoints/entrypoint';

/** How an image starts and ends, whatever is in it. */
export interface RuntimeStageProps extends ImageStageProps {
  /** The command that the container runs: a list of words. */
  readonly entrypoint: string[];

  /**
   * What follows the entry point when the container is given no arguments (CMD).
   * @default - nothing
   */
  readonly command?: string[];

  /**
   * The folder that the command starts in, absolute.
   * @default - that of the parent
   */
  readonly workdir?: string;

  /**
   * The port that the app listens on.
   * @default - none
   */
  readonly port?: number;

  /** The signal that ends the app: `SIGTERM`. */
  readonly stopSignal: string;

  /** The numbers of the user and the group that the app runs as: `uid:gid`, not root. */
  readonly user: string;
}

/**
 * A stage that is an image to run: what a `PythonApp` looks for when it is asked for its image.
 *
 * The labels of the app, EXPOSE, USER, STOPSIGNAL and ENTRYPOINT come last, after all additions, unless they were added. Additions run in the folder that the app starts in, as root.
 */
export abstract class RuntimeStage extends ImageStage {
  private readonly ending: RuntimeStageProps;

  /** Fails with `UserInvalid` when the user is root or is not written as two numbers. */
  constructor(scope: Construct, id: string, props: RuntimeStageProps) {
    super(scope, id, props);
    this.ending = { ...props, entrypoint: [...props.entrypoint], user: atConstruct(this.node.path, () => new RuntimeUser(props.user)).spec };
  }

  /** The command that the container runs: a list of words. A copy. */
  public get entrypoint(): string[] {
    return [...this.ending.entrypoint];
  }

  /** The stage that has all but the app. What is added there stays when the code changes. The stage itself, when it starts from a base image. */
  public get environment(): ImageStage {
    return ImageStage.isImageStage(this.parent) ? this.parent : this;
  }

  /**
   * The port that the app listens on; undefined when it listens on none.
   * @internal
   */
  public get _port(): number | undefined {
    return this.ending.port;
  }

  /**
   * The numbers that it runs as: `uid:gid`.
   * @internal
   */
  public get _user(): string {
    return this.ending.user;
  }

  /** @internal */
  public get _stopSignal(): string {
    return this.ending.stopSignal;
  }

  /**
   * How the stage was told to start; undefined when the app or the project says it.
   * @internal
   */
  public get _told(): Entrypoint | undefined {
    return undefined;
  }

  /**
   * The program in the image that runs Python; undefined when there is none.
   * @internal
   */
  public get _python(): string | undefined {
    return undefined;
  }

  /**
   * What a health check finds in the image.
   * @internal
   */
  public get _probed(): Probed {
    const { rootImage } = this;
    const { python } = rootImage;
    const scope = StageScope.of(this);
    const slim = python !== undefined && scope._pinned(rootImage) === scope._pinned(BaseImage.pythonSlim(python.version));
    const bare = slim && !this.addsCommands && appSettingsOf(this).systemPackages === undefined;
    return { path: this.node.path, python: this._python, port: this._port, bare };
  }

  /**
   * What is in the image, as far as it is known before it is built; undefined when the stage does not know it.
   * @internal
   */
  public get _contents(): ImageContents | undefined {
    return undefined;
  }

  /**
   * Additions run in the folder that the app starts in, as they would in a Dockerfile by hand.
   * @internal
   */
  protected override _beforeAdditions(): Instruction[] {
    return this.addsCommands ? this.startsIn() : [];
  }

  private get addsCommands(): boolean {
    return this.additions.some(({ _data: { kind } }) => ['run', 'copy', 'raw'].includes(kind));
  }

  protected closing(): Instruction[] {
    const { entrypoint, command, port, stopSignal, user } = this.ending;
    const labels = imageLabels(this, [this.environment, this]);
    const added = new Set(this.additions.map((instruction) => instruction._data.kind));
    return [
      ...(Object.keys(labels).length > 0 ? [Instruction.label(labels)] : []),
      ...(this.addsCommands ? [] : this.startsIn()),
      ...(port === undefined ? [] : [Instruction.expose(port)]),
      Instruction.user(user),
      Instruction.stopSignal(stopSignal),
      Instruction.entrypoint(entrypoint),
      ...(command === undefined ? [] : [Instruction.cmd(command)]),
      ...this.healthCheck(),
    ].filter((instruction) => ['expose', 'label'].includes(instruction._data.kind) || !added.has(instruction._data.kind));
  }

  private startsIn(): Instruction[] {
    const { workdir } = this.ending;
    return workdir === undefined ? [] : [Instruction.workdir(workdir)];
  }

  /** A stage that does not serve, beside one that does, has none. */
  private healthCheck(): Instruction[] {
    const { healthCheck, healthCheckInImage } = appSettingsOf(this);
    const noPort = healthCheck?._http !== undefined && healthCheck._http.port === undefined && this._port === undefined;
    const argv = healthCheckInImage === true && !noPort ? healthCheck?._command(this._probed) : undefined;
    return argv === undefined ? [] : [Instruction.healthcheck(argv, healthCheck?._times)];
  }
}
