import type { IBuilderStage } from './builder-stage';
import { ImageStage, StageArtifact } from '../../dockerfile';

/** The builder that made an artifact; undefined when the artifact comes from an image or from another kind of stage. */
export function builderOf(artifact: StageArtifact): IBuilderStage | undefined {
  return asBuilder(artifact.stage);
}

/** The builders among stages. */
export function builders(stages: ImageStage[]): (ImageStage & IBuilderStage)[] {
  return stages.filter((stage): stage is ImageStage & IBuilderStage => isBuilder(stage));
}

/** Why something has to run on the platform of an image of these stages: what has no wheel for it. */
export function whatCompiles(stages: ImageStage[]): string[] {
  return [...new Set(builders(stages).flatMap((stage) => stage._compiled).map(({ reason }) => reason))];
}

/** Whether a construct is a builder. */
export function isBuilder<T extends object>(construct: T): construct is T & IBuilderStage {
  return 'application' in construct && '_systemPackages' in construct;
}

function asBuilder(stage: ImageStage | undefined): IBuilderStage | undefined {
  return stage !== undefined && isBuilder(stage) ? stage : undefined;
}
