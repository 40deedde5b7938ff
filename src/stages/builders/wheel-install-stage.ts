import { Construct } from 'constructs';
import { installTarget } from './builder-plan';
import { ImageStage, Instruction, Mount, RunNetwork, Virtualenv, Wheelhouse } from '../../dockerfile';
import { OUT } from '../layout';
import { assembleVirtualenv, createVirtualenv, installWheels, installWheelsApart } from './virtualenv-commands';
import { interpreterOf } from '../runtimes/interpreter';

/** What is installed where. */
export interface WheelInstallStageProps {
  /** The stage with uv and the Python of the runtime. */
  readonly parent: ImageStage;
  /** The wheels: all of them are installed. */
  readonly wheelhouse: Wheelhouse;
  /** The path of the environment. */
  readonly virtualenvPath: string;
  /**
   * Hand on only what was installed, to be laid over another environment at the same path.
   * @default false
   */
  readonly overlay?: boolean;
  /** What the stage is for. */
  readonly description: string;
}

/** Installs a wheelhouse into a virtual environment: no index, no network, nothing compiled. The wheels are mounted, so no layer holds them. */
export class WheelInstallStage extends ImageStage {
  /** The environment. */
  public readonly virtualenv: Virtualenv;
  private readonly wheelhouse: Wheelhouse;
  private readonly overlay: boolean;

  constructor(scope: Construct, id: string, props: WheelInstallStageProps) {
    super(scope, id, props);
    this.wheelhouse = props.wheelhouse;
    this.overlay = props.overlay ?? false;
    this.virtualenv = new Virtualenv({ source: this, path: props.virtualenvPath, root: OUT });
  }

  protected instructions(): Instruction[] {
    const [{ path: wheels }, { path }] = [this.wheelhouse, this.virtualenv];
    const target = this.onBuildPlatform ? installTarget(this, this) : undefined;
    return [Instruction.run([
      createVirtualenv(interpreterOf(this), path),
      ...(this.overlay ? installWheelsApart(wheels, path, target) : [installWheels(wheels, path, target), ...assembleVirtualenv(path)]),
    ], { mounts: [Mount.bindArtifact(this.wheelhouse)], network: RunNetwork.NONE })];
  }
}
