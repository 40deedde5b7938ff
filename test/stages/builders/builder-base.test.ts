import { describe, expect, test } from 'vitest';
import {
  AllPythonsOptions, BaseImage, BuilderBase, Dockerfile, ImagePlatform, PythonApp, PythonVersion, SlimRuntimeStage,
  VirtualenvBuilderStage, WheelBuilderStage,
} from '../../../src';
import { coded } from '../../support/coded';
import { readStage, readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';
import { TestStage } from '../../support/stages';

const V3_11 = PythonVersion.V3_11;
const appOf = (python: PythonVersion, requirements = pinned('idna')) => scriptApp(requirements, { python });
const on = (app: PythonApp, base: BuilderBase) => new VirtualenvBuilderStage(app, 'Builder', { baseImage: base });

describe('all Pythons', () => {
  test('are the official full images on each other, the newest last', () => {
    const { from, lines } = readStage(BuilderBase.allPythons(appOf(V3_11), 'Base'));
    expect(from).toBe('public.ecr.aws/docker/library/python:3.10-trixie');
    expect(lines).toEqual(['3.11', '3.12', '3.13', '3.14'].map((minor) =>
      `COPY --link --from=public.ecr.aws/docker/library/python:${minor}-trixie /usr/local /usr/local`));
  });

  test('are the same stage for whichever of them is used, in whatever order they are named', () => {
    const text = (python: PythonVersion, pythons: PythonVersion[]) => Dockerfile.fromTarget(BuilderBase.allPythons(appOf(python), 'Base', { pythons })).render();
    expect(text(V3_11, [PythonVersion.V3_13, V3_11])).toBe(text(PythonVersion.V3_13, [V3_11, PythonVersion.V3_13, V3_11]));
  });

  test.each([V3_11, PythonVersion.V3_10])('a builder uses that of the app, and tools that are called by their bare names do, too: %j', (python) => {
    const app = appOf(python);
    const stages = readStages(on(app, BuilderBase.allPythons(app, 'Base')));
    expect(stages['builder-toolchain'].from).toBe('base');
    expect(stages['builder-toolchain'].lines.slice(-3, -1)).toEqual([
      `RUN /usr/local/bin/python${python.minor} -m venv /opt/python`, 'ENV PATH=/opt/python/bin:$PATH',
    ]);
    expect(stages.builder.runs[0].commands[0]).toBe(`/usr/local/bin/python${python.minor} -m venv --without-pip /app/.venv`);
    expect(stages.builder.runs[0].flags[0]).toBe(`--mount=type=cache,id=uv-debian-trixie-full-${python.minor},target=/root/.cache/uv`);
  });

  test('the environment runs in the slim image of its Python, and nothing runs where the base does not', () => {
    const app = appOf(V3_11);
    const { virtualenv: install } = on(app, BuilderBase.allPythons(app, 'Base', { suite: 'bookworm' }));
    expect(install.python).toEqual({ implementation: 'cpython', version: '3.11', path: '/usr/local/bin/python3.11' });
    const stages = readStages(new SlimRuntimeStage(app, 'Runtime', { install }));
    expect(stages['runtime-environment'].from).toBe('public.ecr.aws/docker/library/python:3.11-slim-trixie');
    expect(Object.values(stages).filter(({ from }) => from.includes('BUILDPLATFORM'))).toEqual([]);
    expect(stages.base.from).toMatch(/:3\.10-bookworm$/);
  });

  test('another Python than that of the app is used, if the base is told', () => {
    const app = appOf(PythonVersion.V3_13);
    expect(BuilderBase.allPythons(app, 'Base', { python: V3_11 }).python?.version).toBe('3.11');
  });

  test('wheels are made on them', () => {
    const app = appOf(V3_11);
    const wheels = new WheelBuilderStage(app, 'Wheels', { baseImage: BuilderBase.allPythons(app, 'Base') });
    expect(readStage(wheels, 'wheels-toolchain').lines).toContain('ENV PATH=/opt/python/bin:$PATH');
  });
});

describe('Ubuntu', () => {
  test('has the Python of its archive, in the release that has that of the app', () => {
    const { from, runs } = readStage(BuilderBase.ubuntu(appOf(PythonVersion.V3_12), 'Base'));
    expect(from).toBe('public.ecr.aws/docker/library/ubuntu:24.04');
    expect(runs[0].commands.at(-1)).toBe(
      'apt-get install --yes --no-install-recommends build-essential ca-certificates git pkg-config python3.12 python3.12-dev python3.12-venv');
  });

  test('makes environments for an Ubuntu with that Python', () => {
    const app = appOf(PythonVersion.V3_12);
    const { virtualenv: install } = on(app, BuilderBase.ubuntu(app, 'Base'));
    const python = { implementation: 'cpython', version: '3.12', path: '/usr/bin/python3.12' };
    const baseImage = BaseImage.of({ reference: 'registry.example.com/python:24.04', python, distribution: 'ubuntu', suite: 'noble' });
    expect(readStages(new SlimRuntimeStage(app, 'Runtime', { install, baseImage }))['runtime-environment'].lines.slice(-2)).toEqual(['COPY --link --from=builder /out/ /', 'WORKDIR /app']);
    const debian = new SlimRuntimeStage(app, 'Debian', { install });
    expect(() => Dockerfile.fromTarget(debian)).toThrow(coded('ArtifactMismatch', /at \/usr\/local\/bin\/python3\.12[^]*at \/usr\/bin\/python3\.12/));
  });
});

describe('any stage', () => {
  test('can be what builders start from, with the Python that it says', () => {
    const app = appOf(PythonVersion.V3_13);
    const python = { implementation: 'cpython', version: '3.13', path: '/opt/py/bin/python3.13' };
    const base = new TestStage(app, 'Base', { parent: BaseImage.of({ reference: 'debian:trixie-slim' }), python });
    expect(new TestStage(app, 'Above', { parent: base }).python).toEqual(python);
    expect(new VirtualenvBuilderStage(app, 'Builder', { baseImage: base }).virtualenv.python).toEqual(python);
  });

  test('says by where it runs whether something is chosen for another platform', () => {
    const app = scriptApp(pinned('idna'), { platform: ImagePlatform.LINUX_ARM64 });
    const base = new TestStage(app, 'Base', { onBuildPlatform: true });
    const builder = new VirtualenvBuilderStage(app, 'Builder', { baseImage: base });
    expect([builder.onBuildPlatform, readStage(builder).runs[0].commands[1]]).toEqual([true, expect.stringContaining('--python-platform aarch64-manylinux_2_40')]);
  });
});

describe('fails', () => {
  test.each<[string, AllPythonsOptions, RegExp]>([
    ['the app', { pythons: [PythonVersion.V3_13] }, /has no Python 3\.11, which is used\n +found: +pythons: 3\.13[^]*pythons: \[PythonVersion\.of\('3\.11'\), PythonVersion\.of\('3\.13'\)\]/],
    ['the builders', { pythons: [V3_11], python: PythonVersion.V3_13 }, /has no Python 3\.13/],
    ['anyone', { pythons: [] }, /pythons: none/],
  ])('for a base without the Python of %s', (_what, options, message) => {
    expect(() => BuilderBase.allPythons(appOf(V3_11), 'Base', options)).toThrow(coded('BaseImageInvalid', message));
  });

  test('for a Python that no Ubuntu has', () => {
    expect(() => BuilderBase.ubuntu(appOf(V3_11), 'Base')).toThrow(coded('BaseImageInvalid', /^Stack\/Api\/Base: [^]*Python 3\.11[^]*24\.04 \(noble\): 3\.12/));
  });
});
