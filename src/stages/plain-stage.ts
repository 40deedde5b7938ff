import { Construct } from 'constructs';
import { ImageStage, ImageStageProps, Instruction, StageArtifact } from '../dockerfile';

/** What an image has beside itself. */
export interface PlainStageProps extends ImageStageProps {
  /** What is copied onto it. */
  readonly artifacts: StageArtifact[];
}

/** An image with what is copied onto it, to be looked at by others. Nothing runs in it. */
export class PlainStage extends ImageStage {
  private readonly artifacts: StageArtifact[];

  constructor(scope: Construct, id: string, props: PlainStageProps) {
    super(scope, id, props);
    this.artifacts = [...props.artifacts];
  }

  protected instructions(): Instruction[] {
    return this.artifacts.map((artifact) => Instruction.copyArtifact(artifact));
  }
}
