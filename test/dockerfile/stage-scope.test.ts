import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { BaseImage, ImagePlatform, StageScope } from '../../src/dockerfile';
import { coded } from '../support/coded';
import { stageApp, TestStage } from '../support/stages';

test('is found from anywhere below', () => {
  const app = stageApp('Api', { platform: ImagePlatform.LINUX_ARM64, registry: 'docker.io' });
  const scope = StageScope.of(new Construct(new Construct(app, 'A'), 'B'));
  expect(scope).toBe(StageScope.of(app));
  expect(scope).toMatchObject({ root: app, platform: ImagePlatform.LINUX_ARM64, registry: 'docker.io', frozenBy: undefined });
});

test('the nearest one counts, and does not show on the construct', () => {
  const outer = stageApp();
  const inner = new Construct(outer, 'Inner');
  const scope = StageScope.implement(inner, { platform: ImagePlatform.LINUX_AMD64 });
  expect(StageScope.of(new Construct(inner, 'A'))).toBe(scope);
  expect(scope.registry).toBe('public.ecr.aws');
  expect(Object.keys(inner)).toEqual(Object.keys(new Construct(outer, 'Other')));
});

test('is found by another copy of the library', () => {
  const app = stageApp();
  expect((app as unknown as Record<symbol, unknown>)[Symbol.for('cdk-python-images.StageScope')]).toBe(StageScope.of(app));
});

test('fails outside of an app, with the path', () => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => new TestStage(stack, 'Runtime')).toThrow(coded('StageOutsideApp', /^Stack\/Runtime: a stage needs an app above it/));
});

test.each(['', 'https://public.ecr.aws', 'a b', 'a/$X', 'r/${Token[X.1]}'])('fails for the registry %j', (registry) => {
  expect(() => stageApp('Api', { registry })).toThrow(coded('BaseImageInvalid', /^Stack\/Api: .*registry/));
});

test('remembers who froze it first, and freezes what is there', () => {
  const app = stageApp();
  const scope = StageScope.of(app);
  const before = new TestStage(app, 'Before');
  scope.freeze('Stack/Api/Web');
  const after = new TestStage(app, 'After', { parent: before });
  after.addEnv('A', '1');
  expect(() => before.addEnv('A', '1')).toThrow(coded('AppFrozen', /Stack\/Api\/Web/));
  scope.freeze('Stack/Api/Lambda');
  expect(scope.frozenBy).toBe('Stack/Api/Web');
  expect(() => before.addEnv('A', '1')).toThrow(coded('AppFrozen', /by Stack\/Api\/Web/));
  expect(() => after.addEnv('A', '1')).toThrow(coded('AppFrozen', /by Stack\/Api\/Lambda/));
});

test('fails for two stages of one name, naming both', () => {
  const app = stageApp();
  new TestStage(app, 'MyStage', { parent: BaseImage.scratch() });
  expect(() => new TestStage(app, 'my-stage')).toThrow(coded('StageNameTaken', /^Stack\/Api\/my-stage: .*"my-stage".*\n  found: +Stack\/Api\/MyStage and Stack\/Api\/my-stage/));
});
