import { Construct } from 'constructs';
import { checkAccess } from './access-check';
import { borrowsPython } from './borrowed-python';
import { BuilderProps } from './builder-props';
import { expected } from '../expected';
import { refuseCompiling } from './only-binary';
import type { ToolchainStageProps } from './toolchain-stage';
import { uvPlatformOf } from './uv-platform';
import { workshopOf } from './workshop';
import { BaseImage, IImageSource, Libc, PackageManager, PythonInterpreter, StageScope } from '../../dockerfile';
import { atConstruct } from '../../private/coded-error';
import { ExpectedProp, expectProps } from '../../private/expected-props';
import { PythonVersion, SystemPackages } from '../../python';
import { Member } from '../../python/declarations/member';
import { ownCodeReasons } from '../../python/declarations/own-code';
import { DependencyPlan, membersFor } from '../../python/dependencies/dependency-plan';
import { InstallTarget, markerEnvironment } from '../../python/dependencies/install-target';
import { compilePlan, mayHoldBinaries } from '../../python/system/compile-plan';
import { appDependencies } from '../app-dependencies';
import { appSettingsOf } from '../app-settings';
import { interpreterOf } from '../runtimes/interpreter';

/** A package that has no wheel for the target. */
export interface CompiledPackage {
  readonly name: string;
  readonly version?: string;
  /** Why it compiles. */
  readonly reason: string;
}

/** What a builder has decided before it writes an instruction. */
export interface BuilderPlan extends ToolchainStageProps {
  readonly dependencies: DependencyPlan;
  /** The projects that are installed from their folders. */
  readonly members: Member[];
  readonly python: PythonInterpreter;
  /** What uv calls the target, when the builder runs on another platform than it: nothing compiles, so nothing has to run there. */
  readonly uvPlatform?: string;
  /** What packages are chosen for. */
  readonly target: InstallTarget;
  /** Whether something has to run on the platform of the image, because it is compiled there. */
  readonly compiles: boolean;
  /** The packages that have no wheel for the target, and why. */
  readonly compiled: CompiledPackage[];
  /** Whether compiled files may be among what is installed. */
  readonly binaries: boolean;
  /** What decides on the system packages of the runtime, for the base image that it has. */
  readonly requested: SystemPackages;
}

/** What a kind of builder knows beside what every builder can be told. */
export interface BuilderPlanOptions {
  /** Nothing compiles, whatever the lock and the catalogue know of wheels. */
  readonly onlyBinary?: boolean;
  /** Whether another stage made the wheel of a package that compiles. */
  readonly inherits?: (compiled: CompiledPackage, target: InstallTarget) => boolean;
}

const BUILDER_PROPS: Record<keyof BuilderProps, ExpectedProp> = expected('dependencies', 'systemPackages', 'baseImage');

/** Decides what compiles and, from that, the base image, the system packages and the platform that builds. */
export function planBuilder(scope: Construct, id: string, props: BuilderProps, options: BuilderPlanOptions = {}): BuilderPlan {
  const settings = appSettingsOf(scope);
  const { project, python } = settings;
  return atConstruct(`${scope.node.path}/${id}`, () => {
    expectProps(props, BUILDER_PROPS);
    const slim = BaseImage.pythonSlim(python.minor);
    const target = installTarget(props.baseImage ?? slim, scope);
    const environment = markerEnvironment(target);
    const dependencies = appDependencies(settings, environment, props.dependencies);
    project._choosePython(PythonVersion.of(target.python.version), dependencies.pythonRules);
    checkAccess(settings, dependencies);
    const systemPackages = props.systemPackages ?? settings.systemPackages ?? SystemPackages.fromCatalogue();
    const locked = options.onlyBinary ? [] : dependencies.packagesFor(environment);
    const all = compilePlan(locked, target, systemPackages).compiled
      .map((compiled): CompiledPackage => ({ ...compiled, version: locked.find(({ name }) => name === compiled.name)?.version }));
    const inherited = new Set(all.filter((compiled) => options.inherits?.(compiled, target)).map(({ name }) => name));
    const compilation = compilePlan(locked.filter(({ name }) => !inherited.has(name)), target, systemPackages);
    const members = membersFor(dependencies, environment);
    const ownCode = ownCodeReasons(project, members);
    const compiles = ownCode.length > 0 || compilation.compiled.length > 0 || compilation.buildPackages.length > 0;
    const full = compilation.builder === 'full' || (ownCode.length > 0 && compilation.buildPackages.length === 0);
    const onBuildPlatform = runsOnBuildPlatform(props.baseImage, !compiles && uvPlatformOf(target) !== undefined);
    const baseImage = props.baseImage === undefined ? (full ? BaseImage.pythonFull(python.minor) : slim) : installedOn(props.baseImage);
    const uvPlatform = onBuildPlatform || borrowsPython(baseImage) ? uvPlatformOf(target) : undefined;
    refuseCompiling(baseImage, [
      ...compilation.compiled.map(({ reason }) => reason),
      ...ownCode,
    ]);
    return {
      dependencies,
      binaries: dependencies.packagesFor(environment).some(mayHoldBinaries),
      members,
      python: target.python,
      uvPlatform,
      target,
      compiles,
      compiled: all,
      onBuildPlatform,
      baseImage,
      systemPackages: [...compilersFor(baseImage.rootImage, compiles, full), ...compilation.buildPackages],
      requested: systemPackages,
    };
  });
}

/** Where packages are installed for a base image; a stage is taken as it is. */
function installedOn(image: IImageSource): IImageSource {
  return image._stage === undefined ? workshopOf(image) : image;
}

/** Whether a stage runs on the platform that builds: as it would like to on an image, and as the stage does that it is built on. */
export function runsOnBuildPlatform(base: IImageSource | undefined, wanted: boolean): boolean {
  return base?._stage?.onBuildPlatform ?? wanted;
}

/** What a plain base lacks to compile for its Python; on Alpine one package stands for what compiling in C takes when nothing more is known. */
function compilersFor(baseImage: BaseImage, compiles: boolean, full: boolean): string[] {
  const headers = compiles ? baseImage._known.headerPackages ?? [] : [];
  return full && baseImage.packageManager === PackageManager.APK && !baseImage.compilers ? [...headers, 'build-base'] : headers;
}

/** What a base image says of the packages that fit it. */
export function installTarget(image: IImageSource, scope: Construct): InstallTarget {
  const baseImage = image.rootImage;
  return {
    python: interpreterOf(image),
    libc: baseImage.libc ?? Libc.GLIBC,
    glibcVersion: baseImage.glibcVersion,
    platform: StageScope.of(scope).platform,
    distribution: baseImage.distribution,
    suite: baseImage.suite,
  };
}
