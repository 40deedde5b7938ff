import { Construct } from 'constructs';
import { BaseImage, Files, ImageStage, Instruction, StandaloneBinary } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { NuitkaBuilderStage } from './nuitka-builder-stage';
import { NuitkaCheckStage } from './nuitka-check-stage';
import { NuitkaEnvironmentStage } from './nuitka-environment-stage';
import { NuitkaRuntimeStageProps } from './nuitka-runtime-props';
import { NuitkaSystemStage } from './nuitka-system-stage';
import { NuitkaTrialStage } from './nuitka-trial-stage';
import { atConstruct, CodedError } from '../../private/coded-error';
import { ImageContents } from '../../python/dependencies/bill-of-materials';
import { Entrypoint } from '../../python/entrypoints/entrypoint';
import { copyChecked } from '../runtimes/copy-checked';
import { billInImage } from '../runtimes/image-bill';
import { portOf } from '../runtimes/runtime-plan';
import { RuntimeStage, RuntimeStageProps } from '../runtimes/runtime-stage';
import { RuntimeUser } from '../runtimes/runtime-user';

/**
 * An image of a compiled program on a base without Python: the base, what the program needs of a system, and the program as the last layer.
 *
 * It has no shell and runs as a number that is not root over files that root owns, with no writable file system but /tmp.
 */
export abstract class NuitkaRuntimeStage extends RuntimeStage {
  private readonly program: StandaloneBinary;
  private readonly bill: Files[];
  private readonly builder?: NuitkaBuilderStage;
  private readonly variables: Record<string, string>;

  /** Fails with `ArtifactMismatch` when the base has an older glibc than the builder. */
  constructor(scope: Construct, id: string, props: NuitkaRuntimeStageProps, baseImage: BaseImage) {
    const plan = atConstruct(`${scope.node.path}/${id}`, () => planNuitkaRuntime(scope, id, props, baseImage));
    super(scope, id, { ...plan.ending, parent: plan.environment, description: 'is the image' });
    this.program = plan.program;
    this.builder = plan.builder;
    this.bill = plan.builder === undefined ? [] : billInImage(scope, id, plan.builder.rootImage, () => this);
    this.variables = plan.variables;
  }

  /** @internal */
  public override get _told(): Entrypoint | undefined {
    return this.builder?._told;
  }

  /** @internal */
  public override get _contents(): ImageContents | undefined {
    return this.builder?._contentsOn(this.rootImage);
  }

  protected instructions(): Instruction[] {
    return [
      ...(Object.keys(this.variables).length > 0 ? [Instruction.env(this.variables)] : []),
      ...[...this.bill, this.program].map((artifact) => copyChecked(artifact)),
    ];
  }
}

interface NuitkaRuntimePlan {
  readonly environment: ImageStage;
  /** Undefined for a program that no builder of this app made. */
  readonly builder?: NuitkaBuilderStage;
  readonly program: StandaloneBinary;
  readonly variables: Record<string, string>;
  readonly ending: Omit<RuntimeStageProps, 'parent'>;
}

/** Makes the stages that the image is copied from. They stand beside it: `tiny-system`, `tiny-environment`, `tiny-trial`, `tiny-check`. */
function planNuitkaRuntime(scope: Construct, id: string, props: NuitkaRuntimeStageProps, baseImage: BaseImage): NuitkaRuntimePlan {
  const settings = appSettingsOf(scope);
  const user = new RuntimeUser(props.user ?? settings.user ?? '10001:10001');
  const check = props.check ?? settings.check ?? true;
  if (props.install !== undefined && props.entrypoint !== undefined) {
    throw new CodedError('EntrypointInvalid', {
      what: 'a program has been compiled with its entry point, so its image cannot have another one',
      found: `install and entrypoint: Entrypoint.${props.entrypoint._written}`,
      expected: 'one of them',
      write: 'the entrypoint for the builder: new NuitkaBuilderStage(app, …, { entrypoint })',
    });
  }
  const binary = props.install ?? new NuitkaBuilderStage(scope, `${id}Builder`, { entrypoint: props.entrypoint, check }).binary;
  const builder = binary.stage instanceof NuitkaBuilderStage ? binary.stage : undefined;
  const variables = props.environment ?? settings.environment ?? {};
  const system = new NuitkaSystemStage(scope, `${id}System`, { binary, baseImage, user }).files;
  const environment = new NuitkaEnvironmentStage(scope, `${id}Environment`, { runtime: `${scope.node.path}/${id}`, baseImage, system, variables });
  binary._checkFits(environment);
  const own = Object.entries(builder?._entrypoint.env ?? {}).filter(([name]) => name !== 'PYTHONPATH' && !Object.hasOwn(variables, name));
  const trial = () => new NuitkaTrialStage(scope, `${id}Trial`, { environment, binary, user, runArguments: props.checkArguments });
  return {
    environment,
    builder,
    program: check ? new NuitkaCheckStage(scope, `${id}Check`, { trial: trial(), binary, user }).binary : binary,
    variables: Object.fromEntries(own),
    ending: {
      entrypoint: [binary.executable],
      port: portOf(builder?._entrypoint ?? {}, variables),
      stopSignal: props.stopSignal ?? settings.stopSignal ?? builder?._entrypoint.stopSignal ?? 'SIGINT',
      user: user.spec,
      workdir: binary.path,
    },
  };
}
