import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installWheel, pythonEnvironment } from './python-client';
import { imageAssets } from '../support/docker/image-assets';
import { copyClient, expectOrdersOfTypeScript } from '../support/orders-in-typescript';

const ROOT = path.join(__dirname, '..', '..');
const CDK = path.join(ROOT, 'node_modules/aws-cdk/bin/cdk');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'python-example-'));
const client = copyClient('python-client', folder);
const assembly = path.join(client, 'cdk.out');
let log: string;

// As its user has it: in a folder with nothing of the library's sources above it, by CDK's command line, with the Python of an environment that has the wheel.
beforeAll(() => {
  const programs = path.dirname(installWheel(folder));
  log = execFileSync(process.execPath, [CDK, 'synth', '--quiet', '--no-notices', '--ci'], {
    cwd: client, env: { ...pythonEnvironment(), PATH: `${programs}:${process.env.PATH}`, CDK_DISABLE_CLI_TELEMETRY: 'true' }, encoding: 'utf8',
  });
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const stack = (name: string) => JSON.parse(fs.readFileSync(path.join(assembly, `${name}.template.json`), 'utf8')) as { Resources: Record<string, { Type: string; Properties: object }> };

test('the example in Python is synthesized by cdk synth, with nothing to warn of', () => {
  expect(log).toContain('Successfully synthesized to');
  expect(log).not.toMatch(/warning/i);
  expect(imageAssets(assembly).map(({ displayName }) => displayName)).toEqual(['ContinuousIntegration/Tools/Image', 'Orders/Api/Image', 'Orders/Events/LambdaImage']);
});

test('its images and its template are those of the example in TypeScript', () => {
  expectOrdersOfTypeScript(assembly, folder);
});

test('its stages by hand, its defaults and its exit are in the image', () => {
  const [tools] = imageAssets(assembly);
  const dockerfile = fs.readFileSync(path.join(tools.contextDirectory, 'Dockerfile'), 'utf8');
  expect(dockerfile).toMatch(/^FROM docker\.io\/library\/python:.*AS runtime-environment$/m);
  expect(dockerfile).toMatch(/^ENV PYTHONWARNINGS=error$/m);
  expect(dockerfile).toContain('org.opencontainers.image.vendor=Example');
  expect(dockerfile).toMatch(/\bgit\b.*\n/);
  const [project] = Object.values(stack('ContinuousIntegration').Resources).filter(({ Type }) => Type === 'AWS::CodeBuild::Project');
  expect(JSON.stringify(project)).toContain(tools.hash);
});
