import * as path from 'path';
import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { CfnService } from 'aws-cdk-lib/aws-apprunner';
import { CfnRuntime } from 'aws-cdk-lib/aws-bedrockagentcore';
import { FargateTaskDefinition, LogDrivers } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { BuildSecret, ImagePlatform, PythonApp } from '../../src';

/** One app for amd64 and for arm64, and what runs each: which resources, which policies, and two assets of one folder. */
const app = new App();
const stack = new Stack(app, 'Exits');
const source = path.join(__dirname, 'app');

const amd64 = new PythonApp(stack, 'Api', { source, buildSecrets: { TOKEN: BuildSecret.fromEnvironment('TOKEN') } });
new FargateTaskDefinition(stack, 'Task').addContainer('web', { image: amd64.toEcsContainerImage(), logging: LogDrivers.awsLogs({ streamPrefix: 'web' }) });
new DockerImageFunction(stack, 'Function', { code: amd64.toLambdaCode({ handler: 'main.handle' }) });
new CfnService(stack, 'Service', { sourceConfiguration: amd64.image.toAppRunnerSource() });

const arm64 = new PythonApp(stack, 'Agent', { source, platform: ImagePlatform.LINUX_ARM64 });
const role = new Role(stack, 'AgentRole', { assumedBy: new ServicePrincipal('bedrock-agentcore.amazonaws.com') });
new CfnRuntime(stack, 'Runtime', {
  agentRuntimeName: 'agent', roleArn: role.roleArn, networkConfiguration: { networkMode: 'PUBLIC' }, agentRuntimeArtifact: arm64.image.toAgentCoreArtifact(role),
});

new IntegTest(app, 'Integ', { testCases: [stack], diffAssets: true, stackUpdateWorkflow: false });
