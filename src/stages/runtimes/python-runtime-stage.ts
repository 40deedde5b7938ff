import { Construct } from 'constructs';
import { copyChecked } from './copy-checked';
import { billInImage } from './image-bill';
import { PythonRuntimeStageProps } from './python-runtime-props';
import { DroppedPackage } from './runtime-packages';
import { planRuntime, RuntimePlan } from './runtime-plan';
import { RuntimeStage } from './runtime-stage';
import { Files, Instruction } from '../../dockerfile';
import { ImageContents } from '../../python/dependencies/bill-of-materials';
import { Entrypoint } from '../../python/entrypoints/entrypoint';
import { StartNote } from '../../python/entrypoints/start-notes';

/**
 * The image that runs: a base with Python, the libraries that the packages load, the environment, and the app as the last layer.
 *
 * It runs as a number that is not root over files that root owns, and needs no writable file system but /tmp.
 * What is added from outside comes after the app and runs as root.
 */
export abstract class PythonRuntimeStage extends RuntimeStage {
  /**
   * What it was made of, as far as somebody said it.
   * @internal
   */
  public readonly _props: PythonRuntimeStageProps;
  private readonly plan: RuntimePlan;
  private readonly bill: Files[];

  constructor(scope: Construct, id: string, props: PythonRuntimeStageProps) {
    const plan = planRuntime(scope, id, props);
    super(scope, id, { ...plan.ending, parent: plan.environment, description: 'is the image' });
    this.plan = plan;
    this.bill = billInImage(scope, id, plan.environment.rootImage, () => this);
    this._props = { ...props };
  }

  /**
   * The names of the packages in it, as far as they are known.
   * @internal
   */
  public get _packages(): string[] {
    return this.plan.packages;
  }

  /**
   * What the catalogue has for its packages, and the list of system packages that it was given has not.
   * @internal
   */
  public get _dropped(): DroppedPackage[] {
    return this.plan.dropped;
  }

  /**
   * What the owner of the app should know of the start that was found.
   * @internal
   */
  public get _notes(): StartNote[] {
    return this.plan.notes;
  }

  /** @internal */
  public override get _contents(): ImageContents {
    return this.plan.contents;
  }

  /** @internal */
  public override get _told(): Entrypoint | undefined {
    return this._props.entrypoint;
  }

  /** @internal */
  public override get _python(): string {
    return this.plan.python;
  }

  protected instructions(): Instruction[] {
    const { files, variables } = this.plan;
    return [
      ...(Object.keys(variables).length > 0 ? [Instruction.env(variables)] : []),
      ...[...this.bill, ...files].map((artifact) => copyChecked(artifact)),
    ];
  }
}
