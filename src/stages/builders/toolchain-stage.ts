import { Construct } from 'constructs';
import { Command, IImageSource, ImageStage, Instruction } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { borrowPython, borrowsPython } from './borrowed-python';
import { indexVariables } from './index-variables';
import { packageCache, SOURCE_MOUNT, sourceDateEpoch } from '../layout';
import { gitAccess, gitVariables, installKeyring, trustCertificates } from './package-access';
import { systemInstall } from './system-install';
import { UvStage } from './uv-stage';
import { interpreterOf } from '../runtimes/interpreter';

/** The environment of the tools, where the Python that is used is not that of the base image. */
const CHOSEN_PYTHON = '/opt/python';

/** What the stages that build start from. */
export interface ToolchainStageProps {
  /** The base image of the builder. */
  readonly baseImage: IImageSource;
  /** Compilers and headers, as the package manager of the base image takes them: `gcc`, `libpq-dev=17.5-1`. */
  readonly systemPackages: string[];
  /** Whether everything is made on the platform of the machine that builds, because nothing compiles. */
  readonly onBuildPlatform: boolean;
  /**
   * Whether pip is called by its bare name.
   * @default false
   */
  readonly pip?: boolean;
}

/** uv and, only if something compiles, compilers and headers. Dependencies and app are built on it side by side. */
export class ToolchainStage extends ImageStage {
  private readonly uv: UvStage;
  private readonly systemPackages: string[];
  private readonly pip: boolean;

  constructor(scope: Construct, id: string, props: ToolchainStageProps) {
    super(scope, id, {
      parent: props.baseImage, onBuildPlatform: props.onBuildPlatform, description: 'has what is needed to build and install; it is not in the image',
    });
    this.uv = UvStage.for(this);
    this.systemPackages = [...props.systemPackages];
    this.pip = props.pip ?? false;
  }

  /**
   * Whether a stage of these properties would be the same.
   * @internal
   */
  public _isLike({ baseImage, systemPackages, onBuildPlatform }: ToolchainStageProps): boolean {
    const made = (image: IImageSource) =>
      JSON.stringify([image.rootImage._reference(''), interpreterOf(image), image.rootImage.glibcVersion, borrowsPython(image)]);
    const images = this.parent._stage === undefined && baseImage._stage === undefined;
    const same = this.parent === baseImage || (images && made(this.parent) === made(baseImage));
    return same && onBuildPlatform === this.onBuildPlatform && systemPackages.join() === this.systemPackages.join();
  }

  protected instructions(): Instruction[] {
    const settings = [
      Instruction.workdir(SOURCE_MOUNT),
      sourceDateEpoch(),
      Instruction.env({
        UV_COMPILE_BYTECODE: '1',
        UV_LINK_MODE: 'copy',
        UV_NO_INSTALLER_METADATA: '1',
        UV_PYTHON_DOWNLOADS: 'never',
        PYC_INVALIDATION_MODE: 'UNCHECKED_HASH',
        ...indexVariables(this),
        ...gitVariables(appSettingsOf(this)),
      }),
    ];
    return [
      ...settings,
      ...trustCertificates(this),
      ...systemInstall(this, [...new Set([...this.rootImage._known.pythonPackages ?? [], ...this.systemPackages])]),
      ...borrowPython(this),
      ...this.choosePython(),
      ...gitAccess(appSettingsOf(this)),
      // No layer of its own: the classic image store takes nothing from a cache that comes after one, and what comes here installs the dependencies.
      Instruction.copyArtifact(this.uv.executable, { link: false }),
      ...installKeyring(this, () => interpreterOf(this).path, [packageCache('uv', this)]),
    ];
  }

  /** Where a base has several Pythons `python` and `pip` become those of the one that is used; one that a distribution has installed gets a pip only if it is called. */
  private choosePython(): Instruction[] {
    return !this._bringsPython || (this.rootImage.python === undefined && !this.pip) ? [] : [
      Instruction.run([Command.argv(interpreterOf(this).path, '-m', 'venv', CHOSEN_PYTHON)]),
      Instruction.prependPath(`${CHOSEN_PYTHON}/bin`),
    ];
  }
}
