import { Decision } from './decision';
import { lockedAt } from './explain-project';
import { sourceLine, SourceLine } from './source-line';
import { BaseImage, ImageStage, StageScope } from '../dockerfile';
import { PythonProject, PythonVersion } from '../python';
import { EXTENSIONS, ownCodeReasons, whyOwnCodeCompiles } from '../python/declarations/own-code';
import { membersFor } from '../python/dependencies/dependency-plan';
import { markerEnvironment } from '../python/dependencies/install-target';
import { compilePlan } from '../python/system/compile-plan';
import { SystemPackageReason } from '../python/system/resolved-system-packages';
import { LambdaRuntimeStage, RuntimeStage } from '../stages';
import { installTarget } from '../stages/builders/builder-plan';
import { IBuilderStage } from '../stages/builders/builder-stage';

/** What a builder is made on, what compiles in it, and the system packages for that. */
export function explainBuilder(project: PythonProject, builder: IBuilderStage & ImageStage): Decision[] {
  const stage = builder.node.path;
  const { _dependencies: plan, _compiled: compiled } = builder;
  const members = builder.rootImage.python === undefined ? [] : membersFor(plan, markerEnvironment(installTarget(builder.rootImage, builder)));
  const own = ownCodeReasons(project, members);
  const reasons = [...compiled.map(({ reason }) => reason), ...own];
  const compiles = reasons.length > 0 ? reasons.join('; ')
    : plan.locked ? 'every package has a wheel for the image' : 'no package is known to compile; without a lock the build chooses versions, and so wheels';
  const usual = usualImages(builder);
  return [
    ...(plan.needs ?? []).map(({ name, asked, requirements, imported }) => ({
      topic: 'also installed',
      decided: requirements.join(', '),
      because: imported === undefined ? `${name} ${asked} asks for any version, and does not run with what is new today`
        : `the code imports ${imported.module}, which came with every environment before Python 3.12`,
      ...(imported === undefined ? lockedAt(project, plan, name) : { file: imported.file, line: imported.line }),
      stage,
      changedBy: 'versions of your own for these, in the dependencies',
    })),
    {
      topic: 'builder',
      decided: referenceOf(builder),
      because: usual.includes(referenceOf(builder)) ? compiles : `the stage starts from it; ${compiles}`,
      ...(lockedAt(project, plan, compiled[0]?.name) ?? ownCodeAt(project)),
      stage,
      changedBy: `baseImage: BaseImage.… of a ${builder.constructor.name} of your own`,
    },
    {
      topic: 'builder platform',
      decided: builder.onBuildPlatform ? 'the machine that builds' : builder.platform.value,
      because: builder.onBuildPlatform ? 'nothing has to run on the platform of the image' : 'something is compiled there, or uv has no name for the platform',
      stage,
      changedBy: 'platform: ImagePlatform.…',
    },
    ...reasonsOf(builder, builder).filter((reason) => reason.stage === 'build').map((reason) => packageDecision(project, builder, reason, stage)),
  ];
}

/** The line that makes the project's own code one that compiles. */
function ownCodeAt(project: PythonProject): SourceLine | undefined {
  const [, backend, setup, file] = /^its (build back end)|^its (setup\.py)|^it has (.+)/.exec(whyOwnCodeCompiles(project) ?? '') ?? [];
  return backend !== undefined ? sourceLine(project, 'pyproject.toml', /^\s*build-backend\s*=/)
    : setup !== undefined ? sourceLine(project, setup, EXTENSIONS) : file !== undefined ? { file } : undefined;
}

/** What an image starts from, who runs it, and the system packages that it gets. */
export function explainRuntime(project: PythonProject, runtime: RuntimeStage, builder: (IBuilderStage & ImageStage) | undefined): Decision[] {
  const stage = runtime.node.path;
  const packages = builder === undefined ? [] : reasonsOf(builder, runtime).filter((reason) => reason.stage !== 'build')
    .map((reason) => packageDecision(project, builder, reason, stage));
  return [
    { topic: 'image', decided: referenceOf(runtime), because: whyImage(runtime), stage, changedBy: `baseImage: BaseImage.… of a ${runtime.constructor.name} of your own` },
    ...packages,
  ];
}

function whyImage(runtime: RuntimeStage): string {
  const { collected, workshop } = runtime.rootImage._known;
  if (collected === undefined || workshop === undefined) {
    return usualImages(runtime)[0] === referenceOf(runtime) ? 'it has the Python of the app and nothing to compile with' : 'the stage starts from it';
  }
  const without = collected.excludedModules.length === 0 ? '' : `, without ${collected.excludedModules.join(', ')}`;
  return `it has nothing but Python and what is loaded, of ${StageScope.of(runtime)._pinned(workshop.rootImage)}${without}`;
}

/** What stages start from that are told no base image: the slim image, and of builders the full one. */
function usualImages(stage: ImageStage): string[] {
  const { python } = stage.rootImage;
  const usual = python === undefined ? [] : [BaseImage.pythonSlim(python.version), BaseImage.pythonFull(python.version)];
  return usual.map((image) => StageScope.of(stage)._pinned(image));
}

/** A stage that was made by hand may start from another Python than the app has chosen for the rest. */
export function explainOtherPython(chosen: PythonVersion, runtime: RuntimeStage): Decision[] {
  const { python } = runtime.rootImage;
  return python === undefined || python.version === chosen.minor ? [] : [{
    topic: 'python', decided: python.version, because: `${referenceOf(runtime)} has it`, stage: runtime.node.path, changedBy: `baseImage: BaseImage.… of ${runtime.node.id}`,
  }];
}

/** What Lambda calls. */
export function explainLambda(runtime: LambdaRuntimeStage): Decision {
  const { handler } = runtime;
  return {
    topic: 'Lambda',
    decided: handler ?? 'the web adapter, which asks the app over HTTP',
    because: runtime._client,
    stage: runtime.node.path,
    changedBy: handler === undefined ? 'webAdapter of the runtime' : 'handler of the runtime',
  };
}

function reasonsOf({ _dependencies: plan, _systemPackages: systemPackages }: IBuilderStage, on: ImageStage): SystemPackageReason[] {
  if (on.rootImage.python === undefined) {
    return [];
  }
  const target = installTarget(on.rootImage, on);
  return compilePlan(plan.packagesFor(markerEnvironment(target)), target, systemPackages).reasons;
}

/** What compilers are made of: no package of Python links it, each that is compiled takes it. */
const COMPILERS = /^(?:gcc|g\+\+|gfortran|cpp|make|cmake|cargo|rustc|pkg-config|pkgconf|build-base|libc6-dev|linux-libc-dev|musl-dev|linux-headers)(?:-\d+)?$/;

function packageDecision(project: PythonProject, builder: IBuilderStage, reason: SystemPackageReason, stage: string): Decision {
  const { systemPackage, forPackage, because } = reason;
  return {
    topic: reason.stage === 'build' ? 'build package' : 'runtime package',
    decided: systemPackage,
    because: forPackage === undefined || because.startsWith(forPackage) ? because
      : COMPILERS.test(systemPackage) ? `${forPackage} is compiled` : `${forPackage} ${because}`,
    ...lockedAt(project, builder._dependencies, forPackage),
    stage,
    changedBy: 'systemPackages: SystemPackages.…',
  };
}

function referenceOf(stage: ImageStage): string {
  return StageScope.of(stage)._pinned(stage.rootImage);
}
