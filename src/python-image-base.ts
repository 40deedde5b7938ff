import { CfnService } from 'aws-cdk-lib/aws-apprunner';
import { CfnRuntime } from 'aws-cdk-lib/aws-bedrockagentcore';
import { IBuildImage, LinuxArmBuildImage, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { ContainerDefinition, ContainerImage, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { DockerImageCode } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ImagePlatform } from './dockerfile';
import { appRunnerHealthCheck, appRunnerSource } from './exits/app-runner-source';
import { ContainerFacts } from './exits/container-facts';
import { ecsContainer } from './exits/ecs-container';
import { EcsContainerOptions } from './exits/ecs-container-options';
import { LambdaCodeOptions } from './lambda-code-options';

/** An image and its exits, wherever it is built: a stage of an app (`PythonImage`), or one that was built already (`PythonImage.fromTarball` and others). */
export abstract class PythonImageBase extends Construct {
  /** The URI of the image, with its tag or digest. */
  public abstract readonly imageUri: string;
  /** The repository of the image in ECR. Fails with `ImageOutsideEcr` for an image of another registry. */
  public abstract readonly repository: IRepository;
  /** The tag of the image, or the digest of one that is named by it. */
  public abstract readonly imageTag: string;
  /** The platform that it is built for. */
  public abstract readonly platform: ImagePlatform;

  /** The image for a `DockerImageFunction`. */
  public abstract toLambdaCode(options?: LambdaCodeOptions): DockerImageCode;

  /** Lets a role pull the image. What `imageUri` is handed to by hand needs it; the exits grant it themselves. */
  public grantPull(grantee: IGrantable): Grant {
    return this.repository.grantPull(grantee);
  }

  /** The image for a container of an ECS task, EC2 or Fargate. The task's execution role may pull it. */
  public toEcsContainerImage(): ContainerImage {
    return ContainerImage.fromEcrRepository(this.repository, this.imageTag);
  }

  /** The image for a job of AWS Batch: `EcsFargateContainerDefinition` and `EcsEc2ContainerDefinition`. The job's execution role may pull it. */
  public toBatchContainerImage(): ContainerImage {
    return this.toEcsContainerImage();
  }

  /** The image as the environment of a CodeBuild project, on machines of its platform. The project's role may pull it. */
  public toCodeBuildImage(): IBuildImage {
    const kind = this.platform.machine === ImagePlatform.LINUX_ARM64.machine ? LinuxArmBuildImage : LinuxBuildImage;
    return kind.fromEcrRepository(this.repository, this.imageTag);
  }

  /**
   * Adds a container of the image to a task, EC2 or Fargate, with all that the app says of its containers: port, health check, stop timeout, user, and a root file
   * system that cannot be written, with /tmp in memory. The task's execution role may pull the image.
   *
   * Fails with `HealthCheckInvalid` when nothing in the image can make the health check.
   */
  public addEcsContainer(taskDefinition: TaskDefinition, id: string, options: EcsContainerOptions = {}): ContainerDefinition {
    return ecsContainer({ image: this.toEcsContainerImage(), facts: this._containerFacts }, taskDefinition, id, options);
  }

  /**
   * The image as the source of an App Runner service (`CfnService`), which runs on amd64 only.
   * A role that App Runner's builder may take pulls it.
   *
   * @param port the port that the app listens on; if not given, that of the image, else 8000
   */
  public toAppRunnerSource(port?: number): CfnService.SourceConfigurationProperty {
    return appRunnerSource(this, port ?? this._containerFacts.port);
  }

  /**
   * The health check of the app for an App Runner service (`CfnService`): its path over HTTP; without one, whether the port takes connections.
   *
   * Fails with `HealthCheckInvalid` for times that App Runner does not take.
   */
  public toAppRunnerHealthCheck(): CfnService.HealthCheckConfigurationProperty {
    return appRunnerHealthCheck(this._containerFacts);
  }

  /**
   * The image for a container of a Kubernetes pod: its URI.
   *
   * @param nodes the role of the nodes (or of the Fargate profile's pods) that pull it
   */
  public toKubernetesImage(nodes: IGrantable): string {
    this.grantPull(nodes);
    return this.imageUri;
  }

  /**
   * The image for a SageMaker model, endpoint, job or processing step: its URI.
   *
   * @param executionRole the role that SageMaker takes
   */
  public toSageMakerImage(executionRole: IGrantable): string {
    this.repository.grantPull(executionRole);
    return this.imageUri;
  }

  /**
   * The image for a runtime of Bedrock AgentCore (`CfnRuntime`), which runs on arm64 only. The app listens on port 8080.
   *
   * @param executionRole the role of the runtime
   */
  public toAgentCoreArtifact(executionRole: IGrantable): CfnRuntime.AgentRuntimeArtifactProperty {
    this.repository.grantPull(executionRole);
    return { containerConfiguration: { containerUri: this.imageUri } };
  }

  /**
   * What is known of the containers of the image.
   * @internal
   */
  protected get _containerFacts(): ContainerFacts {
    return { path: this.node.path };
  }
}
