import { Construct } from 'constructs';
import { ImageStage, Instruction, StageArtifact, Wheelhouse } from '../dockerfile';
import { appSettingsOf } from './app-settings';
import { ApplicationStage, ApplicationStageProps } from './application-stage';
import { buildWheel } from './build-wheel';

/** The project's own wheel, made anew at each change of the code. */
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

  constructor(scope: Construct, id: string, props: ApplicationStageProps) {
    super(scope, id, { parent: props.parent, description: "makes the app's own wheel" });
    this.wheelhouse = new Wheelhouse({ source: this });
  }

  protected instructions(): Instruction[] {
    return buildWheel(this, appSettingsOf(this).project, this.wheelhouse.path);
  }
}
