import * as path from 'path';
import { Stack, StackProps } from 'aws-cdk-lib';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { HealthCheck, PythonApp } from '../../src';

export interface OrdersStackProps extends StackProps {
  /**
   * The folder with the two projects.
   * @default - this one
   */
  readonly projects?: string;
}

/** Two apps in one stack: a web app for Fargate and a function for Lambda. */
export class OrdersStack extends Stack {
  public readonly api: PythonApp;
  public readonly events: PythonApp;

  constructor(scope: Construct, id: string, props: OrdersStackProps = {}) {
    super(scope, id, props);
    const project = (name: string) => path.join(props.projects ?? __dirname, name);

    this.api = new PythonApp(this, 'Api', { source: project('api'), healthCheck: HealthCheck.http('/health'), stopTimeoutSeconds: 60 });
    this.api.addEcsContainer(new FargateTaskDefinition(this, 'Task'), 'Api');

    this.events = new PythonApp(this, 'Events', { source: project('events') });
    new DockerImageFunction(this, 'Count', { code: this.events.toLambdaCode({ handler: 'orders_events.handle' }) });
  }
}
