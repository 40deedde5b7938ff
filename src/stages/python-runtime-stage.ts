import { Construct } from 'constructs';
import { Files, Instruction } from '../dockerfile';
import { billInImage } from './image-bill';
import { PythonRuntimeStageProps } from './python-runtime-props';
import { planRuntime, RuntimePlan } from './runtime-plan';
import { RuntimeStage } from './runtime-stage';
import { ImageContents } from '../python/bill-of-materials';

/**
 * The image that runs: a base with Python, the libraries that the packages load, the environment, and the app as the last layer.
 *
 * It runs as a number that is not root over files that root owns, and needs no writable file system but /tmp.
 * What is added from outside comes after the app and runs as root.
 */
export abstract class PythonRuntimeStage extends RuntimeStage {
  private readonly plan: RuntimePlan;
  private readonly bill: Files[];

  constructor(scope: Construct, id: string, props: PythonRuntimeStageProps) {
    const plan = planRuntime(scope, id, props);
    super(scope, id, { ...plan.ending, parent: plan.environment, description: 'is the image' });
    this.plan = plan;
    this.bill = billInImage(scope, id, plan.environment.rootImage, () => this);
  }

  /** @internal */
  public override _has(name: string): boolean | undefined {
    return this.plan.packages?.includes(name);
  }

  /** @internal */
  public override get _python(): string | undefined {
    return this.plan.python;
  }

  /** @internal */
  public override get _contents(): ImageContents {
    return this.plan.contents;
  }

  protected instructions(): Instruction[] {
    const { files, variables } = this.plan;
    return [
      ...(Object.keys(variables).length > 0 ? [Instruction.env(variables)] : []),
      ...[...this.bill, ...files].map((artifact) => Instruction.copyArtifact(artifact)),
    ];
  }
}
