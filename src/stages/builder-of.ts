import type { IBuilderStage } from './builder-stage';
import { StageArtifact } from '../dockerfile';

/** The builder that made an artifact; undefined when the artifact comes from an image or from another kind of stage. */
export function builderOf(artifact: StageArtifact): IBuilderStage | undefined {
  const stage: object | undefined = artifact.stage;
  return stage !== undefined && 'application' in stage && '_systemPackages' in stage ? stage as IBuilderStage : undefined;
}
