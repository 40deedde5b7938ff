import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Ec2TaskDefinition, LogDrivers } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { HealthCheck, PythonApp } from '../../src';

/** A container of a task on EC2. What the app says of its containers, the task definition has. */
export class EcsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const api = new PythonApp(this, 'Api', {
      source: path.join(__dirname, '..', 'orders', 'api'),
      healthCheck: HealthCheck.http('/health', { intervalSeconds: 10 }),
      stopTimeoutSeconds: 45,
    });
    api.addEcsContainer(new Ec2TaskDefinition(this, 'Task'), 'Api', { memoryLimitMiB: 256, logging: LogDrivers.awsLogs({ streamPrefix: 'api' }) });
  }
}
