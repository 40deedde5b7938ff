import { Construct } from 'constructs';
import { Command, ImageStage, Instruction, RunNetwork, StandaloneBinary } from '../../dockerfile';
import { APP_FOLDER } from '../layout';
import { RuntimeUser } from '../runtimes/runtime-user';

/** What is tried. */
export interface NuitkaTrialStageProps {
  /** The image without the program. */
  readonly environment: ImageStage;
  readonly binary: StandaloneBinary;
  readonly user: RuntimeUser;
  /** With what the program is run; it is not, if there is nothing. */
  readonly runArguments?: string[];
}

/** The image as it will be, to be looked at by a stage that has Python, and to run the program in when it is known with which arguments. */
export class NuitkaTrialStage extends ImageStage {
  private readonly props: NuitkaTrialStageProps;

  constructor(scope: Construct, id: string, props: NuitkaTrialStageProps) {
    super(scope, id, { parent: props.environment, description: 'is the image to be tried' });
    this.props = props;
  }

  protected instructions(): Instruction[] {
    const { binary, user, runArguments } = this.props;
    const copy = Instruction.copyArtifact(binary);
    return runArguments === undefined ? [copy] : [
      copy,
      Instruction.workdir(APP_FOLDER),
      Instruction.user(user.spec),
      Instruction.run([Command.argv(binary.executable, ...runArguments)], { network: RunNetwork.NONE }),
    ];
  }
}
