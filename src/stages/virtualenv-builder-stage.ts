import { Construct } from 'constructs';
import { ImageStage, Instruction, StageArtifact, Virtualenv } from '../dockerfile';
import { appSettingsOf } from './app-settings';
import { ApplicationStage } from './application-stage';
import { BuilderPlan, CompiledPackage, planBuilder } from './builder-plan';
import { BuilderProps } from './builder-props';
import { IBuilderStage } from './builder-stage';
import { installDependencies } from './install-dependencies';
import { OUT } from './layout';
import { noApplication } from './no-application';
import { RequirementsStage } from './requirements-stage';
import { ToolchainStage } from './toolchain-stage';
import { virtualenvPath } from './virtualenv-path';
import { SystemPackages } from '../python';
import { DependencyPlan } from '../python/dependency-plan';

/** What a builder of a virtual environment can be told. */
export interface VirtualenvBuilderStageProps extends BuilderProps {
  /**
   * The absolute path of the environment, here and in the runtime: `/usr/share/python3/app`. It works nowhere else.
   * Fails with `VirtualenvPathInvalid` for a folder that belongs to the system or to the build, and for one around the app's files.
   * @default - that of the app, else '/app/.venv'
   */
  readonly path?: string;
}

/**
 * Installs the locked dependencies into a virtual environment, which a runtime copies to the same path.
 *
 * The app itself is not in it: it comes from a stage beside this one as a layer of its own, so this stage is built again only when the lock changes.
 */
export class VirtualenvBuilderStage extends ImageStage implements IBuilderStage {
  /** The environment with all dependencies. */
  public readonly virtualenv: Virtualenv;
  /** @internal */
  public readonly _application?: StageArtifact;
  /** uv, compilers and headers: the stage that dependencies and app are built on. Open to additions. */
  public readonly toolchain: ImageStage;
  private readonly plan: BuilderPlan;
  private readonly written?: RequirementsStage;

  constructor(scope: Construct, id: string, props: VirtualenvBuilderStageProps = {}) {
    const plan = planBuilder(scope, id, props);
    const path = virtualenvPath(scope, id, plan.python, props.path);
    const toolchain = new ToolchainStage(scope, `${id}Toolchain`, plan);
    super(scope, id, { parent: toolchain, description: 'installs the dependencies: the layer that outlives a change of the code' });
    this.plan = plan;
    this.toolchain = toolchain;
    this.written = RequirementsStage.for(scope, `${id}Lock`, plan);
    this.virtualenv = new Virtualenv({ source: this, path, root: OUT, compiled: plan.binaries });
    this._application = appSettingsOf(scope).project._hasCode
      ? new ApplicationStage(scope, `${id}Application`, { parent: toolchain, virtualenvPath: path, members: plan.members }).files : undefined;
  }

  /** The app itself. Fails with `ArtifactMismatch` for a tool, which has no code of its own. */
  public get application(): StageArtifact {
    return this._application ?? noApplication(this);
  }

  /** @internal */
  public get _dependencies(): DependencyPlan {
    return this.plan.dependencies;
  }

  /** @internal */
  public get _compiled(): CompiledPackage[] {
    return this.plan.compiled;
  }

  /** @internal */
  public get _systemPackages(): SystemPackages {
    return this.plan.requested;
  }

  protected instructions(): Instruction[] {
    return [installDependencies(this, this.plan, this.virtualenv.path, this.written?.requirements)];
  }
}
