import { Construct } from 'constructs';
import { BaseImage, Files, ImageStage, Instruction, Virtualenv } from '../dockerfile';
import { VIRTUALENV_PATH } from './layout';

/** What an environment is made of. */
export interface RuntimeEnvironmentStageProps {
  /** The base of the runtime. */
  readonly baseImage: BaseImage;
  /** The user and the shared libraries. */
  readonly system: Files;
  /** The dependencies. */
  readonly virtualenv: Virtualenv;
  /** Variables of the app. */
  readonly variables: Record<string, string>;
}

/** The image without the app: all that stays when the code changes. The check and the runtime both start from it. */
export class RuntimeEnvironmentStage extends ImageStage {
  private readonly system: Files;
  private readonly virtualenv: Virtualenv;
  private readonly variables: Record<string, string>;

  constructor(scope: Construct, id: string, props: RuntimeEnvironmentStageProps) {
    super(scope, id, { parent: props.baseImage, description: 'is the image without the app: it stays when the code changes' });
    this.system = props.system;
    this.virtualenv = props.virtualenv;
    this.variables = { ...props.variables };
  }

  protected instructions(): Instruction[] {
    return [
      Instruction.prependPath(`${VIRTUALENV_PATH}/bin`),
      Instruction.env({
        HOME: '/tmp',
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONUNBUFFERED: '1',
        ...this.variables,
      }),
      Instruction.copyArtifact(this.system),
      Instruction.copyArtifact(this.virtualenv),
    ];
  }
}
