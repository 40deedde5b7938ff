import { execFileSync } from 'child_process';
import * as path from 'path';
import { inject } from 'vitest';
import { REPOSITORY } from './coordinates';

const PYTHON = path.resolve(__dirname, '../../../.tools/deploy/venv/bin/python');
const PROGRAM = [
  'import boto3, json, sys',
  'service, operation, parameters = sys.argv[1:]',
  'client = boto3.client(service)',
  'try:',
  '    print(json.dumps(getattr(client, operation)(**json.loads(parameters)), default=str))',
  'except client.exceptions.ClientError as error:',
  '    sys.exit(str(error))',
].join('\n');

/** Asks the stand-in for AWS, by boto3: `callAws('ecs', 'describe_task_definition', { taskDefinition })`. Fails with AWS's message. */
export function callAws(service: string, operation: string, parameters: object): unknown {
  const { AWS_PROFILE: _, AWS_SESSION_TOKEN: __, ...environment } = process.env;
  const answer = execFileSync(PYTHON, ['-c', PROGRAM, service, operation, JSON.stringify(parameters)], {
    env: { ...environment, ...inject('deployEnvironment') }, encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'pipe'],
  });
  return JSON.parse(answer);
}

/** A resource of a stack that has been deployed. */
export interface DeployedResource {
  readonly ResourceType: string;
  readonly PhysicalResourceId: string;
}

/** A stack as AWS has it. */
export interface DeployedStack {
  readonly status: string;
  /** The template, as text. */
  readonly template: string;
  /** The tags of images that the template names. */
  readonly imageTags: string[];
}

/** Asks for a stack. Fails when there is none. */
export function deployedStack(StackName: string): DeployedStack {
  const { Stacks: [{ StackStatus: status }] } = callAws('cloudformation', 'describe_stacks', { StackName }) as { Stacks: { StackStatus: string }[] };
  const { TemplateBody } = callAws('cloudformation', 'get_template', { StackName }) as { TemplateBody: unknown };
  const template = JSON.stringify(TemplateBody);
  return { status, template, imageTags: [...template.matchAll(new RegExp(`/${REPOSITORY}:([0-9a-f]{64})`, 'g'))].map(([, tag]) => tag) };
}

/** The id of the one resource of a type that a stack has. */
export function deployedResource(StackName: string, type: string): string {
  const { StackResourceSummaries: all } = callAws('cloudformation', 'list_stack_resources', { StackName }) as { StackResourceSummaries: DeployedResource[] };
  const found = all.filter(({ ResourceType }) => ResourceType === type);
  if (found.length !== 1) {
    throw new Error(`${StackName} has ${found.length} of ${type}: ${all.map(({ ResourceType }) => ResourceType).join(', ')}`);
  }
  return found[0].PhysicalResourceId;
}

/** The digests that ECR has, by tags. */
export function imagesInEcr(): Record<string, string> {
  const { imageDetails } = callAws('ecr', 'describe_images', { repositoryName: REPOSITORY }) as { imageDetails: { imageTags?: string[]; imageDigest: string }[] };
  return Object.fromEntries(imageDetails.flatMap(({ imageTags, imageDigest }) => (imageTags ?? []).map((tag) => [tag, imageDigest])));
}
