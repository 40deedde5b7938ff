import { describe, expect, test } from 'vitest';
import { BaseImage, DistrolessRuntimeStage, ImagePlatform, PythonApp, PythonAppProps, SystemPackages, VirtualenvBuilderStage, WheelBuilderStage } from '../../../src';
import { coded } from '../../support/coded';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

function distroless(app: PythonApp) {
  const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder', { baseImage: BaseImage.debian() });
  return readStages(new DistrolessRuntimeStage(app, 'Runtime', { install: virtualenv }));
}

const scripted = (name: string, props: Partial<PythonAppProps> = {}) => distroless(scriptApp(pinned(name), props));

describe('a distroless runtime', () => {
  test('has its packages from a builder where apt installs the same Python', () => {
    const stages = scripted('idna');
    expect(stages['builder-toolchain'].from).toBe('--platform=$BUILDPLATFORM public.ecr.aws/docker/library/debian:trixie-slim');
    expect(stages['builder-toolchain'].runs[0].commands.at(-1)).toBe('apt-get install --yes --no-install-recommends python3.13');
    expect(stages.builder.runs[0].commands[0]).toBe('/usr/bin/python3.13 -m venv --without-pip /app/.venv');
    expect(stages['runtime-environment'].from).toBe('gcr.io/distroless/python3-debian13:nonroot');
  });

  test('compiles with the headers of that Python', () => {
    expect(scripted('psycopg2')['builder-toolchain'].runs[0].commands.at(-1))
      .toBe('apt-get install --yes --no-install-recommends python3.13 gcc libc6-dev python3.13-dev libpq-dev');
  });

  test('runs nothing that needs a shell, as the user that its base has', () => {
    const stages = scripted('idna');
    const inImage = ['runtime-environment', 'runtime-check', 'runtime'].flatMap((name) => stages[name].lines);
    expect(inImage.filter((line) => /^RUN /.test(line) && !/ \["[^\]]+"\]$/.test(line))).toEqual([]);
    expect(inImage.filter((line) => /^USER /.test(line))).toEqual(['USER 65532:65532', 'USER 65532:65532']);
    expect(stages).not.toHaveProperty('runtime-system');
  });

  test('writes another user into its list', () => {
    expect(scripted('idna', { user: '7:8' })['runtime-system'].runs[0]).toEqual({
      flags: ['--mount=type=bind,from=gcr.io/distroless/python3-debian13:nonroot,source=/etc,target=/base/etc'],
      commands: [
        'mkdir -p /out/etc', 'cp /base/etc/passwd /base/etc/group /out/etc/',
        "echo 'app:x:7:8::/tmp:/usr/sbin/nologin' >> /out/etc/passwd", "echo 'app:x:8:' >> /out/etc/group", expect.stringMatching(/^find \/out /),
      ],
    });
  });

  test('installs wheels in the image that stands in for its base', () => {
    const app = scriptApp(pinned('idna'));
    const stages = readStages(new DistrolessRuntimeStage(app, 'Runtime', { install: new WheelBuilderStage(app, 'Wheels').wheelhouse }));
    expect(stages['runtime-toolchain'].from).toContain('debian:trixie-slim');
    expect(stages['runtime-install'].runs[0].commands[0]).toMatch(/^\/usr\/bin\/python3\.13 -m venv /);
  });

  test('unpacks libraries beside it, for its platform', () => {
    const stages = scripted('idna', { platform: ImagePlatform.LINUX_ARM64, systemPackages: SystemPackages.apt({ runtimePackages: ['libpq5'] }) });
    expect(stages['runtime-system'].from).toContain('debian:trixie-slim');
    expect(stages['runtime-system'].runs[0].commands).toEqual(['sh /tools/unpack-packages --root /out --architecture arm64 libpq5', expect.stringMatching(/^find /)]);
    expect(stages['runtime-system'].runs[0].flags[0]).toMatch(/id=apt-debian-trixie-arm64,/);
  });
});

describe('fails', () => {
  test('for an environment of the official image: its Python is elsewhere', () => {
    const app = scriptApp(pinned('idna'));
    const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder');
    expect(() => readStages(new DistrolessRuntimeStage(app, 'Runtime', { install: virtualenv })))
      .toThrow(coded('ArtifactMismatch', /at \/usr\/bin\/python3\.13 in Stack\/Api\/Runtime\n[^]*at \/usr\/local\/bin\/python3\.13, as in Stack\/Api\/Builder/));
  });

  test('for a base image without a shell of which nothing stands in', () => {
    const app = scriptApp(pinned('idna'));
    const python = { implementation: 'cpython', version: '3.13', path: '/usr/bin/python3.13' };
    const baseImage = BaseImage.of({ reference: 'mine:1', python, hasShell: false });
    const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder', { baseImage: BaseImage.debian() });
    expect(() => new DistrolessRuntimeStage(app, 'Runtime', { install: virtualenv, baseImage })).toThrow(coded('ShellMissing', /mine:1/));
  });

  test('for a suite of which no Python is known', () => {
    expect(() => BaseImage.pythonDistroless('sid')).toThrow(coded('BaseImageInvalid', /"sid"[^]*trixie, bookworm/));
  });
});
