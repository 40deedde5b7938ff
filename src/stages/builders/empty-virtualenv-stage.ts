import { Construct } from 'constructs';
import { borrowPython, borrowsPython } from './borrowed-python';
import { runsOnBuildPlatform } from './builder-plan';
import { OUT, sourceDateEpoch } from '../layout';
import { assembleVirtualenv, createVirtualenv } from './virtualenv-commands';
import { workshopOf } from './workshop';
import { IImageSource, ImageStage, Instruction, Virtualenv } from '../../dockerfile';
import { interpreterOf } from '../runtimes/interpreter';

/** For what the environment is. */
export interface EmptyVirtualenvStageProps {
  /** The image whose Python it is for. */
  readonly baseImage: IImageSource;
  /** The path of the environment. */
  readonly virtualenvPath: string;
}

/** A virtual environment with nothing in it but the scripts that activate it. It is made of links and text, so it is made where the build runs. */
export class EmptyVirtualenvStage extends ImageStage {
  /** The environment. */
  public readonly virtualenv: Virtualenv;

  constructor(scope: Construct, id: string, props: EmptyVirtualenvStageProps) {
    const onBuildPlatform = runsOnBuildPlatform(props.baseImage, true);
    const workshop = workshopOf(props.baseImage);
    super(scope, id, { parent: borrowsPython(workshop) ? workshop : props.baseImage, onBuildPlatform, description: 'makes an empty virtual environment' });
    this.virtualenv = new Virtualenv({ source: this, path: props.virtualenvPath, root: OUT });
  }

  protected instructions(): Instruction[] {
    const { path } = this.virtualenv;
    return [sourceDateEpoch(), ...borrowPython(this), Instruction.run([createVirtualenv(interpreterOf(this), path), ...assembleVirtualenv(path)])];
  }
}
