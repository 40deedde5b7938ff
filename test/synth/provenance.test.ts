import * as fs from 'fs';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { expect, test } from 'vitest';
import { ImageBuilder, PythonApp, PythonAppDefaults } from '../../src';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';
import { SCRIPT } from '../support/projects';

const BUILDERS = { local: ImageBuilder.local({ exportsCache: true }), buildx: ImageBuilder.buildx({ builder: 'farm' }) };

function inStack(provenance: boolean | undefined, imageBuilder: ImageBuilder, use: (app: PythonApp) => void = () => undefined) {
  const stack = testStack();
  const app = new PythonApp(stack, 'Api', { source: folderWith(SCRIPT), provenance, imageBuilder });
  use(app);
  const root = stack.node.root as App;
  return { app, synth: () => JSON.parse(fs.readFileSync(path.join(root.synth().directory, 'Stack.assets.json'), 'utf8')).dockerImages as Record<string, { source: { executable?: string[]; directory?: string } }> };
}

test.each(Object.entries(BUILDERS))('the build by %s records how it was done, and the hash is the same', (name, builder) => {
  const { app, synth } = inStack(true, builder, (api) => void new FargateTaskDefinition(api, 'Task').addContainer('web', { image: api.toEcsContainerImage() }));
  const words = synth()[app.assetHash].source.executable ?? [];
  expect(words).toContain('--provenance=mode=max');
  expect(words.includes('--builder=farm')).toBe(name === 'buildx');
  expect(words.at(-1)).toBe(`asset.${app.assetHash}`);
  expect(inStack(false, builder).app.assetHash).toBe(app.assetHash);
  const { target } = JSON.parse(fs.readFileSync(path.join((app.node.root as App).outdir, 'docker-bake.json'), 'utf8')) as { target: Record<string, object> };
  expect(Object.values(target)).toEqual([expect.objectContaining({ attest: ['type=provenance,mode=max'] })]);
});

test('it is off unless it is asked for, by the app or for all', () => {
  const { app, synth } = inStack(undefined, BUILDERS.local);
  app.toEcsContainerImage();
  expect(Object.values(synth())[0].source).toMatchObject({ directory: `asset.${app.assetHash}` });
  const stack = testStack();
  PythonAppDefaults.set(stack, { provenance: true });
  expect(() => new PythonApp(stack, 'Api', { source: folderWith(SCRIPT) }).image).toThrow(coded('ProvenanceUnsupported', /containerd/));
  expect(new PythonApp(stack, 'Own', { source: folderWith(SCRIPT), provenance: false }).assetHash).toBe(app.assetHash);
});

test('fails where the Docker here keeps no index, and in CodeBuild', () => {
  expect(() => inStack(true, ImageBuilder.local()).app.image).toThrow(coded('ProvenanceUnsupported', /Attestation is not supported for the docker driver/));
  expect(() => inStack(true, ImageBuilder.codeBuild()).app.image).toThrow(coded('ProvenanceUnsupported', /codeBuild/));
});

const lambda = (app: PythonApp) => void new DockerImageFunction(app, 'Function', {
  code: DockerImageCode.fromEcr(app.repository, { tagOrDigest: app.image.imageTag, cmd: ['main.handle'] }),
});
const model = (app: PythonApp) => {
  const role = new Role(app, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
  new CfnModel(app, 'Model', { executionRoleArn: role.roleArn, primaryContainer: { image: app.image.toSageMakerImage(role) } });
};

test.each([['the Lambda function', lambda], ['the SageMaker model', model]])('fails when %s runs an image with provenance, and only then', (what, use) => {
  expect(inStack(true, BUILDERS.buildx, use).synth).toThrow(new RegExp(`${what} starts no image with provenance(.|\\n)*ProvenanceUnsupported`));
  expect(Object.keys(inStack(false, BUILDERS.buildx, use).synth())).toHaveLength(1);
});

test('fails when the tag that a function runs is that of an image with provenance, whoever made it', () => {
  const stack = testStack();
  const source = folderWith(SCRIPT);
  const [plain, recorded] = [false, true].map((provenance) => new PythonApp(stack, `App${String(provenance)}`, { source, provenance, imageBuilder: BUILDERS.buildx }));
  lambda(plain);
  expect(recorded.assetHash).toBe(plain.assetHash);
  expect(() => (stack.node.root as App).synth()).toThrow(/Stack\/Apptrue\/Image is built with provenance/);
});
