import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { BuildSecret, PythonApp, PythonAppProps } from '../../src';
import { folderWith, temporaryFolder } from '../support/folder';
import { SCRIPT } from '../support/projects';

const FUNCTION = { ...SCRIPT, 'events.py': 'def handle(event, context):\n    pass\n' };
/** What CDK's command line sets. */
const ASKED = { 'aws:cdk:enable-asset-metadata': true };

interface Metadata {
  readonly 'aws:asset:path': string;
  readonly 'aws:asset:dockerfile-path': string;
  readonly 'aws:asset:docker-build-args': object;
}

/** The metadata of the one function of a stack, and the folder that its template is in. */
function synthesized(scope: Construct, code: (stack: Stack) => DockerImageCode): { metadata: Metadata; assembly: string } {
  const stack = new Stack(scope, 'Stack');
  new DockerImageFunction(stack, 'Fn', { code: code(stack) });
  const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
  return { metadata: resource.Metadata as Metadata, assembly: Stage.of(stack)!.outdir };
}

const ours = (props: Partial<PythonAppProps> = {}) => (stack: Stack) =>
  new PythonApp(stack, 'Api', { source: folderWith(FUNCTION), ...props }).toLambdaCode({ handler: 'events.handle' });
const appWith = (context: Record<string, unknown> = {}) => new App({ outdir: temporaryFolder(), context });

test('a function says in its metadata what its image is built from, as one of CDK does', () => {
  const { metadata, assembly } = synthesized(appWith(ASKED), ours());
  const theirs = synthesized(appWith(ASKED), () => DockerImageCode.fromImageAsset(folderWith({ Dockerfile: 'FROM scratch' }), { buildArgs: { A: 'b' } })).metadata;
  expect(Object.keys(metadata).sort()).toEqual(Object.keys(theirs).sort());
  expect(metadata).toEqual({
    'aws:asset:path': expect.stringMatching(/^asset\.[0-9a-f]{64}$/) as unknown,
    'aws:asset:dockerfile-path': 'Dockerfile',
    'aws:asset:docker-build-args': { SOURCE_DATE_EPOCH: '315532800' },
    'aws:asset:property': 'Code.ImageUri',
  });
  expect(fs.readFileSync(path.join(assembly, metadata['aws:asset:path'], metadata['aws:asset:dockerfile-path']), 'utf8')).toContain('awslambdaric');
});

test('the path is seen from the template of a Stage, too', () => {
  const { metadata, assembly } = synthesized(new Stage(appWith(ASKED), 'Prod'), ours());
  expect(path.basename(assembly)).toBe('assembly-Prod');
  expect(fs.existsSync(path.join(assembly, metadata['aws:asset:path'], 'Dockerfile'))).toBe(true);
});

test('a template has no metadata that nobody asked for', () => {
  expect(synthesized(appWith(), ours()).metadata).toBeUndefined();
});

test('a template has no path of a secret of this machine', () => {
  const file = path.join(folderWith({ netrc: 'secret' }), 'netrc');
  const { metadata } = synthesized(appWith(ASKED), ours({ buildSecrets: { netrc: BuildSecret.fromFile(file) } }));
  expect(JSON.stringify(metadata)).not.toContain(file);
});
