import type { CompiledPackage } from './builder-plan';
import { ImageStage, StageArtifact } from '../../dockerfile';
import { SystemPackages } from '../../python';
import { DependencyPlan } from '../../python/dependencies/dependency-plan';

/** A stage that makes what a runtime installs. */
export interface IBuilderStage {
  /** uv, compilers and headers: the stage that dependencies and app are built on. Open to additions. */
  readonly toolchain: ImageStage;
  /** The app itself, apart from its dependencies. Fails with `ArtifactMismatch` for a tool, which has no code of its own. */
  readonly application: StageArtifact;
  /**
   * The app itself; undefined for a tool.
   * @internal
   */
  readonly _application?: StageArtifact;
  /** @internal */
  readonly _dependencies: DependencyPlan;
  /**
   * What has no wheel for the image.
   * @internal
   */
  readonly _compiled: CompiledPackage[];
  /**
   * What decides on the system packages of the runtime.
   * @internal
   */
  readonly _systemPackages: SystemPackages;
}
