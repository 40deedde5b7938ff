import { Construct } from 'constructs';
import type { BuilderPlan, CompiledPackage } from './builder-plan';
import { IBuilderStage } from './builder-stage';
import { noApplication } from './no-application';
import { ImageStage, StageArtifact } from '../../dockerfile';
import { SystemPackages } from '../../python';
import { DependencyPlan } from '../../python/dependencies/dependency-plan';

/** What a builder is made of. */
export interface PlannedBuilderProps {
  readonly plan: BuilderPlan;
  readonly toolchain: ImageStage;
  readonly description: string;
}

/**
 * A builder on a toolchain, which says of its plan what others ask. jsii hides the class and gives its members to the builders.
 * @internal
 */
export abstract class PlannedBuilderStage extends ImageStage implements IBuilderStage {
  /** uv, compilers and headers: the stage that dependencies and app are built on. Open to additions. */
  public readonly toolchain: ImageStage;
  /** @internal */
  public abstract readonly _application?: StageArtifact;
  /** @internal */
  protected readonly _plan: BuilderPlan;

  constructor(scope: Construct, id: string, { plan, toolchain, description }: PlannedBuilderProps) {
    super(scope, id, { parent: toolchain, description });
    this._plan = plan;
    this.toolchain = toolchain;
  }

  /** The app itself. Fails with `ArtifactMismatch` for a tool, which has no code of its own. */
  public get application(): StageArtifact {
    return this._application ?? noApplication(this);
  }

  /** @internal */
  public get _dependencies(): DependencyPlan {
    return this._plan.dependencies;
  }

  /** @internal */
  public get _compiled(): CompiledPackage[] {
    return this._plan.compiled;
  }

  /** @internal */
  public get _systemPackages(): SystemPackages {
    return this._plan.requested;
  }
}
