import { Duration, Stack } from 'aws-cdk-lib';
import { DockerImageFunction, FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LambdaRuntimeStage, LambdaWebAdapter, PythonApp } from '../../src';

/** One app on Lambda in three ways. */
export class ParcelsStack extends Stack {
  /** A handler beside the image for containers: on the same base, from the same builder. */
  public readonly both: PythonApp;
  /** A handler on AWS's base image. */
  public readonly events: PythonApp;
  /** The web application as it is, behind the adapter. */
  public readonly web: PythonApp;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const source = __dirname;

    this.both = new PythonApp(this, 'Both', { source });
    this.both.toEcsContainerImage();
    new DockerImageFunction(this, 'BothFunction', { code: this.both.toLambdaCode({ handler: 'parcels.events.quote' }) });

    this.events = new PythonApp(this, 'Events', { source });
    new LambdaRuntimeStage(this.events, 'Fn', { handler: 'parcels.events.quote' });
    new DockerImageFunction(this, 'EventsFunction', { code: this.events.toLambdaCode(), timeout: Duration.seconds(10) });

    this.web = new PythonApp(this, 'Web', { source });
    new LambdaRuntimeStage(this.web, 'Fn', { webAdapter: LambdaWebAdapter.official({ readinessPath: '/health' }) });
    new DockerImageFunction(this, 'WebFunction', { code: this.web.toLambdaCode() }).addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
  }
}
