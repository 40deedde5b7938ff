import { Duration } from 'aws-cdk-lib';
import { ContainerDefinition, ContainerImage, HealthCheck, LinuxParameters, LogDrivers, TaskDefinition, TmpfsMountOption } from 'aws-cdk-lib/aws-ecs';
import { ContainerFacts } from './container-facts';
import { EcsContainerOptions } from './ecs-container-options';
import { CodedError } from '../private/coded-error';

/** An image and what is known of its containers. */
interface KnownImage {
  readonly image: ContainerImage;
  readonly facts: ContainerFacts;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html, stopTimeout */
const LONGEST_STOP_ON_FARGATE = 120;

/** A container of a task with all that the image and its app say of it. */
export function ecsContainer({ image, facts }: KnownImage, task: TaskDefinition, id: string, options: EcsContainerOptions): ContainerDefinition {
  const { command, cpu, memoryLimitMiB, memoryReservationMiB, environment, secrets, logging, essential } = options;
  const port = options.port ?? facts.port;
  const stopTimeout = options.stopTimeoutSeconds ?? facts.stopTimeoutSeconds;
  if (task.isFargateCompatible && stopTimeout !== undefined && stopTimeout > LONGEST_STOP_ON_FARGATE) {
    throw new CodedError('PropInvalid', {
      what: 'stopTimeoutSeconds is longer than Fargate waits',
      found: `${stopTimeout}`,
      expected: `at most ${LONGEST_STOP_ON_FARGATE} seconds`,
      write: `stopTimeoutSeconds: ${LONGEST_STOP_ON_FARGATE}`,
    }, task.node.path);
  }
  const readonlyRootFilesystem = options.readonlyRootFilesystem ?? true;
  return task.addContainer(id, {
    command, cpu, memoryLimitMiB, memoryReservationMiB, environment, secrets, essential,
    image,
    logging: logging ?? LogDrivers.awsLogs({ streamPrefix: id }),
    user: facts.user,
    portMappings: port === undefined ? undefined : [{ containerPort: port }],
    healthCheck: healthCheck({ ...facts, port, healthCheck: options.healthCheck ?? facts.healthCheck }),
    stopTimeout: stopTimeout === undefined ? undefined : Duration.seconds(stopTimeout),
    readonlyRootFilesystem,
    linuxParameters: readonlyRootFilesystem ? withTmp(task, id, options.tmpfsMiB ?? 64) : undefined,
  });
}

/** In exec form, without a shell. */
function healthCheck({ healthCheck: check, ...image }: ContainerFacts): HealthCheck | undefined {
  const argv = check?._command(image);
  if (check === undefined || argv === undefined) {
    return undefined;
  }
  const { intervalSeconds, timeoutSeconds, startPeriodSeconds, retries } = check._times;
  return {
    command: ['CMD', ...argv],
    retries,
    interval: seconds(intervalSeconds),
    timeout: seconds(timeoutSeconds),
    startPeriod: seconds(startPeriodSeconds),
  };
}

/** In memory, which everyone may write to: an empty volume is root's on Fargate. */
function withTmp(task: TaskDefinition, id: string, size: number): LinuxParameters {
  const parameters = new LinuxParameters(task, `${id}LinuxParameters`);
  parameters.addTmpfs({ containerPath: '/tmp', size, mountOptions: [TmpfsMountOption.NOSUID, TmpfsMountOption.NODEV] });
  return parameters;
}

function seconds(value: number | undefined): Duration | undefined {
  return value === undefined ? undefined : Duration.seconds(value);
}
