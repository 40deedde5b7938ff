import { Construct } from 'constructs';
import { Command, ImageStage, Instruction, StageArtifact, Wheelhouse } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { ApplicationStage, ApplicationStageProps } from './application-stage';
import { buildWheel } from './build-wheel';
import { MEMBER_WHEELS, memberMounts, memberWheels } from './member-wheel-stage';
import { Member } from '../../python/declarations/member';
import { ownCodeCompiles } from '../../python/declarations/own-code';

/** What the stage of the wheel is made on. */
export interface ProjectWheelStageProps {
  /** The stage with the tools. */
  readonly parent: ImageStage;
  /**
   * Other projects of the source tree that are installed with the app.
   * @default - none
   */
  readonly members?: Member[];
}

/** The project's own wheel, made anew at each change of the code, and those of the other projects that it is installed with. */
export class ProjectWheelStage extends ImageStage {
  /**
   * The app for a runtime that installs wheels: the project's wheel, or its files when nothing can be built of it.
   * @internal
   */
  public static _applicationOf(scope: Construct, id: string, props: ApplicationStageProps): StageArtifact {
    return appSettingsOf(scope).project.isPackage
      ? new ProjectWheelStage(scope, id, props).wheelhouse
      : new ApplicationStage(scope, id, props).files;
  }

  /** The folder with the wheel. */
  public readonly wheelhouse: Wheelhouse;
  private readonly members: Wheelhouse[];

  constructor(scope: Construct, id: string, props: ProjectWheelStageProps) {
    super(scope, id, { parent: props.parent, description: "makes the app's own wheel" });
    this.wheelhouse = new Wheelhouse({ source: this, compiled: ownCodeCompiles(appSettingsOf(this).project, props.members) });
    this.members = memberWheels(scope, id, props);
  }

  protected instructions(): Instruction[] {
    const { path } = this.wheelhouse;
    const others = Command.argv('find', MEMBER_WHEELS, '-name', '*.whl', '-exec', 'cp', '{}', path, ';');
    return [
      ...buildWheel(this, { project: appSettingsOf(this).project }, path),
      ...(this.members.length === 0 ? [] : [Instruction.run([others], { mounts: memberMounts(this.members) })]),
    ];
  }
}
