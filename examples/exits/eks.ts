import * as path from 'path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PythonApp } from '../../src';

/** The manifest of a deployment on a cluster of EKS, by the URI of the image. `cluster.addManifest('Api', stack.manifest)` applies it. */
export class EksStack extends Stack {
  public readonly manifest: Record<string, unknown>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const nodes = new Role(this, 'Nodes', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonEKSWorkerNodePolicy')],
    });
    const { image } = new PythonApp(this, 'Api', { source: path.join(__dirname, '..', 'orders', 'api') });
    const uri = image.toKubernetesImage(nodes);
    const container = {
      name: 'api',
      image: uri,
      ports: [{ containerPort: 8000 }],
      livenessProbe: { httpGet: { path: '/health', port: 8000 } },
      securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    };
    this.manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api' },
      spec: {
        selector: { matchLabels: { app: 'api' } },
        template: {
          metadata: { labels: { app: 'api' } },
          spec: {
            nodeSelector: { 'kubernetes.io/arch': image.platform.architecture },
            containers: [container],
            volumes: [{ name: 'tmp', emptyDir: { medium: 'Memory' } }],
          },
        },
      },
    };
    new CfnOutput(this, 'ImageUri', { value: uri });
  }
}
