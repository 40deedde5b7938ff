import { Construct } from 'constructs';
import { LockComputationStage } from './lock-computation-stage';
import { LockPlan, planLock } from './lock-plan';
import { LockStageProps } from './lock-props';
import { BaseImage, ImageStage, Instruction, LockFile } from '../../dockerfile';
import { atConstruct } from '../../private/coded-error';
import { ToolchainStage } from '../builders/toolchain-stage';

/**
 * Computes the lock of an app inside the base that will run it, and hands out nothing but the lock:
 * `docker build --target … --output type=local,dest=.` writes it, `cdk-python-images lock` does so for all locks of an assembly.
 *
 * A lock that is there keeps its versions; without one everything is computed anew. One lock is for all platforms.
 * No image is made of it: `PythonLock` stages it beside the images.
 */
export class LockStage extends ImageStage {
  /** The computed lock. */
  public readonly lockFile: LockFile;
  /** uv, and what has to be there for packages that must be built to know what they need. Open to additions. */
  public readonly toolchain: ImageStage;
  private readonly plan: LockPlan;
  private readonly computation: LockComputationStage;

  /** Fails with `LockNotFound` when there is nothing to lock, and with `LockInvalid` when a uv.lock is to be made of something else than a pyproject.toml. */
  constructor(scope: Construct, id: string, props: LockStageProps = {}) {
    const plan = atConstruct(`${scope.node.path}/${id}`, () => planLock(scope, props));
    super(scope, id, { parent: BaseImage.scratch(), description: 'is the lock and nothing else' });
    this.plan = plan;
    this.toolchain = new ToolchainStage(scope, `${id}Toolchain`, {
      baseImage: plan.baseImage, systemPackages: [...props.systemPackages ?? []], onBuildPlatform: false,
    });
    this.computation = new LockComputationStage(scope, `${id}Computation`, { parent: this.toolchain, plan });
    this.lockFile = this.computation.lock;
  }

  /** The lock in the source folder, relative to it. */
  public get file(): string {
    return this.plan.file;
  }

  /**
   * The name of the stage that must not come from Docker's cache, which does not know what is new on the index.
   * @internal
   */
  public get _computation(): string {
    return this.computation.stageName;
  }

  /**
   * The files that the lock is computed from, relative to the source.
   * @internal
   */
  public get _files(): string[] {
    return [...this.plan.files];
  }

  protected instructions(): Instruction[] {
    return [Instruction.copyFrom(this.lockFile.source, { sources: [this.lockFile.path], target: '/' })];
  }
}
