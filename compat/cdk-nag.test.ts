import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnService } from 'aws-cdk-lib/aws-apprunner';
import { CfnRuntime } from 'aws-cdk-lib/aws-bedrockagentcore';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { ImagePlatform, ImageRepository, PythonApp } from '../src';
import { folderWith, temporaryFolder } from '../test/support/folder';
import { SCRIPT } from '../test/support/projects';

interface Report {
  readonly pluginReports: { readonly violations: { readonly ruleName: string; readonly violatingConstructs: { readonly constructPath: string }[] }[] }[];
}

/** What the rules of AWS Solutions find in a stack: the rule and the construct. */
function findings(declare: (stack: Stack) => void): string[] {
  const app = new App({ outdir: temporaryFolder() });
  declare(new Stack(app, 'Stack'));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  let failed = '';
  try {
    app.synth();
  } catch (error) {
    failed = String((error as Error).name);
  }
  const report = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  const found = report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`)));
  expect(found.length > 0).toBe(failed !== '');
  return found.sort();
}

function services(stack: Stack, image: ContainerImage, code: DockerImageCode): void {
  new FargateTaskDefinition(stack, 'Task').addContainer('web', { image });
  new DockerImageFunction(stack, 'Function', { code });
}

test('a stack with the constructs and all exits has no finding that the same stack with any image of ECR has not', () => {
  const plain = findings((stack) => {
    const repository = Repository.fromRepositoryName(stack, 'Other', 'other');
    services(stack, ContainerImage.fromEcrRepository(repository, '1'), DockerImageCode.fromEcr(repository, { tagOrDigest: '1' }));
  });
  const ours = findings((stack) => {
    const source = folderWith({ 'main.py': 'def handle(event, context):\n    return "done"\n\n\nif __name__ == "__main__":\n    handle(None, None)\n', 'requirements.txt': `awslambdaric==3.1.1 --hash=sha256:${'0'.repeat(64)}\n` });
    const api = new PythonApp(stack, 'Api', { source });
    services(stack, api.toEcsContainerImage(), api.toLambdaCode({ handler: 'main.handle' }));
    new CfnService(stack, 'Service', { sourceConfiguration: api.image.toAppRunnerSource() });
  });
  expect(plain.join()).toContain('AwsSolutions-IAM5'); // the rules do look at policies
  expect(ours).toEqual(plain);
});

test('a repository of one\'s own has no finding', () => {
  expect(findings((stack) => void new ImageRepository(stack, 'Images', { repositoryName: 'shop/api', maxImageCount: 30 }))).toEqual([]);
});

test('a role of the user is not excused by the library', () => {
  const found = findings((stack) => {
    const agent = new PythonApp(stack, 'Agent', { source: folderWith(SCRIPT), platform: ImagePlatform.LINUX_ARM64 });
    const role = new Role(stack, 'AgentRole', { assumedBy: new ServicePrincipal('bedrock-agentcore.amazonaws.com') });
    new CfnRuntime(stack, 'Runtime', {
      agentRuntimeName: 'agent', roleArn: role.roleArn, networkConfiguration: { networkMode: 'PUBLIC' }, agentRuntimeArtifact: agent.image.toAgentCoreArtifact(role),
    });
  });
  expect(found.filter((line) => line.includes('Stack/Agent/'))).toEqual([]);
  expect(found.join()).toContain('AwsSolutions-IAM5[Resource::*] Stack/AgentRole');
});
