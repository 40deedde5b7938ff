import * as fs from 'fs';
import * as path from 'path';
import { type App, type Stack } from 'aws-cdk-lib';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ImagePlatform, PythonApp } from '../../../src';
import { testApp, testStack } from '../app';
import { cli } from '../cli';
import { folderWith } from '../folder';
import { UV_ASGI } from '../projects';
import { mermaidOf } from './mermaid';
import { ROOT } from './pages';

/** The text of each block that a page has under `<!-- generated: NAME -->`. */
export const GENERATORS: Record<string, () => string> = {
  'lock-stale': () => messageOf(() => testApp({
    source: folderWith({ ...UV_ASGI, 'pyproject.toml': UV_ASGI['pyproject.toml'].replace('"starlette"', '"httpx>=0.28", "starlette"') }),
  }).imageUri),
  'platform-mismatch': () => messageOf(() => {
    const stack = testStack();
    new FargateTaskDefinition(stack, 'Task').addContainer('Api', { image: new PythonApp(stack, 'Api', { source: folderWith(UV_ASGI), platform: ImagePlatform.LINUX_ARM64 }).toEcsContainerImage() });
    synthesize(stack);
  }),
  'readme-stages': () => mermaidOf(testApp({ source: folderWith(UV_ASGI) }).image.dockerfile),
  'readme-image': () => lastStages(testApp({ source: folderWith(UV_ASGI) }).image.dockerfile),
  'before-dockerfile': () => fileOf('examples/migrated/web/Dockerfile'),
  'before-entrypoint': () => fileOf('examples/migrated/web/docker-entrypoint.sh'),
  'help': () => help(),
  'help-lock': () => help('lock'),
  'help-pin': () => help('pin'),
  'help-test': () => help('test'),
};

function synthesize(stack: Stack): void {
  (stack.node.root as App).synth();
}

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing fails');
}

function fileOf(name: string): string {
  return fs.readFileSync(path.join(ROOT, name), 'utf8').trimEnd();
}

function help(...command: string[]): string {
  return cli([...command, '--help']).stdout.trimEnd();
}

/** The stages that the image is: the rest leaves only what they copy. */
function lastStages(dockerfile: string): string {
  const stages = dockerfile.trimEnd().split(/\n\n(?=# )/);
  return stages.filter((stage) => / AS runtime(-environment)?$/m.test(stage)).join('\n\n');
}
