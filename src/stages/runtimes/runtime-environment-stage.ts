import { Construct } from 'constructs';
import { Files, IImageSource, ImageStage, Instruction, Virtualenv } from '../../dockerfile';
import { Installed } from '../builders/installed';
import { systemInstall } from '../builders/system-install';
import { APP_FOLDER } from '../layout';

/** What an environment is made of. */
export interface RuntimeEnvironmentStageProps {
  /**
   * The path of the runtime that it is made for.
   * @default - it is made for itself
   */
  readonly runtime?: string;
  /** The base of the runtime. */
  readonly baseImage: IImageSource;
  /**
   * The Python of an image whose base has none.
   * @default - that of the base
   */
  readonly python?: Files;
  /**
   * The user and the shared libraries.
   * @default - those of the base
   */
  readonly system?: Files;
  /**
   * Libraries that an image with a system has, and this one has not.
   * @default - none
   */
  readonly libraries?: Files;
  /** The dependencies. */
  readonly virtualenv: Installed;
  /**
   * What calls the app, where it is no dependency of it.
   * @default - nothing
   */
  readonly client?: Files;
  /**
   * The stage that this one repeats, additions included, on the platform that builds, so that a check can run there.
   * @default - none: it is what the runtime starts from
   */
  readonly original?: ImageStage;
  /** Packages that the package manager of the base has to install. */
  readonly systemPackages: string[];
  /** Variables of the app. */
  readonly variables: Record<string, string>;
  /**
   * What the stage is for.
   * @default - to be what stays when the code changes
   */
  readonly description?: string;
}

/**
 * The image without the app: all that stays when the code changes. The check and the runtime both start from it.
 * @internal
 */
export class RuntimeEnvironmentStage extends ImageStage {
  private readonly runtime: string;
  private readonly original?: ImageStage;
  private readonly system: Files[];
  private readonly virtualenv: Installed;
  private readonly client?: Files;
  private readonly systemPackages: string[];
  private readonly variables: Record<string, string>;

  constructor(scope: Construct, id: string, props: RuntimeEnvironmentStageProps) {
    const onBuildPlatform = props.original !== undefined;
    const description = onBuildPlatform
      ? 'is the same on the platform that builds, to be checked there'
      : props.description ?? 'is the image without the app: it stays when the code changes';
    super(scope, id, { parent: props.baseImage, onBuildPlatform, description });
    this.runtime = props.runtime ?? this.node.path;
    this.original = props.original;
    this.system = [props.python, props.system, props.libraries].filter((files) => files !== undefined);
    this.virtualenv = props.virtualenv;
    this.client = props.client;
    this.systemPackages = [...props.systemPackages];
    this.variables = { ...props.variables };
  }

  /** @internal */
  public override get _writtenAt(): string {
    return this.runtime;
  }

  protected instructions(): Instruction[] {
    return [
      Instruction.env({
        HOME: '/tmp',
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONUNBUFFERED: '1',
        ...this.variables,
      }),
      // What is beside the Python of the image is on its PATH already.
      ...(this.virtualenv instanceof Virtualenv ? [Instruction.prependPath(`${this.virtualenv.path}/bin`)] : []),
      ...systemInstall(this, this.systemPackages, { inImage: true }),
      ...this.system.map((files) => Instruction.copyArtifact(files)),
      Instruction.copyArtifact(this.virtualenv),
      ...(this.client === undefined ? [] : [Instruction.copyArtifact(this.client)]),
      ...(this.original?.additions ?? []),
    ];
  }

  /** Here, and not above the app: a change of the code makes one layer. */
  protected override closing(): Instruction[] {
    return [Instruction.workdir(APP_FOLDER)];
  }
}
