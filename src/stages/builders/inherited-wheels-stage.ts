import { Construct } from 'constructs';
import { BaseImage, ImageStage, Instruction, Wheelhouse } from '../../dockerfile';

/** Which image has the wheels, and where. */
export interface InheritedWheelsStageProps {
  /** The image. */
  readonly image: BaseImage;
  /** The folder of the wheels in it. */
  readonly path: string;
}

/**
 * The wheels of an image, in the variant for the platform of the app: a stage that runs on another platform would mount
 * the variant for its own. Nothing runs in it.
 */
export class InheritedWheelsStage extends ImageStage {
  /** The folder with the wheels. */
  public readonly wheelhouse: Wheelhouse;

  constructor(scope: Construct, id: string, props: InheritedWheelsStageProps) {
    super(scope, id, { parent: props.image, onBuildPlatform: false, description: 'has wheels that were made before' });
    this.wheelhouse = new Wheelhouse({ source: this, path: props.path });
  }

  protected instructions(): Instruction[] {
    return [];
  }
}
