import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { CfnRuntime } from 'aws-cdk-lib/aws-bedrockagentcore';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Entrypoint, ImagePlatform, PythonApp } from '../../src';

/** A runtime of Bedrock AgentCore, which runs arm64 only and asks on port 8080. */
export class AgentCoreStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('bedrock-agentcore.amazonaws.com') });
    const { image } = new PythonApp(this, 'Agent', {
      source: path.join(__dirname, '..', 'orders', 'api'),
      platform: ImagePlatform.LINUX_ARM64,
      entrypoint: Entrypoint.asgi('orders_api.asgi:app', { port: 8080 }),
    });
    new CfnRuntime(this, 'Runtime', {
      agentRuntimeName: 'orders',
      roleArn: role.roleArn,
      networkConfiguration: { networkMode: 'PUBLIC' },
      agentRuntimeArtifact: image.toAgentCoreArtifact(role),
    }).node.addDependency(role);
  }
}
