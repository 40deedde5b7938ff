import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { DockerImageCode } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { assemblyOf } from './building/assembly';
import { bakeWithOthers } from './building/baked-images';
import { ImageBuild } from './building/image-build';
import { imageBuildOf } from './building/image-build-settings';
import { stageSbom } from './context';
import { ImagePlatform, ImageStage, StageScope } from './dockerfile';
import { EcrImageOptions } from './ecr-image-options';
import { ContainerFacts } from './exits/container-facts';
import { checkConsumersOf } from './exits/image-consumers';
import { warnOfImage } from './image-warnings';
import { lambdaCode } from './lambda-code';
import { LambdaCodeOptions } from './lambda-code-options';
import { inRegistry, inRepository, inTarball } from './prebuilt';
import { PrebuiltImage } from './prebuilt-image';
import { atConstruct } from './private/coded-error';
import { expectProps } from './private/expected-props';
import { SOURCE_DATE_EPOCH } from './private/source-date-epoch';
import { PythonImageBase } from './python-image-base';
import { RegistryImageOptions } from './registry-image-options';
import { renderTarget } from './rendered-target';
import { RuntimeStage, SbomLocation } from './stages';
import { appSettingsOf } from './stages/app-settings';
import { expected } from './stages/expected';
import { imageBill } from './stages/runtimes/image-bill';
import { TarballImageOptions } from './tarball-image-options';

/** Which image. */
export interface PythonImageProps {
  /** The stage that is the image. */
  readonly target: ImageStage;
}

/**
 * A stage of an app as an image asset: `cdk deploy` has it built, where the app's `imageBuilder` says, and pushed to ECR.
 *
 * Making it renders the Dockerfile, stages the files that the build reads, and freezes the app. It needs no Docker and no network.
 */
export class PythonImage extends PythonImageBase {
  /**
   * An image that was built before, in a file of `docker save`: `cdk deploy` loads and pushes it.
   *
   * Fails with `TarballInvalid` for a file that is no image, and for one with several.
   */
  public static fromTarball(scope: Construct, id: string, options: TarballImageOptions): PythonImageBase {
    return new PrebuiltImage(scope, id, (image) => atConstruct(image.node.path, () => inTarball(image, options)));
  }

  /**
   * An image that was built and pushed before, to any registry, by its digest. One that is not in ECR has the exits of what pulls from there: ECS, Batch,
   * Kubernetes, CodeBuild.
   *
   * Fails with `BaseImageUnpinned` for a reference without a digest.
   */
  public static fromRegistry(scope: Construct, id: string, options: RegistryImageOptions): PythonImageBase {
    return new PrebuiltImage(scope, id, (image) => atConstruct(image.node.path, () => inRegistry(image, options)));
  }

  /**
   * An image that was pushed before to a repository of ECR that is a construct, by its digest.
   *
   * Fails with `BaseImageUnpinned` for what is no digest.
   */
  public static fromEcrRepository(scope: Construct, id: string, options: EcrImageOptions): PythonImageBase {
    return new PrebuiltImage(scope, id, (image) => atConstruct(image.node.path, () => inRepository(options)));
  }

  /** The URI of the image in ECR, with its tag. */
  public readonly imageUri: string;
  /** The repository that the image is pushed to. */
  public readonly repository: IRepository;
  /** The tag of the image. */
  public readonly imageTag: string;
  /** The hash of everything that the image is built from: the staged files with their modes, and the Dockerfile. Also the tag. */
  public readonly assetHash: string;
  /** The text of the Dockerfile. */
  public readonly dockerfile: string;
  /** The paths of the files that the build reads, relative to the build context, sorted. */
  public readonly contextFiles: string[];
  /** The folder that Docker builds from, absolute: the Dockerfile is in it. */
  public readonly contextDirectory: string;

  /** What the image is made of, as CycloneDX 1.6; undefined when its stage does not say it, or when it is switched off. */
  public readonly sbom?: string;

  /** The platform that it is built for. */
  public readonly platform: ImagePlatform;

  private readonly target: ImageStage;
  private readonly buildArguments: Record<string, string>;

  /** Fails with a coded error when a stage cannot be rendered or a file it reads is not there. */
  constructor(scope: Construct, id: string, props: PythonImageProps) {
    super(scope, id);
    atConstruct(this.node.path, () => expectProps(props, expected('target'), ['target']));
    const { target } = props;
    this.target = target;
    const stages = StageScope.of(target);
    const settings = appSettingsOf(target);
    this.platform = stages.platform;
    const { dockerfile, context, directory } = renderTarget(this, target);
    const { _handed: handed } = dockerfile;
    warnOfImage(this, dockerfile, context);
    dockerfile.stages.forEach((stage) => stage._freeze(this.node.path));
    if (this._isImageOfApp) {
      settings.images.push(this);
    }
    const stack = Stack.of(this);
    const { imageBuilder, buildCache, provenance = false } = imageBuildOf(target);
    const build: ImageBuild = {
      directory,
      hash: context.hash,
      platform: stages.platform,
      buildArguments: { SOURCE_DATE_EPOCH: `${SOURCE_DATE_EPOCH}` },
      handed: { ...handed, secrets: absolute(handed.secrets) },
      cache: buildCache?._flags(this, stages.platform),
      provenance,
    };
    this.buildArguments = build.buildArguments;
    const built = atConstruct(this.node.path, () => imageBuilder._build(this, build));
    if (imageBuilder._here) {
      bakeWithOthers(this, build, imageBuilder._writesCache);
    }
    this.sbom = target instanceof RuntimeStage && settings.sbom !== SbomLocation.NONE ? imageBill(target) : undefined;
    if (this.sbom !== undefined) {
      stageSbom(this.sbom, context.hash, assemblyOf(stack).assetOutdir);
    }
    this.assetHash = context.hash;
    this.imageUri = built.imageUri;
    this.imageTag = built.imageTag;
    this.repository = built.repository;
    this.dockerfile = context.dockerfile;
    this.contextFiles = context.files.map((file) => file.path);
    this.contextDirectory = directory;
    checkConsumersOf({ construct: this, tag: this.imageTag, platform: stages.platform, isIndex: provenance }, assemblyOf(stack));
  }

  /**
   * The image for a `DockerImageFunction`, without options for the handler of its stage. Fails with `LambdaTargetExpected` when its target is no
   * `LambdaRuntimeStage`, and with `LambdaHandlerInvalid` for a handler that the project does not have.
   */
  public toLambdaCode(options: LambdaCodeOptions = {}): DockerImageCode {
    const directory = path.relative(assemblyOf(Stack.of(this)).outdir, this.contextDirectory);
    return lambdaCode(this, this.target, { directory, buildArguments: this.buildArguments }, options);
  }

  /**
   * What the runtime and its app say of containers.
   * @internal
   */
  protected override get _containerFacts(): ContainerFacts {
    const { healthCheck, stopTimeoutSeconds } = appSettingsOf(this.target);
    return this.target instanceof RuntimeStage
      ? { ...this.target._probed, user: this.target._user, healthCheck, stopTimeoutSeconds }
      : super._containerFacts;
  }

  /**
   * Whether the app is an asset by this image: another one need not be made.
   * @internal
   */
  protected get _isImageOfApp(): boolean {
    return true;
  }
}

/** Docker runs in the folder of the asset; a path is meant from where the synthesis runs. */
function absolute(secrets: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).map(([id, source]) => [id, source.replace(/^src=(.*)$/, (_, file: string) => `src=${path.resolve(file)}`)]));
}
