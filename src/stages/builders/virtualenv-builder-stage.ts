import { Construct } from 'constructs';
import { Instruction, StageArtifact, Virtualenv } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { ApplicationStage } from './application-stage';
import { planBuilder } from './builder-plan';
import { BuilderProps } from './builder-props';
import { installDependencies } from './install-dependencies';
import { OUT } from '../layout';
import { PlannedBuilderStage } from './planned-builder-stage';
import { RequirementsStage } from './requirements-stage';
import { ToolchainStage } from './toolchain-stage';
import { virtualenvPath } from './virtualenv-path';

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
export class VirtualenvBuilderStage extends PlannedBuilderStage {
  /** The environment with all dependencies. */
  public readonly virtualenv: Virtualenv;
  /** @internal */
  public readonly _application?: StageArtifact;
  private readonly written?: RequirementsStage;

  constructor(scope: Construct, id: string, props: VirtualenvBuilderStageProps = {}) {
    const plan = planBuilder(scope, id, props);
    const path = virtualenvPath(scope, id, plan.python, props.path);
    const toolchain = new ToolchainStage(scope, `${id}Toolchain`, plan);
    super(scope, id, { plan, toolchain, description: 'installs the dependencies: the layer that outlives a change of the code' });
    this.written = RequirementsStage.for(scope, `${id}Lock`, plan);
    this.virtualenv = new Virtualenv({ source: this, path, root: OUT, compiled: plan.binaries });
    this._application = appSettingsOf(scope).project._hasCode
      ? new ApplicationStage(scope, `${id}Application`, { parent: toolchain, virtualenvPath: path, members: plan.members }).files : undefined;
  }

  protected instructions(): Instruction[] {
    return [installDependencies(this, this._plan, this.virtualenv.path, this.written?.requirements)];
  }
}
