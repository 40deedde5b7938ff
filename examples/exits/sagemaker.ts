import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { Entrypoint, PythonApp } from '../../src';

/** A model of SageMaker, by the URI of the image. SageMaker asks `/ping` and `/invocations` on port 8080. */
export class SageMakerStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
    const { image } = new PythonApp(this, 'Model', {
      source: path.join(__dirname, '..', 'orders', 'api'),
      entrypoint: Entrypoint.asgi('orders_api.asgi:app', { port: 8080 }),
    });
    // The model is made when the role may pull its image.
    new CfnModel(this, 'SageMakerModel', { executionRoleArn: role.roleArn, primaryContainer: { image: image.toSageMakerImage(role) } }).node.addDependency(role);
  }
}
