import { Construct } from 'constructs';
import { ImageStage, Instruction, Prefix, PythonInterpreter, StageArtifact } from '../dockerfile';
import { appSettingsOf } from './app-settings';
import { ApplicationStage } from './application-stage';
import { BuilderPlan, CompiledPackage, planBuilder } from './builder-plan';
import { BuilderProps } from './builder-props';
import { IBuilderStage } from './builder-stage';
import { installPrefix } from './install-prefix';
import { OUT, PREFIX } from './layout';
import { noApplication } from './no-application';
import { RequirementsStage } from './requirements-stage';
import { ToolchainStage } from './toolchain-stage';
import { atConstruct, CodedError } from '../private/coded-error';
import { SystemPackages } from '../python';
import { DependencyPlan } from '../python/dependency-plan';

/** What a builder of packages beside the image's Python can be told. */
export interface PrefixBuilderStageProps extends BuilderProps {}

/**
 * Installs the locked dependencies with `--prefix`, which a runtime copies beside its own Python: into `/usr/local` of the same official image.
 *
 * There is no virtual environment: `python` and the scripts are where the base image has its own. The app is a layer of its own, as with an environment.
 */
export class PrefixBuilderStage extends ImageStage implements IBuilderStage {
  /** All dependencies. */
  public readonly prefix: Prefix;
  /** @internal */
  public readonly _application?: StageArtifact;
  /** uv, compilers and headers: the stage that dependencies and app are built on. Open to additions. */
  public readonly toolchain: ImageStage;
  private readonly plan: BuilderPlan;
  private readonly written?: RequirementsStage;

  /** Fails with `BaseImageInvalid` when the Python of the base image is not in /usr/local. */
  constructor(scope: Construct, id: string, props: PrefixBuilderStageProps = {}) {
    const plan = planBuilder(scope, id, props);
    atConstruct(`${scope.node.path}/${id}`, () => refuseElsewhere(plan.python));
    const toolchain = new ToolchainStage(scope, `${id}Toolchain`, plan);
    super(scope, id, { parent: toolchain, description: 'installs the dependencies: the layer that outlives a change of the code' });
    this.plan = plan;
    this.toolchain = toolchain;
    this.written = RequirementsStage.for(scope, `${id}Lock`, plan);
    this.prefix = new Prefix({ source: this, path: PREFIX, root: OUT, compiled: plan.binaries });
    this._application = appSettingsOf(scope).project._hasCode
      ? new ApplicationStage(scope, `${id}Application`, { parent: toolchain, members: plan.members }).files : undefined;
  }

  /** The app itself. Fails with `ArtifactMismatch` for a tool, which has no code of its own. */
  public get application(): StageArtifact {
    return this._application ?? noApplication(this);
  }

  /** @internal */
  public get _dependencies(): DependencyPlan {
    return this.plan.dependencies;
  }

  /** @internal */
  public get _compiled(): CompiledPackage[] {
    return this.plan.compiled;
  }

  /** @internal */
  public get _systemPackages(): SystemPackages {
    return this.plan.requested;
  }

  protected instructions(): Instruction[] {
    return [installPrefix(this, this.plan, this.prefix, this.written?.requirements)];
  }
}

/** Debian's own Python, for one, looks for what is installed beside it in folders of other names. */
function refuseElsewhere(python: PythonInterpreter): void {
  if (!python.path.startsWith(`${PREFIX}/bin/`)) {
    throw new CodedError('BaseImageInvalid', {
      what: `packages are installed beside a Python in ${PREFIX}, as the official images have it`,
      found: python.path,
      expected: `${PREFIX}/bin/python${python.version}`,
      write: "an official base image, or new VirtualenvBuilderStage(app, 'Builder', { baseImage })",
    });
  }
}
