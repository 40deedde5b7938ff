import { Construct } from 'constructs';
import { Command, ImageStage, Instruction, StageArtifact, Wheelhouse } from '../dockerfile';
import { BuilderPlan, planBuilder } from './builder-plan';
import { BuilderProps } from './builder-props';
import { IBuilderStage } from './builder-stage';
import { withExtraIndexes } from './index-variables';
import { lockMounts, selection } from './install-dependencies';
import { packageCache } from './layout';
import { ProjectWheelStage } from './project-wheel-stage';
import { PIP_VERSION } from './tool-versions';
import { ToolchainStage } from './toolchain-stage';
import { atConstruct, CodedError } from '../private/coded-error';
import { SystemPackages } from '../python';
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
    atConstruct(`${scope.node.path}/${id}`, () => refuseOtherSources(plan.dependencies));
    const toolchain = new ToolchainStage(scope, `${id}Toolchain`, { ...plan, onBuildPlatform: false });
    super(scope, id, { parent: toolchain, description: 'makes a wheel of every dependency' });
    this.plan = plan;
    this.pipVersion = props.pipVersion ?? PIP_VERSION;
    this.toolchain = toolchain;
    this.wheelhouse = new Wheelhouse({ source: this });
    this.application = ProjectWheelStage._applicationOf(scope, `${id}Application`, { parent: toolchain });
  }

  /** @internal */
  public get _dependencies(): DependencyPlan {
    return this.plan.dependencies;
  }

  /** @internal */
  public get _systemPackages(): SystemPackages {
    return this.plan.requested;
  }

  protected instructions(): Instruction[] {
    const { dependencies } = this.plan;
    const wheels = this.wheelhouse.path;
    if (dependencies.installer === 'none') {
      return [Instruction.run([Command.argv('mkdir', '-p', wheels)])];
    }
    const exporting = this.export(dependencies);
    const file = exporting.length > 0 ? EXPORTED : dependencies.file ?? '';
    const locked = dependencies.installer === 'uv-lock' || dependencies.locked;
    const hashed = dependencies.installer === 'uv-lock' || dependencies.hashed;
    const rules = [...(locked ? ['--no-deps'] : []), ...(hashed ? ['--require-hashes'] : [])];
    return [
      Instruction.run([Command.argv('pip', 'install', '--root-user-action=ignore', `pip==${this.pipVersion}`)], { mounts: [packageCache('pip', this)] }),
      Instruction.run([
        ...exporting,
        Command.argv(...withExtraIndexes(this), 'pip', 'wheel', ...rules, '--wheel-dir', wheels, '--requirement', file),
      ], { mounts: [packageCache('pip', this), ...(exporting.length > 0 ? [packageCache('uv', this)] : []), ...lockMounts(dependencies)] }),
    ];
  }

  /** pip reads requirements; what another tool owns is written out as such first. */
  private export({ installer, file, ...plan }: DependencyPlan): Command[] {
    switch (installer) {
      case 'uv-lock':
        return [Command.argv('uv', 'export', '--quiet', '--locked', '--no-emit-project', '--no-default-groups',
          ...selection(plan), '--output-file', EXPORTED)];
      case 'pyproject':
        return [Command.argv('uv', 'pip', 'compile', '--quiet', '--output-file', EXPORTED, file ?? '')];
      default:
        return [];
    }
  }
}

/** pip takes a hash for everything or for nothing, and what comes from a folder or a repository has none. */
function refuseOtherSources(plan: DependencyPlan): void {
  const other = plan.packages.find(({ source }) => source !== 'index');
  if (other !== undefined && (plan.installer === 'uv-lock' || plan.hashed)) {
    throw new CodedError('WheelSourceUnsupported', {
      what: `a wheel of ${other.name} cannot be made with hashes checked: it does not come from an index`,
      found: `${other.name} from a ${other.source === 'path' ? 'folder of the source' : other.source}`,
      expected: 'packages of an index only',
      write: "new VirtualenvBuilderStage(app, 'Builder'), and install: builder.virtualenv",
    });
  }
}
