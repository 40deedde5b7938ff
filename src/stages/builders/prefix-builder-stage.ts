import { Construct } from 'constructs';
import { Instruction, Prefix, PythonInterpreter, StageArtifact } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { ApplicationStage } from './application-stage';
import { planBuilder } from './builder-plan';
import { BuilderProps } from './builder-props';
import { installPrefix } from './install-prefix';
import { OUT, PREFIX } from '../layout';
import { PlannedBuilderStage } from './planned-builder-stage';
import { RequirementsStage } from './requirements-stage';
import { ToolchainStage } from './toolchain-stage';
import { atConstruct, CodedError } from '../../private/coded-error';

/** What a builder of packages beside the image's Python can be told. */
export interface PrefixBuilderStageProps extends BuilderProps {}

/**
 * Installs the locked dependencies with `--prefix`, which a runtime copies beside its own Python: into `/usr/local` of the same official image.
 *
 * There is no virtual environment: `python` and the scripts are where the base image has its own. The app is a layer of its own, as with an environment.
 */
export class PrefixBuilderStage extends PlannedBuilderStage {
  /** All dependencies. */
  public readonly prefix: Prefix;
  /** @internal */
  public readonly _application?: StageArtifact;
  private readonly written?: RequirementsStage;

  /** Fails with `BaseImageInvalid` when the Python of the base image is not in /usr/local. */
  constructor(scope: Construct, id: string, props: PrefixBuilderStageProps = {}) {
    const plan = planBuilder(scope, id, props);
    atConstruct(`${scope.node.path}/${id}`, () => refuseElsewhere(plan.python));
    const toolchain = new ToolchainStage(scope, `${id}Toolchain`, plan);
    super(scope, id, { plan, toolchain, description: 'installs the dependencies: the layer that outlives a change of the code' });
    this.written = RequirementsStage.for(scope, `${id}Lock`, plan);
    this.prefix = new Prefix({ source: this, path: PREFIX, root: OUT, compiled: plan.binaries });
    this._application = appSettingsOf(scope).project._hasCode
      ? new ApplicationStage(scope, `${id}Application`, { parent: toolchain, members: plan.members }).files : undefined;
  }

  protected instructions(): Instruction[] {
    return [installPrefix(this, this._plan, this.prefix, this.written?.requirements)];
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
