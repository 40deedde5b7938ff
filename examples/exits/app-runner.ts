import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { CfnService } from 'aws-cdk-lib/aws-apprunner';
import { Construct } from 'constructs';
import { HealthCheck, PythonApp } from '../../src';

/** A service of App Runner, which runs amd64. Its access role and its port come with the source. */
export class AppRunnerStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { image } = new PythonApp(this, 'Api', {
      source: path.join(__dirname, '..', 'orders', 'api'),
      healthCheck: HealthCheck.http('/health', { intervalSeconds: 10 }),
    });
    new CfnService(this, 'Service', { sourceConfiguration: image.toAppRunnerSource(), healthCheckConfiguration: image.toAppRunnerHealthCheck() });
  }
}
