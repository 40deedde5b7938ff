import { Aspects } from 'aws-cdk-lib';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DockerImageCode } from 'aws-cdk-lib/aws-lambda';
import { Construct, IConstruct } from 'constructs';
import { PythonAppDefaults } from './defaults';
import { ImagePlatform, StageScope } from './dockerfile';
import { LambdaCodeOptions } from './lambda-code-options';
import { atConstruct, CodedError } from './private/coded-error';
import { Dependencies, PythonProject, PythonVersion } from './python';
import { PythonAppProps } from './python-app-props';
import { PythonImage } from './python-image';
import { SlimRuntimeStage, VirtualenvBuilderStage, WheelBuilderStage } from './stages';
import { implementAppSettings } from './stages/app-settings';
import { UV_VERSION } from './stages/tool-versions';

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

  /** Fails with a coded error when the folder is not a Python project that is understood; `docs/errors.md` lists them. */
  constructor(scope: Construct, id: string, props: PythonAppProps) {
    super(scope, id);
    const defaults = PythonAppDefaults.of(this);
    this.props = props;
    this.platform = props.platform ?? defaults.platform ?? ImagePlatform.LINUX_AMD64;
    this.project = PythonProject.fromFolder(props.source, { constructPath: this.node.path });
    this.python = atConstruct(this.node.path, () => {
      const { pythonRules } = (props.dependencies ?? Dependencies._default())._bind(this.project);
      return this.project._choosePython(props.python, pythonRules);
    });
    StageScope.implement(this, { platform: this.platform, registry: props.registry ?? defaults.registry });
    implementAppSettings(this, { project: this.project, python: this.python, uvVersion: props.uvVersion ?? defaults.uvVersion ?? UV_VERSION });
    // An app that nothing refers to is an asset all the same.
    Aspects.of(this).add({ visit: (node: IConstruct) => void (node === this && this.node.tryFindChild('Image') === undefined && this.image) });
  }

  /** The runtime: the one that was made below this app, or else the default one on a virtual environment. Fails with `TargetAmbiguous` when there are several. */
  public get runtime(): SlimRuntimeStage {
    const runtimes = this.node.children.filter((child): child is SlimRuntimeStage => child instanceof SlimRuntimeStage);
    if (runtimes.length > 1) {
      throw new CodedError('TargetAmbiguous', {
        what: 'the app has several runtimes',
        found: runtimes.map((one) => one.node.id).join(', '),
        expected: 'to be told which of them the image is',
        write: `new PythonImage(app, 'Image', { target: ${runtimes[0].node.id.toLowerCase()} })`,
      }, this.node.path);
    }
    return runtimes[0] ?? this.defaultRuntime();
  }

  /** The image of the runtime. Asking for it renders the app: nothing can be added to its stages afterwards. */
  public get image(): PythonImage {
    return this.node.tryFindChild('Image') as PythonImage | undefined ?? new PythonImage(this, 'Image', { target: this.runtime });
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

  private defaultRuntime(): SlimRuntimeStage {
    return atConstruct(this.node.path, () => {
      const { entrypoint, user, check, environment } = this.props;
      return new SlimRuntimeStage(this, 'Runtime', { install: this.defaultArtifact(), entrypoint, environment, user, check });
    });
  }

  /** What the one builder of the app made. */
  private defaultArtifact() {
    const builders = this.node.children.filter((stage) => stage instanceof WheelBuilderStage || stage instanceof VirtualenvBuilderStage);
    if (builders.length > 1) {
      throw new CodedError('TargetAmbiguous', {
        what: 'the app has several builders and no runtime that chooses one',
        found: builders.map((one) => one.node.id).join(', '),
        write: "new SlimRuntimeStage(app, 'Runtime', { install: … })",
      });
    }
    const { dependencies, systemPackages } = this.props;
    const builder = builders[0] ?? new VirtualenvBuilderStage(this, 'Builder', { dependencies, systemPackages });
    return builder instanceof WheelBuilderStage ? builder.wheelhouse : builder.virtualenv;
  }
}
