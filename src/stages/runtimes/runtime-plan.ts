import { Construct } from 'constructs';
import { BaseImage, ImageStage, Libc, PackageManager, Prefix, StageArtifact, StageScope, Virtualenv, Wheelhouse } from '../../dockerfile';
import { SystemPackages } from '../../python';
import { appDependencies } from '../app-dependencies';
import { appSettingsOf } from '../app-settings';
import { staticCollecting } from './collect-static';
import { collectLibraries, collectPython } from './collected-runtime';
import { contentsOf } from './image-contents';
import { PythonRuntimeStageProps } from './python-runtime-props';
import { RuntimeCheckStage } from './runtime-check-stage';
import { RuntimeEnvironmentStage } from './runtime-environment-stage';
import { DroppedPackage, runtimePackages } from './runtime-packages';
import { RuntimeStageProps } from './runtime-stage';
import { RuntimeSystemStage } from './runtime-system-stage';
import { RuntimeUser } from './runtime-user';
import { StaticFilesStage } from './static-files-stage';
import { atConstruct, CodedError } from '../../private/coded-error';
import { ExpectedProp, expectProps } from '../../private/expected-props';
import { ownCodeCompiles } from '../../python/declarations/own-code';
import { ImageContents } from '../../python/dependencies/bill-of-materials';
import { membersFor } from '../../python/dependencies/dependency-plan';
import { markerEnvironment } from '../../python/dependencies/install-target';
import { serverName } from '../../python/entrypoints/added-server';
import { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';
import { discoverEntrypoint } from '../../python/entrypoints/entrypoint-discovery';
import { chosenNotes, StartNote, startNotes } from '../../python/entrypoints/start-notes';
import { mayHoldBinaries } from '../../python/system/compile-plan';
import { builderOf } from '../builders/builder-of';
import { installTarget, runsOnBuildPlatform } from '../builders/builder-plan';
import { installFor } from '../builders/default-builder';
import { exposedAs, exposedScripts } from '../builders/exposed-scripts';
import { asInstalled, Installed, programOf } from '../builders/installed';
import { refuseSystemPackages } from '../builders/only-binary';
import { ToolchainStage, ToolchainStageProps } from '../builders/toolchain-stage';
import { virtualenvPath } from '../builders/virtualenv-path';
import { WheelInstallStage } from '../builders/wheel-install-stage';
import { workshopOf } from '../builders/workshop';
import { expected } from '../expected';
import { APP_FOLDER } from '../layout';

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
    const settings = appSettingsOf(scope);
    const { project, python } = settings;
    const baseImage = props.baseImage ?? BaseImage.pythonSlim(python.minor);
    const target = installTarget(baseImage, scope);
    const user = new RuntimeUser(props.user ?? settings.user ?? baseImage.rootImage._known.user ?? '10001:10001');
    const install = props.install ?? installFor(scope, baseImage);
    const builder = builderOf(install);
    const environment = markerEnvironment(target);
    const plan = builder?._dependencies ?? appDependencies(settings, environment);
    const locked = plan.packagesFor(environment);
    const onBuildPlatform = runsOnBuildPlatform(props.baseImage, install.stage?.onBuildPlatform ?? false);
    const path = install instanceof Prefix
      ? install.path
      : virtualenvPath(scope, id, target.python, props.virtualenvPath ?? pathOf(install));
    const installed = new Installation(scope, id, { baseImage, systemPackages: [], onBuildPlatform }, path);
    const virtualenv = installed.virtualenv(install);
    const binFolder = `${virtualenv.path}/bin`;
    const context = {
      project, plan, environment, binFolder, appFolder: APP_FOLDER, shell: baseImage.rootImage.shell,
      ...(settings.webServer !== undefined && { webServer: serverName(settings.webServer) }),
    };
    const told = props.entrypoint ?? settings.entrypoint;
    const start = told ?? discoverEntrypoint(project, locked);
    const entrypoint = start._bind(context);
    const exposed = exposedScripts(props.exposeScripts ?? settings.exposeScripts ?? [], context);
    const systemPackages = props.systemPackages ?? builder?._systemPackages ?? settings.systemPackages ?? SystemPackages.none();
    refuseSystemPackages(baseImage, locked, target, systemPackages);
    const packages = runtimePackages(locked, target, systemPackages, packageManagerFor(baseImage.rootImage));
    const variables = props.environment ?? settings.environment ?? {};
    const made = props.application ?? builder?._application ?? (project._hasCode ? missingApplication() : undefined);
    const application = made && installed.application(made);
    const bare = collectPython(scope, id, baseImage.rootImage, onBuildPlatform);
    const client = props._client?.({ scope, id, baseImage, install, virtualenv, target, onBuildPlatform, packages: locked });
    const system = RuntimeSystemStage.filesFor(scope, `${id}System`, {
      baseImage, user, exposed, systemPackages: packages.unpacked, collected: bare?.files, onBuildPlatform: onBuildPlatform && !packages.opened,
    });
    const members = membersFor(plan, environment);
    const ownCode = ownCodeCompiles(project, members);
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
    const image = new RuntimeEnvironmentStage(scope, `${id}Environment`, parts);
    const checked = { ...parts, python: bare?.checked ?? parts.python, original: image };
    const collecting = application && staticCollecting(entrypoint);
    const check = props.check ?? settings.check ?? true
      ? new RuntimeCheckStage(scope, `${id}Check`, {
        // Django that collects runs in the build, so where the image runs.
        environment: onBuildPlatform && collecting === undefined ? new RuntimeEnvironmentStage(scope, `${id}CheckEnvironment`, checked) : image,
        image,
        virtualenv,
        client: parts.client,
        application,
        bringsPackages: application !== undefined && (project.isPackage || members.length > 0 || props.application !== undefined),
        collecting,
        user,
        entrypoint,
        links: exposed.map(exposedAs),
      })
      : undefined;
    const collected = check === undefined && application !== undefined && collecting !== undefined
      ? new StaticFilesStage(scope, `${id}StaticFiles`, { environment: image, virtualenv, application, user, collecting }).collected
      : check?.collected;
    return {
      environment: image,
      files: [collected, check?.files ?? application].filter((files) => files !== undefined),
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
      notes: told === undefined ? startNotes(project, start) : chosenNotes(project, told),
      python: entrypoint.interpreter ?? programOf(virtualenv),
      contents: contentsOf({
        plan, beside: client?.packages, target, base: baseImage.rootImage, registry: StageScope.of(scope).registry,
        systemPackages: [...packages.unpacked, ...packages.installed],
      }),
    };
  });
}

/** Turns what a builder made into what a runtime copies: an environment as it is, wheels by installing them. */
class Installation {
  private toolchain?: ToolchainStage;

  constructor(
    private readonly scope: Construct,
    private readonly id: string,
    private readonly toolchainProps: ToolchainStageProps,
    private readonly path: string,
  ) {}

  public virtualenv(install: StageArtifact): Installed {
    const made = asInstalled(install);
    if (made !== undefined) {
      return this.atItsPath(made);
    }
    if (install instanceof Wheelhouse) {
      return this.install(install, 'Install', false, 'installs the wheels of the dependencies');
    }
    throw new CodedError('ArtifactMismatch', {
      what: 'a runtime installs a virtual environment, a prefix or wheels',
      found: `${install.constructor.name} at ${install.path}`,
      expected: 'what a builder stage made',
      write: 'install: builder.virtualenv, or install: wheels.wheelhouse',
    });
  }

  /** An app that is a package is an overlay of its environment, so it has to be made for the same path. */
  public application(application: StageArtifact): StageArtifact {
    if (application instanceof Wheelhouse) {
      return this.install(application, 'Application', true, "installs the app's own wheel: the layer that a change of the code changes");
    }
    const made = asInstalled(application);
    return made === undefined ? application : this.atItsPath(made);
  }

  private atItsPath(made: Installed): Installed {
    if (made.path !== this.path) {
      throw new CodedError('ArtifactMismatch', {
        what: 'a virtual environment works at the path that it was made for, and the runtime has it elsewhere',
        found: `an environment for ${made.path}${made.stage === undefined ? '' : ` from ${made.stage.node.path}`}`,
        expected: `an environment for ${this.path}`,
        write: `path: '${this.path}' where the environment is made`,
      });
    }
    return made;
  }

  private install(wheelhouse: Wheelhouse, suffix: string, overlay: boolean, description: string): Virtualenv {
    const props = { ...this.toolchainProps, baseImage: workshopOf(this.toolchainProps.baseImage) };
    const made = builderOf(wheelhouse)?.toolchain;
    this.toolchain = this.toolchain ?? (made instanceof ToolchainStage && made._isLike(props) ? made : new ToolchainStage(this.scope, `${this.id}Toolchain`, props));
    return new WheelInstallStage(this.scope, `${this.id}${suffix}`, {
      parent: this.toolchain, wheelhouse, virtualenvPath: this.path, overlay, description,
    }).virtualenv;
  }
}

/** The empty image takes its libraries from an image that may have apk: what is to be installed there is installed nowhere, and fails by its name. */
function packageManagerFor(baseImage: BaseImage): PackageManager | undefined {
  return baseImage._known.collected !== undefined && baseImage.libc === Libc.MUSL ? PackageManager.APK : baseImage.packageManager;
}

/** An environment says itself where it is. */
function pathOf(install: StageArtifact): string | undefined {
  return install instanceof Virtualenv ? install.path : undefined;
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
