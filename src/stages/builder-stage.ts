import { StageArtifact } from '../dockerfile';
import { DependencyPlan } from '../python/dependency-plan';

/** A stage that makes what a runtime installs. */
export interface IBuilderStage {
  /** The app itself, apart from its dependencies. */
  readonly application: StageArtifact;
  /** The Debian packages that its packages need at run time. */
  readonly runtimePackages: string[];
  /** @internal */
  readonly _dependencies: DependencyPlan;
}

/** The builder that made an artifact; undefined when the artifact comes from an image or from another kind of stage. */
export function builderOf(artifact: StageArtifact): IBuilderStage | undefined {
  const stage: object | undefined = artifact.stage;
  return stage !== undefined && 'application' in stage && 'runtimePackages' in stage ? stage as IBuilderStage : undefined;
}
