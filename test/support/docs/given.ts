/** What the code on the pages may use without declaring or importing it: the library, what it needs of aws-cdk-lib, and a stack that is there already. */
export * from '../../../src';
export { Annotations, App, Aspects, type IAspect, Stack, Stage } from 'aws-cdk-lib';
export { Construct, type IConstruct } from 'constructs';
export { CfnService } from 'aws-cdk-lib/aws-apprunner';
export { FargateTaskDefinition, type TaskDefinition } from 'aws-cdk-lib/aws-ecs';
export { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
export { DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import * as os from 'os';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';

export { os, path };

/** Constructs that every block finds, new for each. */
export interface Given {
  /** The program. */
  readonly app: App;
  readonly stack: Stack;
  readonly repository: IRepository;
  readonly taskDefinition: FargateTaskDefinition;
}

/** Constructs for one block. `outdir` is where they are synthesized to. */
export function newGiven(outdir: string): Given {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Stack');
  return {
    app,
    stack,
    repository: Repository.fromRepositoryName(stack, 'Repository', 'api'),
    taskDefinition: new FargateTaskDefinition(stack, 'GivenTask'),
  };
}
