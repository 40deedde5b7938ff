import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { PythonApp } from '../../src';

/** A function. Lambda pulls by the policy of the repository, which `cdk bootstrap` has made. */
export class LambdaStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const events = new PythonApp(this, 'Events', { source: path.join(__dirname, '..', 'orders', 'events') });
    new DockerImageFunction(this, 'Count', { code: events.toLambdaCode({ handler: 'orders_events.handle' }) });
  }
}
