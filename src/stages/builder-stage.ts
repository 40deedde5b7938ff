import { StageArtifact } from '../dockerfile';
import { RuntimePackages } from './runtime-packages';
import { DependencyPlan } from '../python/dependency-plan';

/** A stage that makes what a runtime installs. */
export interface IBuilderStage {
  /** The app itself, apart from its dependencies. */
  readonly application: StageArtifact;
  /** @internal */
  readonly _dependencies: DependencyPlan;
  /**
   * The Debian packages that the dependencies need at run time.
   * @internal
   */
  readonly _runtimePackages: RuntimePackages;
}
