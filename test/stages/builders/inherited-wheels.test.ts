import { describe, expect, test } from 'vitest';
import { BaseImage, Dependencies, PythonApp, WheelBuilderStage, WheelBuilderStageProps, Wheelhouse } from '../../../src';
import { testStack } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { readStages } from '../../support/read-stages';
import { pinned } from '../../support/script-app';

const FROM_SERVICE = '--mount=type=bind,from=service-wheels,source=/wheels,target=/inherited/1';

/** The wheels of one app, and of a second that inherits them. */
function inheriting(first: string, second: string, props: WheelBuilderStageProps = {}, firstProps: WheelBuilderStageProps = {}): WheelBuilderStage {
  const stack = testStack();
  const app = (id: string, requirements: string) =>
    new PythonApp(stack, id, { source: folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': requirements }) });
  const { wheelhouse } = new WheelBuilderStage(app('Service', first), 'Wheels', firstProps);
  return new WheelBuilderStage(app('Api', second), 'Wheels', { inheritedWheels: [wheelhouse], ...props });
}

describe('the stages of another app', () => {
  test('that compiled all that would be compiled here leave nothing to compile: no compiler, on the platform that builds', () => {
    const stages = readStages(inheriting(pinned('psycopg2', 'idna'), pinned('psycopg2', 'h11')));
    expect(stages['service-wheels-toolchain'].lines.join()).toContain('libpq-dev');
    expect(stages['wheels-toolchain'].from).toBe('--platform=$BUILDPLATFORM public.ecr.aws/docker/library/python:3.13-slim-trixie');
    expect(stages['wheels-toolchain'].lines.join()).not.toContain('apt-get');
    expect(stages.wheels.runs[1].flags).toContain(FROM_SERVICE);
    expect(stages.wheels.runs[1].commands).toEqual(['/usr/local/bin/python3.13 /tools/make-wheels --platform manylinux_2_41_x86_64 --inherit /inherited/1 '
      + '--compiled psycopg2 --no-deps --require-hashes --wheel-dir /wheels --requirement requirements.txt']);
    expect(stages['service-wheels'].runs[1].flags).toContain('--mount=type=bind,source=apps/service/files/requirements.txt,target=/src/requirements.txt');
  });

  test('that compiled another version, or something else, leave the compiler here', () => {
    for (const second of [pinned('psycopg2').replace('99.0', '98.0'), pinned('mysqlclient', 'psycopg2')]) {
      const stages = readStages(inheriting(pinned('psycopg2'), second));
      expect(stages['wheels-toolchain'].from).toBe('public.ecr.aws/docker/library/python:3.13-slim-trixie');
      expect(stages['wheels-toolchain'].lines.join()).toContain('apt-get');
    }
  });

  test('may have inherited themselves', () => {
    const service = inheriting(pinned('psycopg2'), pinned('psycopg2'));
    const source = folderWith({ 'main.py': 'print(1)\n', 'requirements.txt': pinned('psycopg2') });
    const third = new WheelBuilderStage(new PythonApp(testStack(), 'Third', { source }), 'Wheels', { inheritedWheels: [service.wheelhouse] });
    expect(readStages(third)['wheels-toolchain'].lines.join()).not.toContain('apt-get');
  });
});

describe('an image of a registry', () => {
  const stages = () => readStages(inheriting(pinned('idna'), pinned('psycopg2'), {
    inheritedWheels: [
      Wheelhouse.fromImage('registry.example/wheels:2026-11'), Wheelhouse.fromImage('registry.example/more:1', '/opt/wheels'),
    ],
  }));

  test('is a stage for the platform of the image, in which nothing runs', () => {
    expect(stages()['wheels-inherited1']).toEqual({ from: 'registry.example/wheels:2026-11', lines: [], runs: [] });
    expect(stages().wheels.runs[1].flags).toEqual(expect.arrayContaining([
      '--mount=type=bind,from=wheels-inherited1,source=/wheels,target=/inherited/1',
      '--mount=type=bind,from=wheels-inherited2,source=/opt/wheels,target=/inherited/2',
    ]));
  });

  test('leaves the compiler there, since nobody knows what it holds', () => {
    expect(stages()['wheels-toolchain'].lines.join()).toContain('libpq-dev');
  });
});

describe('fails', () => {
  test('without a lock, which says what is taken', () => {
    expect(() => inheriting(pinned('idna'), 'idna\n')).toThrow(coded('WheelsUnlocked', /^Stack\/Api\/Wheels: [^]*first: mv requirements\.txt requirements\.in && uv pip compile/));
  });

  test('for wheels that were made on another Python or release of the distribution', () => {
    for (const baseImage of [BaseImage.pythonSlim('3.12'), BaseImage.pythonSlim('3.13', { suite: 'bookworm' })]) {
      expect(() => inheriting(pinned('psycopg2'), pinned('psycopg2'), {}, { baseImage }))
        .toThrow(coded('ArtifactMismatch', /^Stack\/Api\/Wheels: [^]*Python 3\.1[23] on debian \w+ with glibc in Stack\/Service\/Wheels/));
    }
  });

  test('not for nothing to install', () => {
    expect(readStages(inheriting(pinned('idna'), pinned('idna'), { dependencies: Dependencies.none() })).wheels.runs).toEqual([
      { flags: [], commands: ['mkdir -p /wheels'] },
    ]);
  });
});
