import { Construct } from 'constructs';
import { ImageStage, Instruction } from '../dockerfile';
import { APP_FOLDER } from './layout';
import { planRuntime, RuntimePlan } from './runtime-plan';
import { SlimRuntimeStageProps } from './slim-runtime-props';

/**
 * The image that runs: the slim base, the libraries that the packages load, the environment, and the app as the last layer.
 *
 * It runs as a number that is not root over files that root owns, and needs no writable file system but /tmp.
 * What is added from outside comes after the app and runs as root. WORKDIR, USER, STOPSIGNAL and ENTRYPOINT come last, unless they were added.
 */
export class SlimRuntimeStage extends ImageStage {
  /** The image without the app. What is added here stays when the code changes. */
  public readonly environment: ImageStage;
  private readonly plan: RuntimePlan;

  constructor(scope: Construct, id: string, props: SlimRuntimeStageProps) {
    const plan = planRuntime(scope, id, props);
    super(scope, id, { parent: plan.environment, description: 'is the image' });
    this.plan = plan;
    this.environment = plan.environment;
  }

  /** The command that the container runs: a list of words. */
  public get entrypoint(): string[] {
    return [...this.plan.entrypoint.argv];
  }

  /**
   * Whether a package is installed; undefined when no lock says it.
   * @internal
   */
  public _has(name: string): boolean | undefined {
    return this.plan.packages?.includes(name);
  }

  protected instructions(): Instruction[] {
    const { env } = this.plan.entrypoint;
    return [
      ...(Object.keys(env).length > 0 ? [Instruction.env(env)] : []),
      Instruction.copyArtifact(this.plan.files),
    ];
  }

  protected closing(): Instruction[] {
    const { entrypoint: { argv, port }, stopSignal, user } = this.plan;
    const added = new Set(this.additions.map((instruction) => instruction._data.kind));
    return [
      Instruction.workdir(APP_FOLDER),
      ...(port === undefined ? [] : [Instruction.expose(port)]),
      Instruction.user(user.spec),
      Instruction.stopSignal(stopSignal),
      Instruction.entrypoint(argv),
    ].filter((instruction) => instruction._data.kind === 'expose' || !added.has(instruction._data.kind));
  }
}
