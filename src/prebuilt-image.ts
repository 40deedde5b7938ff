import { Stack } from 'aws-cdk-lib';
import { IBuildImage, LinuxArmBuildImage, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { DockerImageCode } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { assemblyOf } from './building/assembly';
import { ImagePlatform } from './dockerfile';
import { checkConsumersOf } from './exits/image-consumers';
import { LambdaCodeOptions } from './lambda-code-options';
import { CodedError } from './private/coded-error';
import { PythonImageBase } from './python-image-base';

/** Where an image is that was built before. */
export interface Prebuilt {
  readonly imageUri: string;
  /** The tag or the digest. */
  readonly imageTag: string;
  readonly platform: ImagePlatform;
  /** Undefined for an image outside of ECR. */
  readonly repository?: IRepository;
}

/** An image that was built before: nothing of it is built here. */
export class PrebuiltImage extends PythonImageBase {
  public readonly imageUri: string;
  public readonly imageTag: string;
  public readonly platform: ImagePlatform;
  private readonly inEcr?: IRepository;

  constructor(scope: Construct, id: string, locate: (image: Construct) => Prebuilt) {
    super(scope, id);
    const { imageUri, imageTag, platform, repository } = locate(this);
    this.imageUri = imageUri;
    this.imageTag = imageTag;
    this.platform = platform;
    this.inEcr = repository;
    checkConsumersOf({ construct: this, tag: imageTag, platform }, assemblyOf(Stack.of(this)));
  }

  /** Fails with `ImageOutsideEcr`. */
  public get repository(): IRepository {
    if (this.inEcr === undefined) {
      throw new CodedError('ImageOutsideEcr', {
        what: 'the image is needed in a repository of ECR, and is in another registry',
        found: this.imageUri,
        expected: '<account>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:…: Lambda, App Runner, SageMaker and AgentCore pull from nowhere else',
        write: 'a copy of the image in ECR: docker buildx imagetools create --tag …, or a pull-through cache rule',
      }, this.node.path);
    }
    return this.inEcr;
  }

  public override grantPull(grantee: IGrantable): Grant {
    return this.inEcr?.grantPull(grantee) ?? Grant.drop(grantee, 'the registry is none of AWS');
  }

  public override toEcsContainerImage(): ContainerImage {
    return this.inEcr === undefined ? ContainerImage.fromRegistry(this.imageUri) : super.toEcsContainerImage();
  }

  public override toCodeBuildImage(): IBuildImage {
    if (this.inEcr !== undefined) {
      return super.toCodeBuildImage();
    }
    return (this.platform.machine === ImagePlatform.LINUX_ARM64.machine ? LinuxArmBuildImage : LinuxBuildImage).fromDockerRegistry(this.imageUri);
  }

  /** The entry point is the image's own: it speaks with Lambda, or it is none for Lambda. */
  public toLambdaCode(options: LambdaCodeOptions = {}): DockerImageCode {
    const { handler } = options;
    return DockerImageCode.fromEcr(this.repository, { tagOrDigest: this.imageTag, cmd: handler === undefined ? undefined : [handler] });
  }
}
