import { Construct } from 'constructs';
import { staticCollecting } from './collect-static';
import { collectLibraries, collectPython } from './collected-runtime';
import { contentsOf } from './image-contents';
import { RuntimeClient } from './lambda-client-stage';
import { PythonRuntimeStageProps } from './python-runtime-props';
import { RuntimeCheckStage } from './runtime-check-stage';
import { RuntimeEnvironmentStage, RuntimeEnvironmentStageProps } from './runtime-environment-stage';
import { RuntimeFacts, runtimeFacts } from './runtime-facts';
import { DroppedPackage, RuntimePackages, runtimePackages } from './runtime-packages';
import { RuntimeStageProps } from './runtime-stage';
import { RuntimeSystemStage } from './runtime-system-stage';
import { StaticFilesStage } from './static-files-stage';
import { BaseImage, ImageStage, Libc, PackageManager, StageArtifact, StageScope } from '../../dockerfile';
import { atConstruct, CodedError } from '../../private/coded-error';
import { ExpectedProp, expectProps } from '../../private/expected-props';
import { SystemPackages } from '../../python';
import { ownCodeCompiles } from '../../python/declarations/own-code';
import { ImageContents } from '../../python/dependencies/bill-of-materials';
import { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';
import { StartNote } from '../../python/entrypoints/start-notes';
import { mayHoldBinaries } from '../../python/system/compile-plan';
import { exposedAs } from '../builders/exposed-scripts';
import { programOf } from '../builders/installed';
import { refuseSystemPackages } from '../builders/only-binary';
import { expected } from '../expected';

/** What a runtime has decided before it writes an instruction. */
export interface RuntimePlan {
  readonly environment: ImageStage;
  /** What lies over the environment, the app last. */
  readonly files: StageArtifact[];
  /** How the image ends. */
  readonly ending: Omit<RuntimeStageProps, 'parent'>;
  /** What the entry point needs in the environment. */
  readonly variables: Record<string, string>;
  /** The names of the installed packages, as far as they are known. */
  readonly packages: string[];
  /** The program that runs Python. */
  readonly python: string;
  /** What the catalogue would have put into the image. */
  readonly dropped: DroppedPackage[];
  /** What is to be said of the start that was found. */
  readonly notes: StartNote[];
  /** What is in the image. */
  readonly contents: ImageContents;
}

const RUNTIME_PROPS: Record<Exclude<keyof PythonRuntimeStageProps, '_client'>, ExpectedProp> = expected('baseImage', 'install', 'application', 'entrypoint', 'systemPackages',
  'virtualenvPath', 'exposeScripts', 'environment', 'user', 'stopSignal', 'check');

/** Makes the stages that a runtime is copied from. They stand beside it: `runtime-system`, `runtime-environment`, `runtime-check`. */
export function planRuntime(scope: Construct, id: string, props: PythonRuntimeStageProps): RuntimePlan {
  return atConstruct(`${scope.node.path}/${id}`, () => {
    expectProps(props, RUNTIME_PROPS);
    const facts = runtimeFacts(scope, id, props);
    const { settings, baseImage, target, user, builder, plan, locked, virtualenv, entrypoint } = facts;
    const systemPackages = props.systemPackages ?? builder?._systemPackages ?? settings.systemPackages ?? SystemPackages.none();
    refuseSystemPackages(baseImage, locked, target, systemPackages);
    const packages = runtimePackages(locked, target, systemPackages, packageManagerFor(baseImage.rootImage));
    const variables = props.environment ?? settings.environment ?? {};
    const made = props.application ?? builder?._application ?? (settings.project._hasCode ? missingApplication() : undefined);
    const application = made && facts.installation.application(made);
    const { client, parts, elsewhere } = partsOf(facts, packages, variables, application);
    const image = new RuntimeEnvironmentStage(scope, `${id}Environment`, parts);
    return {
      environment: image,
      files: finalFiles(facts, { image, parts, elsewhere, application }),
      ending: {
        entrypoint: entrypoint.argv,
        command: entrypoint.command,
        port: portOf(entrypoint, variables),
        stopSignal: props.stopSignal ?? settings.stopSignal ?? entrypoint.stopSignal,
        user: user.spec,
        workdir: entrypoint.workdir,
      },
      variables: Object.fromEntries(Object.entries(entrypoint.env).filter(([name]) => !Object.hasOwn(variables, name))),
      packages: locked.map(({ name }) => name),
      dropped: packages.dropped,
      notes: facts.notes(),
      python: entrypoint.interpreter ?? programOf(virtualenv),
      contents: contentsOf({
        plan, beside: client?.packages, target, base: baseImage.rootImage, registry: StageScope.of(scope).registry,
        systemPackages: [...packages.unpacked, ...packages.installed],
      }),
    };
  });
}

/** What the environment of a runtime is made of. */
interface RuntimeParts {
  readonly client?: RuntimeClient;
  readonly parts: RuntimeEnvironmentStageProps;
  /** The same for a check on the platform that builds. */
  readonly elsewhere: Omit<RuntimeEnvironmentStageProps, 'original'>;
}

function partsOf(facts: RuntimeFacts, packages: RuntimePackages, variables: Record<string, string>, application?: StageArtifact): RuntimeParts {
  const { scope, id, props, settings, baseImage, target, user, install, plan, members, locked, virtualenv, onBuildPlatform, exposed } = facts;
  const bare = collectPython(scope, id, baseImage.rootImage, onBuildPlatform);
  const client = props._client?.({ scope, id, baseImage, install, virtualenv, target, onBuildPlatform, packages: locked });
  const system = RuntimeSystemStage.filesFor(scope, `${id}System`, {
    baseImage, user, exposed, systemPackages: packages.unpacked, collected: bare?.files, onBuildPlatform: onBuildPlatform && !packages.opened,
  });
  const ownCode = ownCodeCompiles(settings.project, members);
  const loads = ownCode || client !== undefined || packages.unpacked.length > 0 || !plan.locked || locked.some(mayHoldBinaries);
  const parts = {
    runtime: `${scope.node.path}/${id}`,
    baseImage,
    python: bare?.files,
    system,
    libraries: bare && loads ? collectLibraries(scope, id, {
      baseImage: baseImage.rootImage, python: bare.files, system, onBuildPlatform,
      artifacts: [virtualenv, ...(client === undefined ? [] : [client.files]), ...(ownCode && application !== undefined ? [application] : [])],
    }) : undefined,
    virtualenv,
    client: client?.files,
    variables: { ...bare?.variables, ...variables },
    systemPackages: packages.installed,
  };
  return { client, parts, elsewhere: { ...parts, python: bare?.checked ?? parts.python } };
}

/** What lies over the environment: what Django collects, and the app, checked where that is not switched off. */
function finalFiles(
  { scope, id, props, settings, members, virtualenv, onBuildPlatform, user, entrypoint, exposed }: RuntimeFacts,
  { image, parts, elsewhere, application }: Omit<RuntimeParts, 'client'> & { readonly image: RuntimeEnvironmentStage; readonly application?: StageArtifact },
): StageArtifact[] {
  const collecting = application && staticCollecting(entrypoint);
  if (props.check ?? settings.check ?? true) {
    const check = new RuntimeCheckStage(scope, `${id}Check`, {
      // Django that collects runs in the build, so where the image runs.
      environment: onBuildPlatform && collecting === undefined ? new RuntimeEnvironmentStage(scope, `${id}CheckEnvironment`, { ...elsewhere, original: image }) : image,
      image,
      virtualenv,
      client: parts.client,
      application,
      bringsPackages: application !== undefined && (settings.project.isPackage || members.length > 0 || props.application !== undefined),
      collecting,
      user,
      entrypoint,
      links: exposed.map(exposedAs),
    });
    return [check.collected, check.files ?? application].filter((files) => files !== undefined);
  }
  const collected = application !== undefined && collecting !== undefined
    ? new StaticFilesStage(scope, `${id}StaticFiles`, { environment: image, virtualenv, application, user, collecting }).collected : undefined;
  return [collected, application].filter((files) => files !== undefined);
}

/** The empty image takes its libraries from an image that may have apk: what is to be installed there is installed nowhere, and fails by its name. */
function packageManagerFor(baseImage: BaseImage): PackageManager | undefined {
  return baseImage._known.collected !== undefined && baseImage.libc === Libc.MUSL ? PackageManager.APK : baseImage.packageManager;
}

function missingApplication(): never {
  throw new CodedError('ArtifactMismatch', {
    what: 'nothing says where the app itself comes from',
    found: 'an artifact that no builder of this app made',
    expected: 'an application of a builder',
    write: 'application: builder.application',
  });
}

/** What a user says of the environment goes before what the entry point would set. */
export function portOf(entrypoint: Pick<BoundEntrypoint, 'port'>, variables: Record<string, string>): number | undefined {
  const port = Number(variables.PORT);
  return entrypoint.port !== undefined && Number.isInteger(port) && port > 0 ? port : entrypoint.port;
}
