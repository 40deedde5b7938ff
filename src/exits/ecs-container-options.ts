import { LogDriver, Secret } from 'aws-cdk-lib/aws-ecs';
import { HealthCheck } from '../stages';

/** A container of an ECS task. What the app says of its containers need not be said again. */
export interface EcsContainerOptions {
  /**
   * Arguments of the entry point.
   * @default - those of the image
   */
  readonly command?: string[];

  /**
   * CPU units, of which a core has 1024.
   * @default - no minimum
   */
  readonly cpu?: number;

  /**
   * MiB of memory that the container may take. A task on EC2 needs this or `memoryReservationMiB`.
   * @default - that of the task
   */
  readonly memoryLimitMiB?: number;

  /**
   * MiB of memory that are kept for the container.
   * @default - none
   */
  readonly memoryReservationMiB?: number;

  /**
   * Variables of the environment, beside those of the image.
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * Secrets as variables of the environment.
   * @default - none
   */
  readonly secrets?: Record<string, Secret>;

  /**
   * Where the output goes.
   * @default - a log group of CloudWatch that the container has of its own, with the container's id before the names of its streams. It stays when the stack is destroyed, as CDK's own patterns have it
   */
  readonly logging?: LogDriver;

  /**
   * Whether the task ends with the container.
   * @default true
   */
  readonly essential?: boolean;

  /**
   * The port that the container listens on.
   * @default - that of the app, if it listens on one
   */
  readonly port?: number;

  /**
   * How it is found out whether the container is well.
   * @default - the `healthCheck` of the app
   */
  readonly healthCheck?: HealthCheck;

  /**
   * Seconds from the signal that ends the container until it is killed; Fargate allows 120.
   * @default - the `stopTimeoutSeconds` of the app, else 30
   */
  readonly stopTimeoutSeconds?: number;

  /**
   * Nothing but /tmp can be written.
   * @default true
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * MiB of memory for /tmp, where the root file system cannot be written. It counts as memory of the container.
   * @default 64
   */
  readonly tmpfsMiB?: number;
}
