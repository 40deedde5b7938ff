import { describe, expect, test } from 'vitest';
import {
  BaseImage, Dockerfile, Files, Libc, SlimRuntimeStage, SlimRuntimeStageProps, SystemPackages, Virtualenv, VirtualenvBuilderStage,
  WheelBuilderStage, Wheelhouse,
} from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const app = () => scriptApp(pinned('idna'));
const built = (props: Partial<SlimRuntimeStageProps> = {}, inside = app()) =>
  new SlimRuntimeStage(inside, 'Runtime', { install: new VirtualenvBuilderStage(inside, 'Builder').virtualenv, ...props });
const lastCopy = (stage: SlimRuntimeStage) => readStages(stage).runtime.lines.find((line) => line.startsWith('COPY'));

describe('what a runtime is copied from', () => {
  test('an environment is copied as it is', () => {
    const stages = readStages(built());
    expect(stages['runtime-environment'].lines.slice(-3)).toEqual(['COPY --link --from=runtime-system /out/ /', 'COPY --link --from=builder /out/ /', 'WORKDIR /app']);
    expect(Object.keys(stages)).toEqual([
      'runtime-system', 'uv', 'builder-toolchain', 'builder', 'runtime-environment', 'runtime-check-environment', 'builder-application', 'runtime-check', 'runtime',
    ]);
  });

  test('wheels are installed first, on the base of the runtime and without a network', () => {
    const inside = testApp({ source: folderWith(FLAT) });
    const baseImage = BaseImage.pythonSlim('3.13', { suite: 'bookworm' });
    const { wheelhouse } = new WheelBuilderStage(inside, 'Wheels');
    const stages = readStages(new SlimRuntimeStage(inside, 'Runtime', { install: wheelhouse, baseImage }));
    expect([stages['wheels-toolchain'].from, stages['runtime-toolchain'].from].map((from) => from.replace(/.*slim-/, ''))).toEqual(['trixie', 'bookworm']);
    expect(stages['runtime-environment'].lines.at(-2)).toBe('COPY --link --from=runtime-install /out/ /');
    const parts = [['runtime-install', 'wheels'], ['runtime-application', 'wheels-application']];
    for (const [name, from] of parts) {
      expect(stages[name].runs[0].flags).toEqual(['--network=none', `--mount=type=bind,from=${from},source=/wheels,target=/wheels`]);
    }
    expect(stages['runtime-application'].runs[0].commands[1]).toContain(' --prefix /out/app/.venv ');
  });

  test('the application is checked before it is copied', () => {
    expect(lastCopy(built())).toBe('COPY --link --from=runtime-check /checked/ /');
  });

  test('unchecked, it is copied from where it was made', () => {
    const stage = built({ check: false });
    expect(lastCopy(stage)).toBe('COPY --link --from=builder-application /out/ /');
    expect(Object.keys(readStages(stage)).filter((name) => name.includes('check'))).toEqual([]);
    expect(lastCopy(built({ check: true }, scriptApp(pinned('idna'), { check: false })))).toContain('runtime-check');
  });

  test('another application takes the place of that of the builder', () => {
    const application = new Files({ source: BaseImage.of({ reference: 'mine:1' }), path: '/app/mine' });
    const stages = readStages(built({ application }));
    expect(stages['runtime-check'].lines).toEqual(expect.arrayContaining([
      'COPY --link --from=mine:1 /app/mine /app/mine', 'COPY --from=mine:1 /app/mine /checked/app/mine',
    ]));
    expect(Object.keys(stages)).not.toContain('builder-application');
    expect(lastCopy(built({ application, check: false }))).toBe('COPY --link --from=mine:1 /app/mine /app/mine');
  });

  test('published wheels need an application beside them', () => {
    const inside = app();
    const { application } = new VirtualenvBuilderStage(inside, 'Builder');
    const stages = readStages(new SlimRuntimeStage(inside, 'Runtime', { install: Wheelhouse.fromImage('wheels:1'), application }));
    expect(stages['runtime-install'].runs[0].flags).toContain('--mount=type=bind,from=wheels:1,source=/wheels,target=/wheels');
  });
});

describe('where the libraries are unpacked', () => {
  test.each([
    ['nothing compiles: where the build runs, for the platform of the image', '', [true, '--architecture amd64 libpq5']],
    ['a library is opened by its name: where the image runs', 'psycopg', [false, 'libpq5']],
    ['something compiles: where the image runs', 'psycopg2', [false, 'libpq5']],
  ])('%s', (_what, name, [onBuildPlatform, words]) => {
    const inside = scriptApp(pinned('idna', ...(name === '' ? [] : [name])));
    const systemPackages = name === '' ? { systemPackages: SystemPackages.apt({ runtimePackages: ['libpq5'] }) } : {};
    const { from, runs } = readStages(built(systemPackages, inside))['runtime-system'];
    expect([from.startsWith('--platform=$BUILDPLATFORM '), runs[0].commands[0]]).toEqual([onBuildPlatform, `sh /tools/unpack-packages --root /out ${words}`]);
  });
});

describe('fails', () => {
  const render = (stage: SlimRuntimeStage) => () => Dockerfile.fromTarget(stage);
  const mismatch = (text: string) => coded('ArtifactMismatch', new RegExp(`^Stack/Api/Runtime\\w*: ${text}`));

  test('for an environment of another Python', () => {
    expect(render(built({ baseImage: BaseImage.pythonSlim('3.12') })))
      .toThrow(mismatch('/app/\\.venv does not work here: it was made with another Python\n +found: +Python cpython 3\\.12 [^]*expected: +Python cpython 3\\.13 '));
  });

  test('for an environment whose Python is at another place', () => {
    const python = { implementation: 'cpython', version: '3.13', path: '/usr/bin/python3.13' };
    expect(render(built({ baseImage: BaseImage.of({ reference: 'mine:1', python }) }))).toThrow(mismatch('/app/\\.venv [^]*at /usr/bin/python3\\.13'));
  });

  test('for an environment of another libc', () => {
    const python = { implementation: 'cpython', version: '3.13', path: '/usr/local/bin/python3.13' };
    expect(render(built({ baseImage: BaseImage.of({ reference: 'python:3.13-alpine', python, libc: Libc.MUSL, distribution: 'alpine' }) })))
      .toThrow(mismatch('/app/\\.venv does not work here: it was made with another libc\n +found: +libc musl'));
  });

  test('for what is neither an environment nor wheels', () => {
    const source = BaseImage.of({ reference: 'mine:1' });
    expect(() => built({ install: new Files({ source, path: '/app/.venv' }) })).toThrow(mismatch('a runtime installs [^]*Files at /app/\\.venv'));
  });

  test('when nothing says where the app comes from', () => {
    const source = BaseImage.pythonSlim('3.13');
    for (const install of [Wheelhouse.fromImage('wheels:1'), new Virtualenv({ source, path: '/app/.venv' })]) {
      expect(() => built({ install })).toThrow(mismatch('nothing says where the app itself comes from[^]*builder\\.application'));
    }
  });
});
