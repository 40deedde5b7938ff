import { Construct } from 'constructs';
import { collectedFiles, StaticCollecting } from './collect-static';
import { checkImage, checkTool } from './try-entrypoint';
import { Command, Files, ImageStage, Instruction, StageArtifact } from '../../dockerfile';
import { Installed, programOf } from '../builders/installed';
import { sourceDateEpoch } from '../layout';
import { RuntimeUser } from './runtime-user';

/** What is collected, and where. */
export interface StaticFilesStageProps {
  /** The image without the app. */
  readonly environment: ImageStage;
  readonly virtualenv: Installed;
  /** The app's files. */
  readonly application: StageArtifact;
  /** Who runs the app. */
  readonly user: RuntimeUser;
  readonly collecting: StaticCollecting;
}

/** Runs `collectstatic` of Django for an image that is not checked; where there is a check, it collects. */
export class StaticFilesStage extends ImageStage {
  /** The collected files, assembled for the root of an image. */
  public readonly collected: Files;
  private readonly props: StaticFilesStageProps;

  constructor(scope: Construct, id: string, props: StaticFilesStageProps) {
    super(scope, id, { parent: props.environment, description: 'collects the static files' });
    this.props = props;
    this.collected = collectedFiles(this, props.collecting);
  }

  protected instructions(): Instruction[] {
    const { application, virtualenv, user, collecting: { words, variables, mounts } } = this.props;
    return [
      sourceDateEpoch(),
      Instruction.user(user.spec),
      Instruction.copyArtifact(application),
      Instruction.run([Command.argv(...checkImage(programOf(virtualenv), [words], variables))], { mounts: [checkTool(), ...mounts] }),
    ];
  }
}
