import { expect, test } from 'vitest';
import { Dependencies, PythonVersion, SlimRuntimeStage, VirtualenvBuilderStage } from '../../../src';
import { UvStage } from '../../../src/stages/builders/uv-stage';
import { coded } from '../../support/coded';
import { readStage, readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';
import { stageApp, TestStage } from '../../support/stages';

const names = (stages: object) => Object.keys(stages).filter((name) => name.endsWith('uv'));

test('all stages of an app that run at one place share it', () => {
  const app = scriptApp(pinned('idna'));
  const stages = [1, 2].map((n) => new TestStage(app, `Stage${n}`, { onBuildPlatform: true }));
  const [first, second] = stages.map((stage) => UvStage.for(stage));
  expect(second).toBe(first);
  expect(first).toMatchObject({ stageName: 'uv', onBuildPlatform: true, version: '0.13.8' });
});

test('what runs at the other place has another one, which is shared, too', () => {
  const app = scriptApp(pinned('idna'));
  const stages = [true, false, false, true].map((onBuildPlatform, n) => new TestStage(app, `Stage${n}`, { onBuildPlatform }));
  expect(stages.map((stage) => UvStage.for(stage)).map(({ stageName, onBuildPlatform }) => [stageName, onBuildPlatform]))
    .toEqual([['uv', true], ['other-uv', false], ['other-uv', false], ['uv', true]]);
});

test('a runtime reaches the one of its builder', () => {
  const app = scriptApp(pinned('idna'), {}, { 'compiled.txt': pinned('psycopg2') });
  const fetched = new VirtualenvBuilderStage(app, 'Fetched');
  const compiled = new VirtualenvBuilderStage(app, 'Compiled', { dependencies: Dependencies.fromRequirements({ file: 'compiled.txt' }) });
  const [one, other] = [fetched, compiled].map(({ virtualenv }, n) => readStages(new SlimRuntimeStage(app, `Runtime${n}`, { install: virtualenv })));
  expect([names(one), names(other)]).toEqual([['uv'], ['other-uv']]);
  expect(one.uv.from).toBe('--platform=$BUILDPLATFORM public.ecr.aws/docker/library/python:3.13-slim-trixie');
  expect(other['other-uv'].from).toBe('public.ecr.aws/docker/library/python:3.13-slim-trixie');
});

test('two apps share nothing', () => {
  const [first, second] = [1, 2].map(() => UvStage.for(new TestStage(scriptApp(pinned('idna')), 'Stage')));
  expect(second).not.toBe(first);
});

test('its version is the one that was asked for, on the Python of the app', () => {
  const app = scriptApp(pinned('idna'), { uvVersion: '0.12.0', python: PythonVersion.V3_12 });
  const uv = UvStage.for(new TestStage(app, 'Stage'));
  expect(uv.version).toBe('0.12.0');
  expect(readStage(uv)).toMatchObject({
    from: 'public.ecr.aws/docker/library/python:3.12-slim-trixie',
    runs: [{
      flags: ['--mount=type=cache,id=pip-debian-trixie-3.12,target=/root/.cache/pip'],
      commands: ['pip install --root-user-action=ignore uv==0.12.0'],
    }],
  });
});

test('only its program is handed on', () => {
  const { executable } = UvStage.for(new TestStage(scriptApp(pinned('idna')), 'Stage'));
  expect([executable.root, executable.path]).toEqual(['/usr/local/bin/uv', '/usr/local/bin/uv']);
});

test('fails without an app that says its version', () => {
  expect(() => UvStage.for(new TestStage(stageApp(), 'Stage'))).toThrow(coded('StageOutsideApp', /needs an app above it/));
});
