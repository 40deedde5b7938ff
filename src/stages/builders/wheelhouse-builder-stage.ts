import { Construct } from 'constructs';
import { BaseImage, Command, IImageSource, ImageStage, Instruction } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { installTarget, runsOnBuildPlatform } from './builder-plan';
import { packageCache } from '../layout';
import { toolRun } from './package-access';
import { PIP_VERSION } from '../tool-versions';
import { ToolchainStage } from './toolchain-stage';
import { atConstruct } from '../../private/coded-error';
import { pinnedTool } from '../../private/pinned-tool';
import { SystemPackages } from '../../python';
import { compilePlan } from '../../python/system/compile-plan';

/** What a builder of several apps can be told. */
export interface WheelhouseBuilderStageProps {
  /**
   * What it is built on: the base of the runtimes, or an image with compilers.
   * @default - the official full image; the slim one with system packages
   */
  readonly baseImage?: IImageSource;

  /**
   * Compilers and headers; only the build ones are looked at.
   * @default - none
   */
  readonly systemPackages?: SystemPackages;

  /**
   * The version of pip that makes the wheels.
   * @default '26.3'
   */
  readonly pipVersion?: string;
}

const PROGRAM = '/usr/local/bin/fill-wheelhouse';

/**
 * The builder image of several apps, to be used in two ways: builders take it by `baseImage`, and as a container it fills a wheelhouse from a source:
 *
 * `docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/application:ro" -v "$PWD/wheelhouse:/wheelhouse" builder`
 *
 * It makes wheels of the project in /application and of what its lock says (uv.lock, else requirements.txt) in /wheelhouse. Arguments go to `pip wheel`
 * instead. The source may be read-only, and the user any number that may write to the wheelhouse.
 */
export class WheelhouseBuilderStage extends ImageStage {
  private readonly pip: string;

  constructor(scope: Construct, id: string, props: WheelhouseBuilderStageProps = {}) {
    const { minor } = appSettingsOf(scope).python;
    const given = props.systemPackages ?? SystemPackages.none();
    const slim = props.baseImage ?? BaseImage.pythonSlim(minor);
    const { buildPackages } = compilePlan([], installTarget(slim, scope), given);
    const baseImage = props.baseImage ?? (buildPackages.length === 0 ? BaseImage.pythonFull(minor) : slim);
    const onBuildPlatform = runsOnBuildPlatform(baseImage, false);
    const toolchain = new ToolchainStage(scope, `${id}Toolchain`, { baseImage, systemPackages: buildPackages, onBuildPlatform, pip: true });
    super(scope, id, { parent: toolchain, description: 'fills a wheelhouse from a source, and is what the builders of several apps start from' });
    this.pip = atConstruct(this.node.path, () => pinnedTool('pip', { prop: 'pipVersion', version: props.pipVersion, usual: PIP_VERSION }));
  }

  protected instructions(): Instruction[] {
    return [
      toolRun(this, [this.pip], [packageCache('pip', this)], [
        Command.argv('mkdir', '-p', '/application', '/wheelhouse'),
      ]),
      Instruction._copyTool('fill-wheelhouse', PROGRAM),
    ];
  }

  protected closing(): Instruction[] {
    return [Instruction.workdir('/application'), Instruction.entrypoint([PROGRAM])];
  }
}
