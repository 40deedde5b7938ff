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

test.each([
  ['public.ecr.aws', { 'public.ecr.aws': '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/' }, '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/docker/library/python:3.13-slim-trixie'],
  ['docker.io', { 'docker.io': 'mirror.example.com/hub' }, 'mirror.example.com/hub/library/python:3.13-slim-trixie'],
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library', {}, '123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/python:3.13-slim-trixie'],
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public', {}, '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/docker/library/python:3.13-slim-trixie'],
  ['public.ecr.aws', { 'docker.io': 'mirror.example.com/hub' }, 'public.ecr.aws/docker/library/python:3.13-slim-trixie'],
])('official images come from %s, or from what %j puts in its place', (registry, mirrors, reference) => {
  const scope = StageScope.of(stageApp('Api', { registry, mirrors: mirrors }));
  expect(scope._pulledFrom(BaseImage.pythonSlim('3.13'))).toBe(reference);
});

test.each([
  ['gcr.io/distroless/python3-debian13:nonroot', 'm.example/gcr/distroless/python3-debian13:nonroot'],
  ['python:3.13', 'm.example/hub/library/python:3.13'],
  ['team/python:3.13', 'm.example/hub/team/python:3.13'],
  ['localhost/python:3.13', 'localhost/python:3.13'],
  ['registry.example.com:5000/python:3.13', 'm.example/own/python:3.13'],
])('any image comes from the mirror of its registry: %s', (reference, mirrored) => {
  const mirrors = { 'gcr.io': 'm.example/gcr', 'docker.io': 'm.example/hub', 'registry.example.com:5000': 'm.example/own' };
  expect(StageScope.of(stageApp('Api', { mirrors }))._pulledFrom(BaseImage.of({ reference }))).toBe(mirrored);
});

test('a digest is that of a reference as it is pulled; one that has a digest keeps it', () => {
  const [mine, yours] = ['a', 'b'].map((letter) => `sha256:${letter.repeat(64)}`);
  const scope = StageScope.of(stageApp('Api', { mirrors: { 'docker.io': 'm.example/hub' }, digests: { 'm.example/hub/library/python:3.13': mine, 'python:3.12': yours } }));
  expect(scope._pinned(BaseImage.of({ reference: 'python:3.13' }))).toBe(`m.example/hub/library/python:3.13@${mine}`);
  expect(scope._pinned(BaseImage.of({ reference: 'python:3.12' }))).toBe('m.example/hub/library/python:3.12');
  expect(scope._pinned(BaseImage.of({ reference: `r.example/python:3@${yours}` }))).toBe(`r.example/python:3@${yours}`);
});

test.each(['', 'https://m.example', '${Token[X.1]}'])('fails for the mirror %j', (mirror) => {
  expect(() => stageApp('Api', { mirrors: { 'gcr.io': mirror } })).toThrow(coded('BaseImageInvalid', /^Stack\/Api: .*mirror/));
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
