import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { PythonApp, PythonAppDefaults, SlimRuntimeStage } from '../../src';
import { testApp, testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder } from '../support/folder';
import { SCRIPT } from '../support/projects';

const source = () => folderWith(SCRIPT);

test('fails for defaults that come after an app which would have them', () => {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new Stack(app, 'Stack');
  const other = new Stack(app, 'Other');
  new PythonApp(stack, 'Api', { source: source() });
  PythonAppDefaults.set(other, { registry: 'mirror.example.com' });
  expect(() => PythonAppDefaults.set(app, { registry: 'mirror.example.com' })).toThrow(coded('DefaultsTooLate',
    /found: {4}Stack\/Api was made before\n[^]*write: {4}PythonAppDefaults\.set\(…\) before the line that makes Stack\/Api/));
});

test('fails for defaults of an app itself, which has props', () => {
  const app = testApp({ source: source() });
  expect(() => PythonAppDefaults.set(app, { registry: 'mirror.example.com' })).toThrow(coded('DefaultsTooLate', /^Stack\/Api: an app is made already[^]*write: {4}registry: … in the props of the app/));
});

test('looking defaults up does not keep anybody from setting them', () => {
  const stack = testStack();
  PythonAppDefaults.of(stack);
  PythonAppDefaults.set(stack, { registry: 'mirror.example.com' });
  expect(PythonAppDefaults.of(stack).registry).toBe('mirror.example.com');
});

test('fails for a runtime that is made after the image was asked for, and says by what the app is frozen', () => {
  const app = testApp({ source: source() });
  expect(app.image.dockerfile).toContain('AS runtime');
  new SlimRuntimeStage(app, 'SmallRuntime');
  expect(() => app.toEcsContainerImage()).toThrow(coded('AppFrozen', new RegExp([
    '^Stack/Api: the app was already rendered by Stack/Api/Image, so SmallRuntime cannot become its image',
    'found: {4}Stack/Api/SmallRuntime was made after Stack/Api/Image, which is Stack/Api/Runtime',
    "write: {4}SmallRuntime before[^]*or new PythonImage\\(api, 'SmallRuntimeImage', \\{ target: smallRuntime \\}\\)",
  ].join('[^]*'))));
});
