import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import type { StoreSettings } from './store-deployment';
import { BuildCache, ImageBuilder, PythonApp, PythonAppDefaults } from '../../../src';

// The CDK app of the tests that build on the engine with the containerd image store: each folder is an app.
const [id, projects] = process.argv.slice(2);
const settings = JSON.parse(process.env.STORE_SETTINGS ?? '{}') as StoreSettings;
const builders = {
  classic: ImageBuilder.local(),
  local: ImageBuilder.local({ exportsCache: true }),
  buildx: ImageBuilder.buildx({ builder: 'default' }),
};
const app = new App();
const stack = new Stack(app, id, { env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION } });
PythonAppDefaults.set(stack, {
  registry: settings.registry,
  imageBuilder: builders[settings.builder ?? 'local'],
  ...(settings.cache !== undefined && { buildCache: BuildCache.registry({ repository: settings.cache, allStages: settings.allStages }) }),
});
for (const name of fs.readdirSync(projects).filter((file) => fs.existsSync(path.join(projects, file, 'main.py')))) {
  const source = new PythonApp(stack, name, { source: path.join(projects, name), provenance: settings.provenance?.includes(name) });
  source.addEcsContainer(new FargateTaskDefinition(stack, `${name}Task`), name);
  if (settings.functions?.includes(name)) {
    new DockerImageFunction(stack, `${name}Function`, { code: source.toLambdaCode({ handler: 'main.handle' }) });
  }
}
app.synth();
