import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { expect, test } from 'vitest';
import { ElsewhereStack } from '../../examples/elsewhere/stack';
import { temporaryFolder } from '../support/folder';

test('one app is one hash and one context, wherever it is built, and every image has the same exits', () => {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new ElsewhereStack(app, 'Elsewhere');
  const { here, farm, cloud, before } = stack;
  expect(new Set([here, farm, cloud].map(({ assetHash }) => assetHash)).size).toBe(1);
  expect(new Set([here, farm, cloud].map(({ contextDirectory }) => contextDirectory)).size).toBe(1);
  for (const image of [here, farm, cloud, before]) {
    new FargateTaskDefinition(image, 'Task').addContainer('web', { image: image.toEcsContainerImage() });
  }
  Template.fromStack(stack).resourceCountIs('AWS::ECS::TaskDefinition', 4);
  Template.fromStack(stack).resourceCountIs('Custom::CDKContainerImageBuild', 1);
});
