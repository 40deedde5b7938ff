import { Construct } from 'constructs';
import { Instruction, StageArtifact, Wheelhouse } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { BuilderPlan, CompiledPackage, planBuilder, runsOnBuildPlatform } from './builder-plan';
import { BuilderProps } from './builder-props';
import { InheritedWheelsStage } from './inherited-wheels-stage';
import { makeWheels } from './make-wheels';
import { PlannedBuilderStage } from './planned-builder-stage';
import { ProjectWheelStage } from './project-wheel-stage';
import { RequirementsStage } from './requirements-stage';
import { PIP_VERSION } from '../tool-versions';
import { ToolchainStage } from './toolchain-stage';
import { virtualenvPath } from './virtualenv-path';
import { atConstruct, CodedError } from '../../private/coded-error';
import { pinnedTool } from '../../private/pinned-tool';
import { DependencyPlan } from '../../python/dependencies/dependency-plan';
import { markerEnvironment } from '../../python/dependencies/install-target';

/** What a builder of wheels can be told. */
export interface WheelBuilderStageProps extends BuilderProps {
  /**
   * Wheels that were made before: of another app's `WheelBuilderStage`, or of an image in a registry (`Wheelhouse.fromImage`), which has to be
   * made on the same Python and release of the distribution. Only what the lock pins is taken, in exactly that version; what is compiled there is not
   * compiled again, and what an index has too has to have a hash of the lock. The first that has a wheel is taken.
   * @default - none
   */
  readonly inheritedWheels?: Wheelhouse[];

  /**
   * Take wheels only and compile nothing (pip's `--only-binary`): for indexes that have wheels of everything, also of what the lock or the catalogue
   * knows no wheel of, such as an index of wheels for 32-bit ARM. The build then needs no emulation, and fails for a package without a wheel.
   * False: run on the platform of the image in any case.
   * @default - whether the lock has a wheel of every package for the image
   */
  readonly onlyBinary?: boolean;

  /**
   * The version of pip that makes the wheels.
   * @default '26.3'
   */
  readonly pipVersion?: string;
}

/**
 * Makes a wheel of every locked dependency, so that a runtime installs them with no index and no compiler.
 *
 * The project's own wheel comes from a stage beside this one, so a change of the code makes no dependency's wheel again.
 */
export class WheelBuilderStage extends PlannedBuilderStage {
  /** The wheels of all dependencies, inherited ones included. */
  public readonly wheelhouse: Wheelhouse;
  /** @internal */
  public readonly _application?: StageArtifact;
  private readonly inherited: Wheelhouse[];
  private readonly onlyBinary: boolean;
  private readonly pip: string;
  private readonly written?: RequirementsStage;

  /**
   * Fails with `WheelSourceUnsupported` for what comes from no index while hashes are checked, with `WheelsUnlocked` when wheels are to be inherited
   * and no lock says which, and with `ArtifactMismatch` when they were made on another Python or release of the distribution.
   */
  constructor(scope: Construct, id: string, props: WheelBuilderStageProps = {}) {
    const inherited = [...props.inheritedWheels ?? []];
    const makers = inherited.flatMap(({ stage }) => stage instanceof WheelBuilderStage ? [stage] : []);
    const plan = planBuilder(scope, id, props, {
      onlyBinary: props.onlyBinary,
      inherits: (compiled) => makers.some((maker) => maker.makes(compiled)),
    });
    atConstruct(`${scope.node.path}/${id}`, () => {
      refuseOtherSources(plan.dependencies);
      refuseUnlocked(plan.dependencies, inherited);
      makers.forEach((maker) => refuseOtherBase(plan, maker));
    });
    const onBuildPlatform = runsOnBuildPlatform(props.baseImage, props.onlyBinary ?? hasWheelsOnly(plan));
    const toolchain = new ToolchainStage(scope, `${id}Toolchain`, { ...plan, onBuildPlatform, pip: true });
    super(scope, id, { plan, toolchain, description: 'makes a wheel of every dependency' });
    this.inherited = inherited.map(({ stage, source, path }, n) => stage !== undefined ? inherited[n]
      : new InheritedWheelsStage(scope, `${id}Inherited${n + 1}`, { image: source.rootImage, path }).wheelhouse);
    this.onlyBinary = props.onlyBinary ?? false;
    this.pip = atConstruct(this.node.path, () => pinnedTool('pip', { prop: 'pipVersion', version: props.pipVersion, usual: PIP_VERSION }));
    this.written = RequirementsStage.for(scope, `${id}Lock`, { ...plan, onBuildPlatform: toolchain.onBuildPlatform });
    this.wheelhouse = new Wheelhouse({ source: this, compiled: plan.binaries });
    this._application = appSettingsOf(scope).project._hasCode
      ? ProjectWheelStage._applicationOf(scope, `${id}Application`, {
        parent: toolchain, members: plan.members, virtualenvPath: virtualenvPath(scope, id, plan.python),
      }) : undefined;
  }

  protected instructions(): Instruction[] {
    const { inherited, onlyBinary, pip } = this;
    const written = this.written?.requirements;
    return makeWheels(this, this._plan, { folder: this.wheelhouse.path, inherited, onlyBinary, pip, written });
  }

  /** Whether a package is compiled here in this version, or inherited by this stage itself. */
  private makes({ name, version }: CompiledPackage): boolean {
    return version !== undefined && this._plan.compiled.some((own) => own.name === name && own.version === version);
  }
}

/** Whether pip can be sure to find wheels: all packages are known, come from an index, and have one for the target. */
function hasWheelsOnly({ dependencies, compiles, target }: BuilderPlan): boolean {
  return !compiles && dependencies.locked && dependencies.packagesFor(markerEnvironment(target)).every(({ name, source }) => source === 'index' || (dependencies.members ?? []).some((member) => member.name === name));
}

function refuseUnlocked({ locked, refreshCommand }: DependencyPlan, inherited: Wheelhouse[]): void {
  if (!locked && inherited.length > 0) {
    throw new CodedError('WheelsUnlocked', {
      what: 'wheels cannot be inherited, because nothing says which versions are to be taken',
      found: 'inheritedWheels, and no lock of the dependencies',
      expected: 'a lock',
      write: `first: ${refreshCommand}`,
    });
  }
}

/** What was compiled against the libraries of one release need not work on another, and the name of a wheel does not say it. */
function refuseOtherBase({ baseImage: { rootImage }, python }: BuilderPlan, maker: WheelBuilderStage): void {
  const has = maker.rootImage;
  const facts = (version: string | undefined, { distribution, suite, libc }: typeof has) => `Python ${version} on ${distribution} ${suite} with ${libc}`;
  const [expected, found] = [facts(python.version, rootImage), facts(maker.python?.version, has)];
  if (expected !== found) {
    throw new CodedError('ArtifactMismatch', {
      what: 'the wheels were made on another base and need not work here',
      found: `${found} in ${maker.node.path}`,
      expected,
      write: 'the same baseImage for both builders',
    });
  }
}

/** pip takes a hash for everything or for nothing, and what comes from a folder or a repository has none. */
function refuseOtherSources(plan: DependencyPlan): void {
  if (plan.installer === 'pylock' && plan.extras.length + plan.groups.length > 0) {
    throw new CodedError('WheelSourceUnsupported', {
      what: `pip, which makes the wheels, takes no extras and groups of ${plan.file}`,
      found: [...plan.extras, ...plan.groups].join(', '),
      expected: 'the default groups of the lock alone',
      write: "new VirtualenvBuilderStage(app, 'Builder'), and install: builder.virtualenv",
    });
  }
  const members = new Set((plan.members ?? []).map(({ name }) => name));
  const other = plan.packages.find(({ name, source }) => source !== 'index' && !members.has(name));
  if (other !== undefined && (plan.installer === 'uv-lock' || plan.hashed || (plan.locked && plan.writer !== undefined))) {
    throw new CodedError('WheelSourceUnsupported', {
      what: `a wheel of ${other.name} cannot be made with hashes checked: it does not come from an index`,
      found: `${other.name} from a ${other.source === 'path' ? 'folder of the source' : other.source}`,
      expected: 'packages of an index only',
      write: "new VirtualenvBuilderStage(app, 'Builder'), and install: builder.virtualenv",
    });
  }
}
