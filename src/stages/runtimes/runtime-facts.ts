import { Construct } from 'constructs';
import { Installation } from './installation';
import { PythonRuntimeStageProps } from './python-runtime-props';
import { RuntimeUser } from './runtime-user';
import { BaseImage, IImageSource, Prefix, StageArtifact, Virtualenv } from '../../dockerfile';
import { Member } from '../../python/declarations/member';
import { DependencyPlan, membersFor } from '../../python/dependencies/dependency-plan';
import { InstallTarget, markerEnvironment } from '../../python/dependencies/install-target';
import { serverName } from '../../python/entrypoints/added-server';
import { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';
import { discoverEntrypoint } from '../../python/entrypoints/entrypoint-discovery';
import { chosenNotes, StartNote, startNotes } from '../../python/entrypoints/start-notes';
import { LockedPackage } from '../../python/locks/locked-package';
import { appDependencies } from '../app-dependencies';
import { AppSettings, appSettingsOf } from '../app-settings';
import { builderOf } from '../builders/builder-of';
import { installTarget, runsOnBuildPlatform } from '../builders/builder-plan';
import { IBuilderStage } from '../builders/builder-stage';
import { installFor } from '../builders/default-builder';
import { exposedScripts } from '../builders/exposed-scripts';
import { Installed } from '../builders/installed';
import { virtualenvPath } from '../builders/virtualenv-path';
import { APP_FOLDER } from '../layout';

/** What a runtime knows before it makes stages of its own: where it runs, what is installed in it and what starts. */
export interface RuntimeFacts {
  readonly scope: Construct;
  readonly id: string;
  readonly props: PythonRuntimeStageProps;
  readonly settings: AppSettings;
  readonly baseImage: IImageSource;
  readonly target: InstallTarget;
  readonly user: RuntimeUser;
  /** What a builder made of the dependencies. */
  readonly install: StageArtifact;
  readonly builder?: IBuilderStage;
  readonly plan: DependencyPlan;
  readonly members: Member[];
  /** What is installed on the target. */
  readonly locked: LockedPackage[];
  /** Whether what only copies and looks runs on the platform that builds. */
  readonly onBuildPlatform: boolean;
  readonly installation: Installation;
  readonly virtualenv: Installed;
  readonly entrypoint: BoundEntrypoint;
  /** The console scripts that are programs of the image. */
  readonly exposed: string[];
  /** What is to be said of the start. */
  readonly notes: () => StartNote[];
}

/** Finds them out; the errors of what was told come in this order. */
export function runtimeFacts(scope: Construct, id: string, props: PythonRuntimeStageProps): RuntimeFacts {
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
  const path = install instanceof Prefix ? install.path : virtualenvPath(scope, id, target.python, props.virtualenvPath ?? pathOf(install));
  const installation = new Installation(scope, id, { baseImage, systemPackages: [], onBuildPlatform }, path);
  const virtualenv = installation.virtualenv(install);
  const context = {
    project, plan, environment, binFolder: `${virtualenv.path}/bin`, appFolder: APP_FOLDER, shell: baseImage.rootImage.shell,
    ...(settings.webServer !== undefined && { webServer: serverName(settings.webServer) }),
  };
  const told = props.entrypoint ?? settings.entrypoint;
  const start = told ?? discoverEntrypoint(project, locked);
  return {
    scope, id, props, settings, baseImage, target, user, install, builder, plan, locked, onBuildPlatform, installation, virtualenv,
    members: membersFor(plan, environment),
    entrypoint: start._bind(context),
    exposed: exposedScripts(props.exposeScripts ?? settings.exposeScripts ?? [], context),
    notes: () => told === undefined ? startNotes(project, start) : chosenNotes(project, told),
  };
}

/** An environment says itself where it is. */
function pathOf(install: StageArtifact): string | undefined {
  return install instanceof Virtualenv ? install.path : undefined;
}
