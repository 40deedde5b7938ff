import { describe, expect, test } from 'vitest';
import {
  BaseImage, BuilderBase, ImagePlatform, PrefixBuilderStage, PythonApp, PythonAppProps, PythonVersion, ScratchRuntimeStage, ScratchRuntimeStageProps,
  SystemPackages, VirtualenvBuilderStage, WheelBuilderStage,
} from '../../../src';
import { coded } from '../../support/coded';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const SLIM = 'public.ecr.aws/docker/library/python:3.13-slim-trixie';
const ALPINE = BaseImage.pythonAlpine('3.13');

function onScratch(app: PythonApp, props: Partial<ScratchRuntimeStageProps> = {}, baseImage?: BaseImage) {
  const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder', { baseImage });
  return readStages(new ScratchRuntimeStage(app, 'Runtime', { install: virtualenv, baseImage, ...props }));
}

const scripted = (requirements: string, props: Partial<PythonAppProps> = {}, more: Partial<ScratchRuntimeStageProps> = {}) =>
  onScratch(scriptApp(requirements, props), more);

describe('a runtime in the empty image', () => {
  test('starts from nothing, and has Python, the libraries of packages, the packages and the app as layers of their own', () => {
    const stages = scripted(pinned('orjson'));
    expect(stages['runtime-environment'].from).toBe('scratch');
    expect(stages['runtime-environment'].lines.filter((line) => /^(COPY|RUN)/.test(line))).toEqual([
      'COPY --link --from=runtime-python /out/ /',
      'COPY --link --from=runtime-system /out/ /',
      'COPY --link --from=runtime-libraries /out/ /',
      'COPY --link --from=builder /out/ /',
    ]);
    expect(stages.runtime.lines.filter((line) => /^(COPY|RUN)/.test(line))).toEqual(['COPY --link --from=runtime-check /checked/ /']);
  });

  test('runs nothing that needs a shell', () => {
    const stages = scripted(pinned('orjson'));
    const inImage = ['runtime-environment', 'runtime-check', 'runtime'].flatMap((name) => stages[name].lines);
    expect(inImage.filter((line) => /^RUN /.test(line) && !/ \["[^\]]+"\]$/.test(line))).toEqual([]);
  });

  test('gathers the files of its platform where the build runs, and once more those of the platform that builds for the check', () => {
    const stages = scripted(pinned('orjson'), { platform: ImagePlatform.LINUX_ARM64 });
    expect(stages['runtime-python'].from).toBe(`--platform=$BUILDPLATFORM ${SLIM}`);
    expect(stages['runtime-python'].runs[0].flags.at(-1)).toBe(`--mount=type=bind,from=${SLIM},source=/,target=/image`);
    expect(stages['runtime-python'].runs[0].commands[0]).toContain('collect-python --root /image --into /out /usr/local/bin/python3.13');
    expect(stages['runtime-check-python'].runs[0].flags.at(-1)).toBe('--mount=type=bind,from=runtime-check-source,source=/,target=/image');
    expect(stages['runtime-check-source']).toEqual({ from: `--platform=$BUILDPLATFORM ${SLIM}`, lines: [], runs: [] });
    expect(stages['runtime-check-environment'].from).toBe('--platform=$BUILDPLATFORM scratch');
    expect(stages['runtime-installed'].from).toBe(SLIM);
  });

  test('gathers where the image is when something compiles', () => {
    const stages = scripted(pinned('psycopg2'));
    expect(stages['runtime-python'].from).toBe(SLIM);
    expect(stages['runtime-python'].runs[0].commands[0]).toContain('collect-python --into /out /usr/local/bin/python3.13');
    expect(stages['runtime-libraries'].runs[0].flags).toContain('--mount=type=bind,from=runtime-system,source=/out,target=/system');
    expect(Object.keys(stages)).not.toContain('runtime-check-python');
  });

  test('looks for no libraries of packages that have no compiled file', () => {
    expect(Object.keys(scripted(''))).not.toContain('runtime-libraries');
  });

  test.each([
    ['ssl', 'SSL_CERT_FILE=', '/etc/ssl/certs/ca-certificates.crt'],
    ['zoneinfo', undefined, '/usr/share/zoneinfo'],
  ])('with %s goes what only it reads', (name, variable, file) => {
    const text = (props: Partial<ScratchRuntimeStageProps>) => JSON.stringify(scripted(pinned('idna'), {}, props));
    expect(text({})).toContain(file);
    expect(text({ excludedModules: [name] })).not.toContain(`=${file}`);
    expect(text({ excludedModules: [name] })).toContain(`--without=${name}`);
    expect(text({ excludedModules: [name] })).not.toContain(variable ?? 'TZ=');
  });

  test('writes the user beside root into lists that were not there', () => {
    expect(scripted(pinned('idna'))['runtime-system'].runs[0]).toMatchObject({
      flags: ['--mount=type=bind,from=runtime-python,source=/out/etc,target=/base/etc'],
      commands: expect.arrayContaining(['cp /base/etc/passwd /base/etc/group /out/etc/', "echo 'app:x:10001:10001::/tmp:/usr/sbin/nologin' >> /out/etc/passwd"]),
    });
  });

  test('takes Python of Alpine without what glibc reads', () => {
    const stages = onScratch(scriptApp(pinned('orjson')), {}, ALPINE);
    expect(stages['runtime-python'].from).toContain('python:3.13-alpine');
    expect(JSON.stringify(stages['runtime-python'])).not.toMatch(/nsswitch|C\.utf8|librt|--records/);
  });

  test('installs wheels in the image that Python comes from, and finds the libraries that were unpacked', () => {
    const app = scriptApp(pinned('orjson'), { systemPackages: SystemPackages.apt({ runtimePackages: ['libpq5'] }) });
    const stages = readStages(new ScratchRuntimeStage(app, 'Runtime', { install: new WheelBuilderStage(app, 'Wheels').wheelhouse }));
    expect(stages['runtime-install'].from).toBe('wheels-toolchain');
    expect(stages['wheels-toolchain'].from).toContain(SLIM);
    expect(stages['runtime-libraries'].runs[0].commands[1]).toMatch(/collect-system --root \/image --base \/base --into \/out --like \/system --records \/app\/\.venv$/);
  });

  test('looks for libraries of packages beside Python, and not for those of Python again', () => {
    const app = scriptApp(pinned('orjson'));
    const stages = readStages(new ScratchRuntimeStage(app, 'Runtime', { install: new PrefixBuilderStage(app, 'Builder').prefix }));
    expect(stages['runtime-libraries'].runs[0].commands[1]).toMatch(/ \/usr\/local\/lib\/python3\.13\/site-packages$/);
  });

  test('takes the Python that a stage brings', () => {
    const app = scriptApp(pinned('idna'));
    const base = BuilderBase.allPythons(app, 'Base', { pythons: [PythonVersion.V3_12, PythonVersion.V3_13] });
    const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder', { baseImage: base });
    const stages = readStages(new ScratchRuntimeStage(app, 'Runtime', { install: virtualenv, baseImage: base }));
    expect(stages['runtime-python'].from).toBe('base');
    expect(stages['runtime-environment'].from).toBe('scratch');
  });
});

describe('fails', () => {
  test.each([
    ['a base without a shell', BaseImage.pythonDistroless(), /python3-debian13:nonroot, which has not the usual programs/],
    ["AWS's base", BaseImage.pythonLambda('3.13'), /lambda\/python:3\.13, which has not the usual programs/],
    ['a base whose Python is installed later', BaseImage.debian(), /trixie-slim, which has no Python until/],
    ['a base of which no Python is known', BaseImage.of({ reference: 'mine:1' }), /a base image without python/],
  ])('for %s', (_what, baseImage, message) => {
    const app = scriptApp(pinned('idna'));
    const install = new VirtualenvBuilderStage(app, 'Builder').virtualenv;
    expect(() => new ScratchRuntimeStage(app, 'Runtime', { install, baseImage })).toThrow(coded('BaseImageInvalid', message));
  });

  test('for what is no name of a module', () => {
    expect(() => scripted(pinned('idna'), {}, { excludedModules: ['ssl', 'xml.dom', '--x'] })).toThrow(coded('BaseImageInvalid', /\["xml\.dom","--x"\][^]*sqlite3/));
  });

  test('for packages that would have to be installed in it', () => {
    const systemPackages = SystemPackages.apt({ installedPackages: ['ffmpeg'] });
    expect(() => scripted(pinned('idna'), { systemPackages })).toThrow(coded('SystemPackageInvalid', /ffmpeg[^]*without a package manager/));
    const onMusl = scriptApp(pinned('idna'), { systemPackages: SystemPackages.apk({ runtimePackages: ['libpq'] }) });
    expect(() => onScratch(onMusl, {}, ALPINE)).toThrow(coded('SystemPackageInvalid', /libpq[^]*without a package manager/));
  });
});
