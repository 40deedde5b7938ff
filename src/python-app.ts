import { Annotations, Aspects } from 'aws-cdk-lib';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DockerImageCode } from 'aws-cdk-lib/aws-lambda';
import { Construct, IConstruct } from 'constructs';
import { PythonAppDefaults } from './defaults';
import { ImagePlatform, StageArtifact } from './dockerfile';
import { Decision } from './explain';
import { explainApp } from './explain/explain-app';
import { explanationText } from './explain/explanation-text';
import { implementImageBuild } from './image-build-settings';
import { LambdaCodeOptions } from './lambda-code-options';
import { packageAccess } from './package-access';
import { atConstruct, CodedError } from './private/coded-error';
import { implementStageScope } from './pulled-images';
import { Dependencies, PythonProject, PythonVersion } from './python';
import { DependencyPlan } from './python/dependency-plan';
import { BuildVersion, dynamicVersion } from './python/dynamic-version';
import { releaseProcess } from './python/procfile';
import { PythonAppProps } from './python-app-props';
import { PythonImage } from './python-image';
import { PrefixBuilderStage, RuntimeStage, SlimRuntimeStage, VirtualenvBuilderStage, WheelBuilderStage } from './stages';
import { implementAppSettings } from './stages/app-settings';
import { defaultInstall } from './stages/default-builder';
import { UV_VERSION } from './stages/tool-versions';
import { supplyChain } from './supply-chain';

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
  private ownImage?: PythonImage;

  /** Fails with a coded error when the folder is not a Python project that is understood; `docs/errors.md` lists them. */
  constructor(scope: Construct, id: string, props: PythonAppProps) {
    super(scope, id);
    const defaults = PythonAppDefaults.of(this);
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
    const release = props.entrypoint === undefined ? releaseProcess(this.project) : undefined;
    if (release !== undefined) {
      Annotations.of(this).addInfoV2('cdk-python-images:release-process',
        `the image of ${this.node.path} does not run the release process of its Procfile, ${JSON.stringify(release)}; run it before a deployment: a task of the same image with this command`);
    }
    implementStageScope(this, this.platform, props, defaults);
    PythonProject.implement(this, this.project);
    implementImageBuild(this, props, defaults);
    const { images } = implementAppSettings(this, {
      ...props,
      project: this.project,
      buildVersion: this.buildVersion(),
      python: this.python,
      uvVersion: props.uvVersion ?? defaults.uvVersion ?? UV_VERSION,
      ...atConstruct(this.node.path, () => ({ ...packageAccess(props, defaults), ...supplyChain(this.project, props, defaults) })),
    });
    // An app that nothing refers to is an asset all the same.
    Aspects.of(this).add({ visit: (node: IConstruct) => void (node === this && images.length === 0 && this.image) });
  }

  /** The runtime: the one that was made below this app, or else the default one on a virtual environment. Fails with `TargetAmbiguous` when there are several. */
  public get runtime(): RuntimeStage {
    const runtimes = this.node.findAll().filter((stage): stage is RuntimeStage => stage instanceof RuntimeStage);
    if (runtimes.length > 1) {
      throw new CodedError('TargetAmbiguous', {
        what: 'the app has several runtimes',
        found: runtimes.map((one) => one.node.id).join(', '),
        expected: 'to be told which of them the image is',
        write: runtimes.map((one) => `new PythonImage(app, '${one.node.id}Image', { target: ${one.node.id.toLowerCase()} })`).join('\n'),
      }, this.node.path);
    }
    return runtimes[0] ?? new SlimRuntimeStage(this, 'Runtime', { install: this.defaultArtifact() });
  }

  /** The image of the runtime. Asking for it renders the app: nothing can be added to its stages afterwards. */
  public get image(): PythonImage {
    this.ownImage = this.ownImage ?? new PythonImage(this, 'Image', { target: this.runtime });
    return this.ownImage;
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

  /** The image for a container of an ECS task, EC2 or Fargate. */
  public toEcsContainerImage(): ContainerImage {
    return this.image.toEcsContainerImage();
  }

  /** The image for a `DockerImageFunction`. Fails with `LambdaClientMissing` when the lock does not have `awslambdaric`, Lambda's runtime client. */
  public toLambdaCode(options: LambdaCodeOptions): DockerImageCode {
    return this.image.toLambdaCode(options);
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
      entrypointGiven: this.props.entrypoint !== undefined,
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
    const { dependencies } = this.props;
    try {
      return (dependencies ?? Dependencies._default())._bind(this.project);
    } catch (error) {
      const coded = error instanceof CodedError ? error.at(this.node.path) : undefined;
      if (coded !== undefined && COMPUTABLE.has(coded.code)) {
        this.withoutLock = coded;
        return undefined;
      }
      if (coded !== undefined && dependencies === undefined && REPLACEABLE.has(coded.code)) {
        return undefined;
      }
      throw coded ?? error;
    }
  }

  /** The version for a build back end that would ask the history, which is not in the image's context. */
  private buildVersion(): BuildVersion | undefined {
    const found = atConstruct(this.node.path, () => dynamicVersion(this.project, this.props.version));
    if (found?.warning !== undefined) {
      Annotations.of(this).addWarningV2('cdk-python-images:version', `${this.node.path}: ${found.warning}`);
    }
    return found;
  }

  /** What the one builder of the app made. */
  private defaultArtifact(): StageArtifact {
    if (this.withoutLock !== undefined) {
      throw this.withoutLock;
    }
    const builders = this.node.findAll().filter((stage) =>
      stage instanceof WheelBuilderStage || stage instanceof VirtualenvBuilderStage || stage instanceof PrefixBuilderStage);
    if (builders.length > 1) {
      throw new CodedError('TargetAmbiguous', {
        what: 'the app has several builders and no runtime that chooses one',
        found: builders.map((one) => one.node.id).join(', '),
        write: "new SlimRuntimeStage(app, 'Runtime', { install: … })",
      }, this.node.path);
    }
    const [builder] = builders;
    if (builder === undefined) {
      return defaultInstall(this);
    }
    return builder instanceof WheelBuilderStage ? builder.wheelhouse : builder instanceof PrefixBuilderStage ? builder.prefix : builder.virtualenv;
  }
}
