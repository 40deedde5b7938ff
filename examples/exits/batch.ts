import * as path from 'path';
import { Size, Stack } from 'aws-cdk-lib';
import { EcsFargateContainerDefinition, EcsJobDefinition } from 'aws-cdk-lib/aws-batch';
import { Construct } from 'constructs';
import { Entrypoint, PythonApp } from '../../src';

/** A job of AWS Batch on Fargate. */
export class BatchStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const report = new PythonApp(this, 'Report', {
      source: path.join(__dirname, '..', 'orders', 'events'),
      entrypoint: Entrypoint.command(['/app/.venv/bin/python', '-c', 'import orders_events']),
    });
    new EcsJobDefinition(this, 'Job', {
      container: new EcsFargateContainerDefinition(this, 'Container', {
        image: report.image.toBatchContainerImage(), cpu: 1, memory: Size.gibibytes(2), readonlyRootFilesystem: true,
      }),
    });
  }
}
