import { Construct } from 'constructs';
import { Command, ImageStage, Instruction, StageArtifact, Wheelhouse } from '../dockerfile';
import { BuilderPlan, planBuilder } from './builder-plan';
import { BuilderProps } from './builder-props';
import { IBuilderStage } from './builder-stage';
import { lockMounts, selection } from './install-dependencies';
import { SOURCE_MOUNT, pipCache, uvCache } from './layout';
import { ProjectWheelStage } from './project-wheel-stage';
import { RuntimePackages } from './runtime-packages';
import { PIP_VERSION } from './tool-versions';
import { ToolchainStage } from './toolchain-stage';
import { DependencyPlan } from '../python/dependency-plan';

/** What a builder of wheels can be told. */
export interface WheelBuilderStageProps extends BuilderProps {
  /**
   * The version of pip that makes the wheels.
   * @default '26.3'
   */
  readonly pipVersion?: string;
}

/** Where the locked requirements are when the lock is another tool's. */
const EXPORTED = '/tmp/requirements.txt';

/**
 * Makes a wheel of every locked dependency, so that a runtime installs them with no index and no compiler.
 *
 * The project's own wheel comes from a stage beside this one, so a change of the code makes no dependency's wheel again.
 */
export class WheelBuilderStage extends ImageStage implements IBuilderStage {
  /** The wheels of all dependencies. */
  public readonly wheelhouse: Wheelhouse;
  /** The app itself. */
  public readonly application: StageArtifact;
  /** uv, compilers and headers: the stage that dependencies and app are built on. Open to additions. */
  public readonly toolchain: ImageStage;
  private readonly plan: BuilderPlan;
  private readonly pipVersion: string;

  constructor(scope: Construct, id: string, props: WheelBuilderStageProps = {}) {
    const plan = planBuilder(scope, id, props);
    const toolchain = new ToolchainStage(scope, `${id}Toolchain`, { ...plan, onBuildPlatform: false });
    super(scope, id, { parent: toolchain, description: 'makes a wheel of every dependency' });
    this.plan = plan;
    this.pipVersion = props.pipVersion ?? PIP_VERSION;
    this.toolchain = toolchain;
    this.wheelhouse = new Wheelhouse({ source: this });
    this.application = ProjectWheelStage._applicationOf(scope, `${id}Application`, { parent: toolchain, lockFiles: plan.dependencies.files });
  }

  /** @internal */
  public get _dependencies(): DependencyPlan {
    return this.plan.dependencies;
  }

  /** @internal */
  public get _runtimePackages(): RuntimePackages {
    return this.plan.runtimePackages;
  }

  protected instructions(): Instruction[] {
    const { dependencies } = this.plan;
    const wheels = this.wheelhouse.path;
    if (dependencies.installer === 'none') {
      return [Instruction.run([Command.argv('mkdir', '-p', wheels)])];
    }
    const exported = dependencies.installer === 'uv-lock';
    const file = exported ? EXPORTED : `${SOURCE_MOUNT}/${dependencies.file}`;
    const rules = [...(dependencies.locked ? ['--no-deps'] : []), ...(dependencies.hashed || exported ? ['--require-hashes'] : [])];
    return [
      Instruction.run([Command.argv('pip', 'install', '--root-user-action=ignore', `pip==${this.pipVersion}`)], { mounts: [pipCache()] }),
      Instruction.run([
        ...(exported ? [Command.argv('uv', 'export', '--project', SOURCE_MOUNT, '--quiet', '--locked', '--no-emit-project', '--no-default-groups',
          ...selection(dependencies), '--output-file', EXPORTED)] : []),
        Command.argv('pip', 'wheel', ...rules, '--wheel-dir', wheels, '--requirement', file),
      ], { mounts: [pipCache(), ...(exported ? [uvCache()] : []), ...lockMounts(dependencies)] }),
    ];
  }
}
