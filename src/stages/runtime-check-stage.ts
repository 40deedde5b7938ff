import { Construct } from 'constructs';
import { Command, Files, ImageStage, Instruction, Mount, StageArtifact } from '../dockerfile';
import { APP_FOLDER, VIRTUALENV_PATH } from './layout';
import { RuntimeUser } from './runtime-user';
import { UvStage } from './uv-stage';

/** What is checked. */
export interface RuntimeCheckStageProps {
  /** The image without the app. */
  readonly environment: ImageStage;
  /** The app's files. */
  readonly application: StageArtifact;
  /** Who runs the app. */
  readonly user: RuntimeUser;
  /** The modules that have to be importable, the app's folder being the working directory. */
  readonly imports: string[];
}

/** Where the checked files wait for the runtime. */
const CHECKED = '/checked';
const CHECK_TOOL = '/tools/check-image';

/**
 * Tries the image before it is one: a missing library, a conflict of versions or a broken import fails the build, not the container.
 * The runtime takes the app's files from here, so it cannot be built around the check.
 */
export class RuntimeCheckStage extends ImageStage {
  /** The app's files, checked. */
  public readonly files: Files;
  private readonly application: StageArtifact;
  private readonly user: RuntimeUser;
  private readonly imports: string[];
  private readonly uv: UvStage;

  constructor(scope: Construct, id: string, props: RuntimeCheckStageProps) {
    super(scope, id, { parent: props.environment, description: 'fails the build where the container would fail' });
    this.application = props.application;
    this.user = props.user;
    this.imports = [...props.imports];
    this.uv = UvStage.of(this);
    this.files = new Files({ source: this, path: APP_FOLDER, root: CHECKED, libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const tool = Mount._tool('check-image', CHECK_TOOL);
    const imports = this.imports.length === 0 ? [] : ['--', 'imports', '--path', APP_FOLDER, ...this.imports];
    return [
      Instruction.user(this.user.spec),
      Instruction.run([check('libraries', VIRTUALENV_PATH, '--', 'writable', APP_FOLDER)], { mounts: [tool] }),
      Instruction.copyArtifact(this.application),
      Instruction.copyFrom(this.application.source, { sources: [this.application.root], target: CHECKED }),
      Instruction.run([
        Command.argv('uv', 'pip', 'check', '--no-cache', '--python', VIRTUALENV_PATH),
        check('libraries', CHECKED, '--', 'writable', CHECKED, ...imports),
      ], { mounts: [tool, Mount.bindArtifact(this.uv.executable)] }),
    ];
  }
}

function check(...words: string[]): Command {
  return Command.argv(`${VIRTUALENV_PATH}/bin/python`, '-I', CHECK_TOOL, ...words);
}
