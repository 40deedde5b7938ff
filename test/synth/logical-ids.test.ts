import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnService } from 'aws-cdk-lib/aws-apprunner';
import { Ec2TaskDefinition, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { expect, test } from 'vitest';
import { OrdersStack } from '../../examples/orders/stack';
import { ImageBuilder, ImageRepository, PythonApp } from '../../src';
import { folderWith, temporaryFolder } from '../support/folder';
import { SCRIPT } from '../support/projects';

const FILES = { ...SCRIPT, 'events.py': 'def handle(event, context):\n    pass\n' };

/** The resources of a stack: type and logical id. */
function idsOf(stack: Stack): string[] {
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Record<string, { Type: string }> };
  return Object.entries(Resources).map(([id, { Type }]) => `${Type} ${id}`).sort();
}

function stackWith(use: (stack: Stack, app: PythonApp) => void): Stack {
  const stack = new Stack(new App({ outdir: temporaryFolder() }), 'Shop');
  use(stack, new PythonApp(stack, 'Api', { source: folderWith(FILES) }));
  return stack;
}

// CloudFormation replaces what has another logical id. A change here is one that every user has to be told of: a major version.
test('the logical ids of what the library makes do not change', () => {
  expect(idsOf(new OrdersStack(new App({ outdir: temporaryFolder() }), 'Orders'))).toMatchInlineSnapshot(`
    [
      "AWS::ECS::TaskDefinition Task79114B6B",
      "AWS::IAM::Policy TaskExecutionRoleDefaultPolicy72339918",
      "AWS::IAM::Role CountServiceRole66D03B90",
      "AWS::IAM::Role TaskExecutionRoleEF964934",
      "AWS::IAM::Role TaskTaskRoleE98524A1",
      "AWS::Lambda::Function CountF2B59359",
      "AWS::Logs::LogGroup TaskApiLogGroup291763D6",
    ]
  `);
  expect(idsOf(stackWith((stack, app) => void new CfnService(stack, 'Service', { sourceConfiguration: app.image.toAppRunnerSource() })))).toMatchInlineSnapshot(`
    [
      "AWS::AppRunner::Service Service",
      "AWS::IAM::Policy ApiImageAppRunnerAccessDefaultPolicyD0DED720",
      "AWS::IAM::Role ApiImageAppRunnerAccess77CEA50C",
    ]
  `);
  expect(idsOf(stackWith((stack) => void new ImageRepository(stack, 'Images', { repositoryName: 'shop/api' })))).toMatchInlineSnapshot(`
    [
      "AWS::ECR::Repository ImagesRepository2D0F5B9C",
    ]
  `);
});

test('other code, other variables and another builder change no logical id', () => {
  const ids = (files: Record<string, string>, imageBuilder: ImageBuilder, tag: string) => {
    const stack = new Stack(new App({ outdir: temporaryFolder() }), 'Shop');
    const app = new PythonApp(stack, 'Api', { source: folderWith(files), imageBuilder, environment: { TAG: tag } });
    app.addEcsContainer(new FargateTaskDefinition(stack, 'Task'), 'Api');
    new Ec2TaskDefinition(stack, 'Other').addContainer('Api', { image: app.toEcsContainerImage(), memoryLimitMiB: 64 });
    new DockerImageFunction(stack, 'Fn', { code: app.toLambdaCode({ handler: 'events.handle' }) });
    return idsOf(stack);
  };
  const before = ids(FILES, ImageBuilder.local(), 'a');
  expect(before).not.toEqual([]);
  expect(ids({ ...FILES, 'more.py': 'x = 1\n' }, ImageBuilder.buildx({ builder: 'farm' }), 'b')).toEqual(before);
});
