import { Annotations, Aspects } from 'aws-cdk-lib';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { ContainerDefinition, ContainerImage, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { DockerImageCode } from 'aws-cdk-lib/aws-lambda';
import { Construct, IConstruct } from 'constructs';
import { appRuntime, containerRuntime, imageOf, lambdaRuntime, lambdaTwin } from './app-targets';
import { implementImageBuild } from './building/image-build-settings';
import { implementStageScope } from './building/pulled-images';
import { PythonAppDefaults } from './defaults';
import { BaseImage, ImagePlatform } from './dockerfile';
import { EcsContainerOptions } from './exits/ecs-container-options';
import { Decision } from './explain';
import { explainApp } from './explain/explain-app';
import { explanationText } from './explain/explanation-text';
import { warnOfGoneModules } from './gone-module-warning';
import { LambdaCodeOptions } from './lambda-code-options';
import { packageAccess } from './package-access';
import { atConstruct, CodedError } from './private/coded-error';
import { ExpectedProp, expectProps } from './private/expected-props';
import { unlessRefused } from './private/unless-refused';
import { variableName } from './private/variable-name';
import { tellOfProject } from './project-notes';
import { Dependencies, PythonProject, PythonVersion } from './python';
import { DependencyPlan } from './python/dependencies/dependency-plan';
import { defaultEnvironment, environmentOf } from './python/dependencies/install-target';
import { MarkerEnvironment } from './python/syntax/marker';
import { BuildVersion, dynamicVersion } from './python/versions/dynamic-version';
import { goneModuleRules } from './python/versions/gone-modules';
import { releaseLimits } from './python/versions/release-limits';
import { PythonAppProps } from './python-app-props';
import { PythonImage } from './python-image';
import { requiredUv } from './required-uv';
import { PythonRuntimeStageProps, RuntimeStage, SlimRuntimeStage } from './stages';
import { implementAppSettings } from './stages/app-settings';
import { installOf, writtenBuilders } from './stages/builders/default-builder';
import { expected, ORIGIN_PROPS } from './stages/expected';
import { UV_VERSION } from './stages/tool-versions';
import { supplyChain } from './supply-chain';

const APP_PROPS: Record<Exclude<keyof PythonAppProps, '_project'>, ExpectedProp> = {
  ...ORIGIN_PROPS,
  ...expected('source', 'python', 'dependencies', 'entrypoint', 'systemPackages', 'platform', 'environment', 'labels', 'user', 'stopSignal', 'version', 'webServer', 'uvVersion',
    'workspace', 'virtualenvPath', 'check', 'healthCheck', 'healthCheckInImage', 'stopTimeoutSeconds', 'exposeScripts', 'revision', 'revisionFromGit', 'sbom'),
};

/** What is wrong with the lock of a project, and not with an app whose stages are given other dependencies. */
const REPLACEABLE = new Set<string>(['LockNotFound', 'LockAmbiguous', 'LockInvalid', 'LockNotUnderstood']);

/** What a `PythonLock` below the app puts right, which has to be made before: the image is where the lock is missed. */
const COMPUTABLE = new Set<string>(['LockNotFound', 'LockStale']);

/**
 * A Python app: a folder that becomes an image.
 *
 * With nothing but `source`, a builder and a runtime are made when they are first asked for. Stages that are made by hand below the app
 * take their place. Everything stays open until the image is asked for; then the app is rendered and frozen.
 */
export class PythonApp extends Construct {
  /** What the folder says. */
  public readonly project: PythonProject;
  /** The Python of the image. */
  public readonly python: PythonVersion;
  /** The platform that the image is for. */
  public readonly platform: ImagePlatform;
  private readonly props: PythonAppProps;
  private withoutLock?: CodedError;

  /** Fails with a coded error when the folder is not a Python project that is understood; `docs/errors.md` lists them. */
  constructor(scope: Construct, id: string, props: PythonAppProps) {
    super(scope, id);
    const defaults = PythonAppDefaults._keptBy(this);
    atConstruct(this.node.path, () => expectProps(props, APP_PROPS, ['source']));
    this.props = props;
    this.platform = props.platform ?? defaults.platform ?? ImagePlatform.LINUX_AMD64;
    this.project = props._project ?? PythonProject.fromFolder(props.source, { constructPath: this.node.path, workspace: props.workspace });
    const plan = this.boundDependencies();
    this.python = atConstruct(this.node.path, () => this.project._choosePython(props.python, plan?.pythonRules));
    if (plan?.locked === false) {
      Annotations.of(this).addWarningV2('cdk-python-images:unlocked',
        `nothing locks the packages of ${this.node.path}, so two builds need not agree; make a lock: ${plan.refreshCommand}`);
    }
    if (props.webServer?.includes('==')) {
      Annotations.of(this).addWarningV2('cdk-python-images:web-server',
        `${props.webServer} is installed beside the lock of ${this.node.path}, so what it needs is not locked; better: a line for it in the dependencies`);
    }
    warnOfGoneModules(this, this.project, this.python, plan);
    tellOfProject(this, this.project, props, plan?.packages ?? []);
    implementStageScope(this, this.platform, props, defaults);
    PythonProject.implement(this, this.project);
    implementImageBuild(this, props, defaults);
    const { images } = implementAppSettings(this, {
      ...props,
      project: this.project,
      buildVersion: this.buildVersion(),
      python: this.python,
      uvVersion: atConstruct(this.node.path, () => requiredUv(this.project, plan, props.uvVersion ?? defaults.uvVersion ?? UV_VERSION)),
      ...atConstruct(this.node.path, () => ({ ...packageAccess(props, defaults), ...supplyChain(this.project, props, defaults) })),
    });
    // An app that nothing refers to is an asset all the same.
    Aspects.of(this).add({ visit: (node: IConstruct) => void (node === this && images.length === 0 && this.image) });
  }

  /**
   * The runtime: the one that was made below this app, or else the default one on a virtual environment. One that only Lambda can start counts when there is
   * no other, and one that `toLambdaCode` made when the project says no other way to start.
   * Fails with `TargetAmbiguous` when there are several.
   */
  public get runtime(): RuntimeStage {
    return appRuntime(this) ?? this.defaultRuntime();
  }

  /** The image of the runtime. Asking for it renders the app: nothing can be added to its stages afterwards. */
  public get image(): PythonImage {
    return imageOf(this, this.runtime);
  }

  /** The URI of the image in ECR, with its tag. */
  public get imageUri(): string {
    return this.image.imageUri;
  }

  /** The repository that the image is pushed to. */
  public get repository(): IRepository {
    return this.image.repository;
  }

  /** The hash of everything that the image is built from. */
  public get assetHash(): string {
    return this.image.assetHash;
  }

  /** The image for a container of an ECS task, EC2 or Fargate: not the one that only Lambda can start. */
  public toEcsContainerImage(): ContainerImage {
    return imageOf(this, containerRuntime(this) ?? this.defaultRuntime()).toEcsContainerImage();
  }

  /**
   * Adds a container of the app to an ECS task, with all that the app says of its containers: port, health check, stop timeout, user, and a root file system that
   * cannot be written, with /tmp in memory. It is of the image for containers, not of one that only Lambda can start.
   *
   * Fails with `HealthCheckInvalid` when nothing in the image can make the health check.
   */
  public addEcsContainer(taskDefinition: TaskDefinition, id: string, options: EcsContainerOptions = {}): ContainerDefinition {
    return imageOf(this, containerRuntime(this) ?? this.defaultRuntime()).addEcsContainer(taskDefinition, id, options);
  }

  /**
   * The image for a `DockerImageFunction`: that of the app's `LambdaRuntimeStage`. Without one, an image of its own is made for the handler, beside that
   * for containers and on the same base, from the same builder; functions of several handlers share it.
   *
   * Fails with `LambdaHandlerInvalid` when nothing says what Lambda calls, or the project does not have it.
   */
  public toLambdaCode(options: LambdaCodeOptions = {}): DockerImageCode {
    const stage = lambdaRuntime(this, options) ?? lambdaTwin(this, options, () => this.defaultProps());
    return imageOf(this, stage).toLambdaCode(options);
  }

  /**
   * Every decision of the app: the Python, the dependencies, the entry point, the builder, each system package, the files of the context.
   * Asking for it makes the default stages, but freezes nothing.
   */
  public explain(): Decision[] {
    return explainApp({
      construct: this,
      project: this.project,
      python: this.python,
      pythonGiven: this.props.python !== undefined,
      entrypoint: this.props.entrypoint,
      plan: this.boundDependencies(),
      runtime: this.runtime,
    });
  }

  /** The decisions as text for people: what was decided, why and from which line of which file, and what to write to have it otherwise. */
  public explainText(): string {
    return explanationText(this.explain());
  }

  /** What the lock says; undefined when it cannot be bound, which is an error once a stage needs it: a stage may bring dependencies of its own. */
  private boundDependencies(): DependencyPlan | undefined {
    const { dependencies, python } = this.props;
    return unlessRefused(() => {
      return python ? this.bind(defaultEnvironment(this.project, python)) : this.withLimits(this.bind(), defaultEnvironment(this.project));
    }, (refused) => {
      const error = refused.at(this.node.path);
      if (error.code === 'PythonExcluded' && python === undefined) {
        this.proposePython();
      }
      if (COMPUTABLE.has(error.code)) {
        this.withoutLock = error;
      } else if (dependencies !== undefined || !REPLACEABLE.has(error.code)) {
        throw error;
      }
      return undefined;
    });
  }

  private bind(environment?: MarkerEnvironment): DependencyPlan {
    return (this.props.dependencies ?? Dependencies._default())._bind(this.project, environment);
  }

  /** With the Pythons that the code and old pins run on, which decide where nothing names one. */
  private withLimits(plan: DependencyPlan, environment: MarkerEnvironment): DependencyPlan {
    const gone = goneModuleRules(this.project, plan.packages.map(({ name }) => name));
    return { ...plan, pythonRules: [...plan.pythonRules, ...gone, ...releaseLimits(plan, environment)] };
  }

  /** Fails with the Python that the code and the pins run on, where files disagree: an error that names another one would be followed by the next. */
  private proposePython(): void {
    const environment = environmentOf(PythonVersion.V3_13);
    const rules = unlessRefused(() => this.withLimits(this.bind(environment), environment).pythonRules, () => []);
    atConstruct(this.node.path, () => this.project._choosePython(undefined, rules));
  }

  /** The version for a build back end that would ask the history, which is not in the image's context. */
  private buildVersion(): BuildVersion | undefined {
    const found = atConstruct(this.node.path, () => dynamicVersion(this.project, this.props.version));
    if (found?.warning !== undefined) {
      Annotations.of(this).addWarningV2('cdk-python-images:version', `${this.node.path}: ${found.warning}`);
    }
    return found;
  }

  private defaultRuntime(): RuntimeStage {
    return new SlimRuntimeStage(this, 'Runtime', this.defaultProps());
  }

  /** What the one builder of the app made, on the official slim image. */
  private defaultProps(): PythonRuntimeStageProps {
    if (this.withoutLock !== undefined) {
      throw this.withoutLock;
    }
    const builders = writtenBuilders(this);
    if (builders.length > 1) {
      throw new CodedError('TargetAmbiguous', {
        what: 'the app has several builders and no runtime that chooses one',
        found: builders.map((one) => one.node.id).join(', '),
        expected: 'a runtime that says which builder it installs from',
        write: builders.map((one) => `new SlimRuntimeStage(${variableName(this.node.id)}, 'Runtime', { install: ${variableName(one.node.id)}.${installOf(one).constructor.name.toLowerCase()} })`).join('\nor '),
      }, this.node.path);
    }
    return { baseImage: BaseImage.pythonSlim(this.python.minor), ...(builders.length === 1 && { install: installOf(builders[0]) }) };
  }
}
