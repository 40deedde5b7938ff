import { Construct } from 'constructs';
import { ImageStage, Instruction } from '../../dockerfile';
import { PythonProject } from '../../python';
import { appSettingsOf } from '../app-settings';
import { DevStageProps } from './dev-props';
import { VirtualenvBuilderStage } from '../builders/virtualenv-builder-stage';
import { APP_FOLDER } from '../layout';
import { RuntimeUser } from '../runtimes/runtime-user';

/**
 * A target for development: the environment of an image with what only development needs, the app and its tests.
 * The image itself has nothing of it: this is built on the same stages, and nothing is built on this.
 */
export class DevStage extends ImageStage {
  /** What installs the dependencies. */
  public readonly builder: VirtualenvBuilderStage;
  private readonly props: DevStageProps;

  constructor(scope: Construct, id: string, props: DevStageProps) {
    const { runtime, dependencies } = props;
    const builder = new VirtualenvBuilderStage(scope, `${id}Builder`, { dependencies });
    super(scope, id, { parent: runtime.environment, description: 'is the environment of the image with what only development needs' });
    this.builder = builder;
    this.props = { ...props, ...(props.files && { files: [...props.files] }), ...(props.command && { command: [...props.command] }) };
  }

  /** The command that a container runs: a list of words. */
  public get command(): string[] {
    return [...this.props.command ?? this.usualCommand];
  }

  /** What runs when nothing is said. */
  protected get usualCommand(): string[] {
    return ['python'];
  }

  protected instructions(): Instruction[] {
    const { project, user } = appSettingsOf(this);
    const files = this.props.files ?? usualFiles(project);
    return [
      // What a test runner remembers has no place in a file system that the user cannot write.
      Instruction.env({ PYTEST_ADDOPTS: '-p no:cacheprovider' }),
      Instruction.copyArtifact(this.builder.virtualenv),
      Instruction.copyArtifact(this.builder.application),
      ...files.map((file) => Instruction.copyContext({ sources: [file], target: `${APP_FOLDER}/${file}` })),
      Instruction.workdir(APP_FOLDER),
      Instruction.user(new RuntimeUser(user ?? '10001:10001').spec),
    ];
  }

  protected override closing(): Instruction[] {
    return [Instruction.entrypoint(this.command)];
  }
}

function usualFiles(project: PythonProject): string[] {
  const source = project._source;
  return [...['tests', 'test'].filter((folder) => source.isFolder(folder)).slice(0, 1), ...['pyproject.toml'].filter((file) => source.isFile(file))];
}
