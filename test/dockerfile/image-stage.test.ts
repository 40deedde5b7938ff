import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { BaseImage, Dockerfile, Files, ImagePlatform, ImageStage, Instruction, Mount, StageScope } from '../../src/dockerfile';
import { coded } from '../support/coded';
import { stageApp, stageLines, TestStage } from '../support/stages';

describe('a stage', () => {
  test('takes name, platform and facts from where it is', () => {
    const app = stageApp('Api', { platform: ImagePlatform.LINUX_ARM64 });
    const base = BaseImage.pythonSlim('3.12');
    const runtime = new TestStage(app, 'Runtime', { parent: base });
    const check = new TestStage(runtime, 'Check', { parent: runtime });
    expect(check).toMatchObject({ stageName: 'runtime-check', platform: ImagePlatform.LINUX_ARM64, parent: runtime, rootImage: base, onBuildPlatform: false });
  });

  test('is known as one', () => {
    const stage = new TestStage(stageApp(), 'A');
    expect([stage, Object.create(stage), new Construct(stage, 'B'), BaseImage.scratch(), undefined, null, 'x'].map((x: unknown) => ImageStage.isImageStage(x)))
      .toEqual([true, true, false, false, false, false, false]);
  });

  test('writes its own instructions, the additions in the order of the calls, and its closing', () => {
    const app = stageApp();
    const stage = new TestStage(app, 'A', { instructions: () => [Instruction.workdir('/app')], closing: () => [Instruction.cmd(['x'])] });
    stage.addArg('VERSION', '1');
    stage.addRun(['echo', '$HOME'], { mounts: [Mount.cache({ target: '/c' })] });
    stage.addShell('echo $VERSION');
    stage.addCopy({ sources: ['a.txt'], target: '/app/' });
    stage.addCopyArtifact(new Files({ source: new TestStage(app, 'B'), path: '/b' }), { chown: '1000' });
    stage.addEnv('A', '$x');
    stage.addLabel('b', '');
    stage.addExpose(53, 'udp');
    stage.addUser('1000:1000');
    stage.addWorkdir('/tmp');
    stage.addInstruction(Instruction.comment('hi'));
    stage.addRaw('ONBUILD RUN true\n');
    expect(Dockerfile.fromTarget(stage).render().split('\n').slice(5)).toEqual([
      'WORKDIR /app',
      'ARG VERSION=1',
      'RUN --mount=type=cache,target=/c \\',
      "    echo '$HOME'",
      'RUN echo $VERSION',
      'COPY files/a.txt /app/',
      'COPY --link --chown=1000 --from=b /b /b',
      "ENV A='$x'",
      'LABEL b=""',
      'EXPOSE 53/udp',
      'USER 1000:1000',
      'WORKDIR /tmp',
      '# hi',
      'ONBUILD RUN true',
      'CMD ["x"]',
      '',
    ]);
    expect(stage.additions).toHaveLength(12);
    stage.additions.pop();
    expect(stage.additions).toHaveLength(12);
  });

  test('has no closing unless it says so', () => {
    expect(stageLines({ instructions: () => [Instruction.user('1')] })).toEqual(['USER 1']);
  });
});

describe('the platform that a stage runs on', () => {
  test('is that of the builder if asked for, and of the parent stage', () => {
    const app = stageApp();
    const builder = new TestStage(app, 'Builder', { onBuildPlatform: true });
    const more = new TestStage(app, 'More', { parent: builder });
    expect([builder.onBuildPlatform, more.onBuildPlatform]).toEqual([true, true]);
    expect(Dockerfile.fromTarget(more).render().match(/^FROM.*/gm)).toEqual([
      'FROM --platform=$BUILDPLATFORM public.ecr.aws/docker/library/python:3.13-slim-trixie AS builder',
      'FROM builder AS more',
    ]);
  });

  test.each([true, false])('fails when it is not that of the parent stage: %s', (onBuildPlatform) => {
    const app = stageApp();
    const parent = new TestStage(app, 'Builder', { onBuildPlatform: !onBuildPlatform });
    expect(() => new TestStage(app, 'More', { parent, onBuildPlatform }))
      .toThrow(coded('InstructionInvalid', /^Stack\/Api\/More: a stage on another stage/));
  });
});

describe('after the image is made', () => {
  const additions: [string, (stage: ImageStage) => void][] = [
    ['addRun', (stage) => stage.addRun(['x'])],
    ['addShell', (stage) => stage.addShell('x')],
    ['addCopy', (stage) => stage.addCopy({ sources: ['a'], target: '/' })],
    ['addCopyArtifact', (stage) => stage.addCopyArtifact(new Files({ source: BaseImage.of({ reference: 'a:1' }), path: '/b' }))],
    ['addEnv', (stage) => stage.addEnv('A', '1')],
    ['addLabel', (stage) => stage.addLabel('A', '1')],
    ['addArg', (stage) => stage.addArg('A')],
    ['addExpose', (stage) => stage.addExpose(80)],
    ['addUser', (stage) => stage.addUser('1')],
    ['addWorkdir', (stage) => stage.addWorkdir('/')],
    ['addInstruction', (stage) => stage.addInstruction(Instruction.user('1'))],
    ['addRaw', (stage) => stage.addRaw('RUN true')],
  ];

  test.each(additions)('fails for %s, naming both constructs', (_, add) => {
    const stage = new TestStage(stageApp(), 'Runtime');
    add(stage);
    StageScope.of(stage).freeze('Stack/Api/Image');
    expect(() => add(stage)).toThrow(coded('AppFrozen', /^Stack\/Api\/Runtime: the stage was already rendered by Stack\/Api\/Image/));
    expect(stage.additions).toHaveLength(1);
  });

  test('every addition is among those tried', () => {
    const adders = Object.getOwnPropertyNames(ImageStage.prototype).filter((name) => /^add[A-Z]/.test(name));
    expect(additions.map(([name]) => name).sort()).toEqual(adders.sort());
  });
});

test('fails with the path of the construct for a wrong addition and for a wrong instruction of its own', () => {
  const app = stageApp();
  const stage = new TestStage(app, 'Runtime', { instructions: () => [Instruction.env({ A: 'a\nb' })] });
  expect(() => stage.addEnv('A', 'a\nb')).toThrow(coded('Unquotable', /^Stack\/Api\/Runtime: the value of ENV A/));
  expect(() => Dockerfile.fromTarget(new TestStage(app, 'B', { parent: stage }))).toThrow(coded('Unquotable', /^Stack\/Api\/Runtime: the value of ENV A/));
});
