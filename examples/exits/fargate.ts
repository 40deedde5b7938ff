import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Cluster, CpuArchitecture, FargateService, FargateTaskDefinition, OperatingSystemFamily } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { HealthCheck, ImagePlatform, PythonApp } from '../../src';

/** A service on Fargate's Graviton machines: the app is built for what the task runs on. */
export class FargateStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const api = new PythonApp(this, 'Api', {
      source: path.join(__dirname, '..', 'orders', 'api'),
      platform: ImagePlatform.LINUX_ARM64,
      healthCheck: HealthCheck.http('/health'),
      stopTimeoutSeconds: 60,
    });
    const taskDefinition = new FargateTaskDefinition(this, 'Task', {
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
    });
    api.addEcsContainer(taskDefinition, 'Api');
    new FargateService(this, 'Service', { cluster: new Cluster(this, 'Cluster'), taskDefinition });
  }
}
