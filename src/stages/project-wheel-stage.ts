import { Construct } from 'constructs';
import { ImageStage, Instruction, StageArtifact, Wheelhouse } from '../dockerfile';
import { appSettingsOf } from './app-settings';
import { ApplicationStage } from './application-stage';
import { buildWheel } from './build-wheel';
import { DEFAULT_VIRTUALENV_PATH } from './virtualenv-path';
import { whyOwnCodeCompiles } from '../python/own-code';

/** What the stage of the wheel is made on. */
export interface ProjectWheelStageProps {
  /** The stage with the tools. */
  readonly parent: ImageStage;
}

/** The project's own wheel, made anew at each change of the code. */
export class ProjectWheelStage extends ImageStage {
  /**
   * The app for a runtime that installs wheels: the project's wheel, or its files when nothing can be built of it.
   * @internal
   */
  public static _applicationOf(scope: Construct, id: string, props: ProjectWheelStageProps): StageArtifact {
    return appSettingsOf(scope).project.isPackage
      ? new ProjectWheelStage(scope, id, props).wheelhouse
      : new ApplicationStage(scope, id, { ...props, virtualenvPath: DEFAULT_VIRTUALENV_PATH }).files;
  }

  /** The folder with the wheel. */
  public readonly wheelhouse: Wheelhouse;

  constructor(scope: Construct, id: string, props: ProjectWheelStageProps) {
    super(scope, id, { parent: props.parent, description: "makes the app's own wheel" });
    this.wheelhouse = new Wheelhouse({ source: this, compiled: whyOwnCodeCompiles(appSettingsOf(this).project) !== undefined });
  }

  protected instructions(): Instruction[] {
    return buildWheel(this, appSettingsOf(this).project, this.wheelhouse.path);
  }
}
