import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { AlpineRuntimeStage, BaseImage, PythonApp, SystemPackages, VirtualenvBuilderStage, VirtualenvBuilderStageProps, WheelBuilderStage } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const ALPINE = BaseImage.pythonAlpine('3.13');
const MUSL = 'public.ecr.aws/docker/library/python:3.13-alpine3.22';

function onAlpine(app: PythonApp, props: VirtualenvBuilderStageProps = {}) {
  const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder', { baseImage: ALPINE, ...props });
  return readStages(new AlpineRuntimeStage(app, 'Runtime', { install: virtualenv }));
}

const warnings = (app: PythonApp) => Annotations.fromStack(Stack.of(app)).findWarning('*', Match.anyValue())
  .map(({ entry }) => entry.data as string).filter((text) => text.includes('compiles-on-musl'));

test('every stage is on the same base, uv included', () => {
  const stages = onAlpine(scriptApp(pinned('idna')));
  expect([...new Set(Object.values(stages).map(({ from }) => from.replace('--platform=$BUILDPLATFORM ', '')))].filter((from) => from.includes('/'))).toEqual([MUSL]);
  expect(stages['musl-uv'].runs[0].commands).toEqual(['pip install --root-user-action=ignore --require-hashes --requirement /tools/uv-0.13.8.txt']);
});

test('wheels are chosen for musl', () => {
  expect(onAlpine(scriptApp(pinned('idna'))).builder.runs[0].commands[1]).toContain(' --python-platform x86_64-unknown-linux-musl ');
});

describe('system packages', () => {
  test('what compiles and what runs is installed by apk, each in its stage', () => {
    const stages = onAlpine(scriptApp(pinned('psycopg2')));
    expect(stages['builder-toolchain'].runs.map(({ commands }) => commands)).toEqual([['apk add --no-cache gcc libpq-dev musl-dev']]);
    expect(stages['runtime-environment'].runs.map(({ commands }) => commands)).toEqual([['apk add --no-cache libpq']]);
  });

  test('their versions are pinned apart', () => {
    const systemPackages = SystemPackages.apk({
      buildPackages: ['gcc', 'libpq-dev'], runtimePackages: ['libpq'], versions: { 'libpq-dev': '17.6-r0', 'libpq': '~17' },
    });
    const stages = onAlpine(scriptApp(pinned('psycopg2')), { systemPackages });
    expect(stages['builder-toolchain'].runs[0].commands).toEqual(['apk add --no-cache gcc libpq-dev=17.6-r0']);
    expect(stages['runtime-environment'].runs[0].commands).toEqual(["apk add --no-cache 'libpq~17'"]);
  });

  test('what nobody knows compiles with build-base', () => {
    expect(onAlpine(scriptApp('--no-binary idna\nidna==3.10\n'))['builder-toolchain'].runs[0].commands).toEqual(['apk add --no-cache build-base']);
  });
});

describe('the warning that something compiles', () => {
  test('lists the packages', () => {
    const app = scriptApp(pinned('idna', 'psycopg2', 'lxml').replace('idna', '--no-binary lxml\nidna'));
    onAlpine(app);
    void app.image;
    expect(warnings(app)).toHaveLength(1);
    expect(warnings(app)[0]).toMatch(/lxml 99\.0: the requirements say --no-binary; psycopg2 99\.0 has no wheel at all\. [^]*SlimRuntimeStage/);
  });

  test('is not there when all have wheels, nor on Debian', () => {
    const app = scriptApp(pinned('idna'));
    onAlpine(app);
    const debian = scriptApp(pinned('psycopg2'));
    void [app.image, debian.image];
    expect([warnings(app), warnings(debian)]).toEqual([[], []]);
  });
});

describe('fails', () => {
  test('for the environment of a builder on glibc', () => {
    const app = scriptApp(pinned('idna'));
    const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder');
    expect(() => readStages(new AlpineRuntimeStage(app, 'Runtime', { install: virtualenv })))
      .toThrow(coded('ArtifactMismatch', /another libc[^]*musl in Stack\/Api\/Runtime\n[^]*glibc, as in Stack\/Api\/Builder/));
  });

  test('for wheels of a builder on glibc; those of pure Python fit', () => {
    const [native, pure] = [scriptApp(pinned('orjson')), testApp({ source: folderWith(FLAT) })];
    const target = (app: PythonApp) => new AlpineRuntimeStage(app, 'Runtime', { install: new WheelBuilderStage(app, 'Wheels').wheelhouse });
    expect(() => readStages(target(native))).toThrow(coded('ArtifactMismatch', /\/wheels [^]*libc musl[^]*glibc, as in Stack\/Api\/Wheels/));
    expect(readStages(target(pure))['runtime-install'].runs).toHaveLength(1);
  });

  test('for packages of apt', () => {
    expect(() => onAlpine(scriptApp(pinned('idna')), { systemPackages: SystemPackages.apt({ runtimePackages: ['libpq5'] }) }))
      .toThrow(coded('SystemPackageInvalid', /apt cannot be installed on alpine/));
  });
});
