import { Construct } from 'constructs';
import { Command, ImageStage, Instruction, Mount, StandaloneBinary } from '../../dockerfile';
import { CHECKED } from '../layout';
import { interpreterOf } from '../runtimes/interpreter';
import { RuntimeUser } from '../runtimes/runtime-user';
import { checkImage, checkTool } from '../runtimes/try-entrypoint';

/** What is checked. */
export interface NuitkaCheckStageProps {
  /** The image as it will be. */
  readonly trial: ImageStage;
  readonly binary: StandaloneBinary;
  readonly user: RuntimeUser;
}

/** Where the check sees the image, which has no Python to look at itself. */
const IMAGE = '/image';

/** Fails the build where the container would fail: every ELF file of the program finds its libraries in the image. The image takes the program from here. */
export class NuitkaCheckStage extends ImageStage {
  /** The program, checked. */
  public readonly binary: StandaloneBinary;
  private readonly props: NuitkaCheckStageProps;

  constructor(scope: Construct, id: string, props: NuitkaCheckStageProps) {
    super(scope, id, { parent: props.binary.source.rootImage, description: 'fails the build where the container would fail' });
    this.props = props;
    const { path, executable } = props.binary;
    this.binary = new StandaloneBinary({ source: this, path, root: CHECKED, executable: executable.slice(executable.lastIndexOf('/') + 1) });
  }

  protected instructions(): Instruction[] {
    const { trial, binary, user } = this.props;
    const { path } = interpreterOf(this);
    const copied = this.binary._storedPath;
    return [
      Instruction.copyFrom(binary.source, { sources: [binary._storedPath], target: copied }),
      Instruction.user(user.spec),
      Instruction.run(
        [Command.argv(...checkImage(path, [['libraries', '--root', IMAGE, binary.path], ['writable', copied]]))],
        { mounts: [checkTool(), Mount.bindFrom(trial, { source: '/', target: IMAGE })] },
      ),
    ];
  }
}
