import { describe, expect, test } from 'vitest';
import {
  BaseImage, DistrolessRuntimeStage, Entrypoint, ImagePlatform, LambdaRuntimeStage, LambdaRuntimeStageProps, LambdaWebAdapter, PrefixBuilderStage,
  PythonApp, PythonAppProps, PythonVersion, SystemPackages, VirtualenvBuilderStage, WheelBuilderStage,
} from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT, UV_ASGI } from '../../support/projects';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const EVENTS = { 'events.py': 'def handle(event, context):\n    pass\n\ndef other(event, context):\n    pass\n' };
const handler = 'events.handle';
const SLIM = { handler, baseImage: BaseImage.pythonSlim('3.13') };

const eventsApp = (requirements = pinned('idna'), props: Partial<PythonAppProps> = {}) => scriptApp(requirements, props, EVENTS);

function fn(props: LambdaRuntimeStageProps, app: PythonApp = eventsApp()) {
  const stages = readStages(new LambdaRuntimeStage(app, 'Fn', props));
  return { stages, lines: stages.fn.lines, client: stages['fn-client'] };
}

describe("on AWS's base image", () => {
  test('the base calls the handler by its own Python, which finds the packages and the code', () => {
    const { stages, lines, client } = fn({ handler });
    expect(stages['fn-environment'].from).toBe('public.ecr.aws/lambda/python:3.13');
    expect(lines).toEqual([
      'ENV PYTHONPATH=/app:/app/.venv/lib/python3.13/site-packages LAMBDA_TASK_ROOT=/app', 'COPY --link --from=fn-check /checked/ /', 'USER 10001:10001',
      'STOPSIGNAL SIGKILL', 'ENTRYPOINT ["/lambda-entrypoint.sh"]', 'CMD ["events.handle"]',
    ]);
    expect(client).toBeUndefined();
  });

  test('packages are installed where there are the usual programs, with the Python of the base at its path, as wheels for its glibc', () => {
    const { stages } = fn({ handler });
    expect(stages['lambda-builder-toolchain'].from).toBe('--platform=$BUILDPLATFORM public.ecr.aws/docker/library/python:3.13-slim-trixie');
    expect(stages['lambda-builder-toolchain'].lines).toEqual(expect.arrayContaining([
      'COPY --link --from=public.ecr.aws/lambda/python:3.13 /var/lang /var/lang', 'ENV LD_LIBRARY_PATH=/var/lang/lib',
    ]));
    expect(stages['lambda-builder'].runs[0].commands.slice(0, 2)).toEqual([
      '/var/lang/bin/python3.13 -m venv --without-pip /app/.venv',
      'uv pip sync --python /app/.venv --python-platform x86_64-manylinux_2_34 --require-hashes requirements.txt',
    ]);
    const inBase = Object.values(stages).filter(({ from }) => from.includes('lambda/python')).flatMap(({ lines }) => lines);
    expect(inBase.filter((line) => line.includes('find '))).toEqual([]);
  });

  test('the check imports the handlers by the Python that will', () => {
    const { stages } = fn({ handler, furtherHandlers: ['events.other', handler] });
    expect(stages['fn-check'].runs[1].commands[0]).toMatch(new RegExp('^/var/lang/bin/python3.13 -I /tools/check-image libraries /checked -- writable /checked -- native '
      + '-- imports --path /app --path /app/.venv/lib/python3.13/site-packages events:handle events:other$'));
  });

  test('PYTHONPATH of the app comes before the packages', () => {
    expect(fn({ handler, environment: { PYTHONPATH: '/opt/more:/opt/most', TZ: 'UTC' } }).lines[0])
      .toBe('ENV PYTHONPATH=/app:/opt/more:/opt/most:/app/.venv/lib/python3.13/site-packages LAMBDA_TASK_ROOT=/app');
  });

  test('a project that is installed has its code among the packages', () => {
    expect(fn({ handler: 'greeter.main' }, testApp({ source: folderWith(FLAT) })).lines[0]).toBe('ENV PYTHONPATH=/app/.venv/lib/python3.13/site-packages');
  });

  test('for Graviton, of which nothing runs in the build', () => {
    const { stages } = fn({ handler }, eventsApp(pinned('idna'), { platform: ImagePlatform.LINUX_ARM64 }));
    expect(stages['lambda-builder'].runs[0].commands[1]).toContain('--python-platform aarch64-manylinux_2_34');
    expect(Object.entries(stages).filter(([, { from, runs }]) => from.startsWith('public.') && runs.length > 0)).toEqual([]);
  });

  test('another Python has an image of its own', () => {
    expect(fn({ handler }, eventsApp(pinned('idna'), { python: PythonVersion.V3_12 })).stages['fn-environment'].from).toBe('public.ecr.aws/lambda/python:3.12');
  });

  test('two functions of an app share the builder', () => {
    const app = eventsApp();
    fn({ handler }, app);
    expect(Object.keys(readStages(new LambdaRuntimeStage(app, 'Other', { handler: 'events.other' })))).toContain('lambda-builder');
  });
});

describe('on another base', () => {
  test('the runtime client is installed apart, and the environment is told where', () => {
    const { client, stages, lines } = fn(SLIM);
    expect(client.from).toBe('builder-toolchain');
    expect(client.runs[0].commands).toEqual([
      'uv pip install --python /usr/local/bin/python3.13 --target /out/var/runtime --python-platform x86_64-manylinux_2_40 --only-binary :all: --no-deps '
      + '--require-hashes --requirement /tools/awslambdaric-4.2.2.txt',
      'rm -f /out/var/runtime/.lock',
      'mkdir -p /out/app/.venv/lib/python3.13/site-packages',
      'echo /var/runtime > /out/app/.venv/lib/python3.13/site-packages/awslambdaric.pth',
      expect.stringMatching(/^find /),
    ]);
    expect(stages['fn-environment'].lines.slice(-2)).toEqual(['COPY --link --from=fn-client /out/ /', 'WORKDIR /app']);
    expect(stages['fn-check'].runs[0].commands[1]).toMatch(/libraries --root \/image \/app\/\.venv \/var\/runtime -- writable \/app \/var\/runtime$/);
    expect(stages['fn-check'].runs[1].commands[0]).toMatch(/ imports --path \/app awslambdaric events:handle$/);
    expect(lines.slice(-2)).toEqual(['ENTRYPOINT ["/app/.venv/bin/python", "-m", "awslambdaric"]', 'CMD ["events.handle"]']);
  });

  test('the client of the lock is taken', () => {
    const { client, lines } = fn(SLIM, eventsApp(pinned('awslambdaric', 'idna')));
    expect([client, lines.slice(-2)[0]]).toEqual([undefined, 'ENTRYPOINT ["/app/.venv/bin/python", "-m", "awslambdaric"]']);
  });

  test('another version of the client brings what it needs', () => {
    expect(fn({ ...SLIM, clientVersion: '3.0.0' }).client.runs[0].commands[0]).toMatch(/--only-binary :all: awslambdaric==3\.0\.0$/);
  });

  test('beside the Python of the image', () => {
    const app = eventsApp();
    const { prefix } = new PrefixBuilderStage(app, 'Builder');
    const { client, lines } = fn({ ...SLIM, install: prefix }, app);
    expect(client.runs[0].commands[3]).toBe('echo /var/runtime > /out/usr/local/lib/python3.13/site-packages/awslambdaric.pth');
    expect(lines.slice(-2)[0]).toBe('ENTRYPOINT ["/usr/local/bin/python", "-m", "awslambdaric"]');
  });

  test('from wheels', () => {
    const app = eventsApp();
    expect(fn({ ...SLIM, install: new WheelBuilderStage(app, 'Wheels').wheelhouse }, app).client.from).toBe('wheels-toolchain');
  });

  test('without a shell, installed where there is one', () => {
    const { client, stages } = fn({ handler, baseImage: BaseImage.pythonDistroless() });
    expect([client.from, stages['fn-environment'].from]).toEqual(['debian-builder-toolchain', 'gcr.io/distroless/python3-debian13:nonroot']);
  });

  test('on musl', () => {
    const { client, stages } = fn({ handler, baseImage: BaseImage.pythonAlpine('3.13') });
    expect(client.runs[0].commands[0]).toContain('--python-platform x86_64-unknown-linux-musl');
    expect(stages['alpine-builder-toolchain'].from).toContain('alpine');
  });
});

describe('a web application', () => {
  const web = (props: LambdaRuntimeStageProps, app = testApp({ source: folderWith(UV_ASGI) })) => readStages(new LambdaRuntimeStage(app, 'Fn', props));

  test('starts by its server, with the adapter where Lambda looks for extensions', () => {
    const stages = web({ webAdapter: LambdaWebAdapter.official({ readinessPath: '/health' }) });
    expect(stages['fn-environment'].from).toBe('public.ecr.aws/docker/library/python:3.13-slim-trixie');
    expect(stages.fn.lines.slice(0, 3)).toEqual([
      'ENV AWS_LWA_PORT=8000 AWS_LWA_READINESS_CHECK_PATH=/health',
      'COPY --link --from=public.ecr.aws/awsguru/aws-lambda-adapter:0.9.1 /lambda-adapter /opt/extensions/lambda-adapter',
      'ENV PORT=8000',
    ]);
    expect(stages.fn.lines.at(-1)).toMatch(/^ENTRYPOINT .*uvicorn main:app/);
  });

  test('the port and the variables of the app count', () => {
    const environment = { PORT: '9000', AWS_LWA_READINESS_CHECK_PATH: '/up' };
    const { lines } = web({ webAdapter: LambdaWebAdapter.official({ version: '1.0.0' }), environment }).fn;
    expect(lines.slice(0, 2)).toEqual(['ENV AWS_LWA_PORT=9000', expect.stringContaining('aws-lambda-adapter:1.0.0 ')]);
  });

  test("runs on AWS's base, too, and its adapter may be of another registry", () => {
    const stages = web({ webAdapter: LambdaWebAdapter.fromImage('registry.example.com/adapter:1'), baseImage: BaseImage.pythonLambda('3.13') });
    expect(stages['fn-environment'].from).toBe('public.ecr.aws/lambda/python:3.13');
    expect(stages.fn.lines[1]).toContain('--from=registry.example.com/adapter:1 /lambda-adapter');
  });

  test('fails when it listens on no port', () => {
    expect(() => fn({ webAdapter: LambdaWebAdapter.official() })).toThrow(coded('EntrypointInvalid', /Fn: [^]*\/app\/main\.py[^]*Entrypoint\.asgi/));
  });

  test('fails for a path of no URL', () => {
    expect(() => LambdaWebAdapter.official({ readinessPath: 'health' })).toThrow(coded('EntrypointInvalid', /"health"[^]*readinessPath: '\/health'/));
  });
});

describe('fails', () => {
  test.each([
    ['neither a handler nor an adapter', {}, /neither a handler nor a webAdapter[^]*handler: 'api\.events\.handle'/],
    ['both', { handler, webAdapter: LambdaWebAdapter.official() }, /a handler and a webAdapter/],
    ['more handlers of a web application', { furtherHandlers: [handler], webAdapter: LambdaWebAdapter.official() }, /no furtherHandlers/],
    ['another way to start beside a handler', { handler, entrypoint: Entrypoint.module('main') }, /Entrypoint\.module\('main'\)/],
    ['a handler that is not there', { handler: 'events.none' }, /Stack\/Api\/Fn: events\.py does not define none/],
    ['another one that is not there', { handler, furtherHandlers: ['events.none'] }, /does not define none/],
  ])('for %s', (_, props, message) => {
    expect(() => fn(props)).toThrow(coded('LambdaHandlerInvalid', message));
  });

  test('for a machine that Lambda does not have', () => {
    expect(() => fn({ handler }, eventsApp(pinned('idna'), { platform: ImagePlatform.LINUX_ARM_V7 }))).toThrow(coded('PlatformMismatch', /arm\/v7[^]*amd64 or arm64/));
  });

  test("for what would be compiled, on AWS's base only", () => {
    expect(() => fn({ handler }, eventsApp(pinned('psycopg2'))))
      .toThrow(coded('LambdaPackageUnsupported', /psycopg2 99\.0 has no wheel at all[^]*psycopg2-binary[^]*baseImage: BaseImage\.pythonSlim\('3\.13'\)/));
    expect(fn(SLIM, eventsApp(pinned('psycopg2'))).stages['builder-toolchain'].runs[0].commands.at(-1)).toContain('libpq-dev');
    expect(() => fn({ handler }, eventsApp('--no-binary idna\nidna==3.10\n'))).toThrow(coded('LambdaPackageUnsupported', /idna 3\.10: the requirements say --no-binary/));
  });

  test('for code of the project that would be compiled', () => {
    const app = testApp({ source: folderWith({ ...FLAT, 'greeter/fast.c': '' }) });
    expect(() => fn({ handler: 'greeter.main' }, app)).toThrow(coded('LambdaPackageUnsupported', /code of its own: it has greeter\/fast\.c/));
  });

  test("for libraries of Debian, on AWS's base only, unless the app says that it does without", () => {
    const magic = () => eventsApp(pinned('python-magic'));
    expect(() => fn({ handler }, magic())).toThrow(coded('LambdaPackageUnsupported', /libmagic1t64 for python-magic: [^]*SystemPackages\.none\(\)/));
    expect(fn({ handler, systemPackages: SystemPackages.none() }, magic()).stages['fn-system'].runs[0].commands[0]).toBe('mkdir -p /out/etc');
    expect(fn(SLIM, magic()).stages['fn-system'].runs[0].commands[0]).toContain('libmagic1t64');
  });

  test('for packages of apt', () => {
    expect(() => fn({ handler, systemPackages: SystemPackages.apt({ runtimePackages: ['libpq5'] }) })).toThrow(coded('LambdaPackageUnsupported', /libpq5: systemPackages asks for it/));
  });

  test('for an environment that was made for another Python', () => {
    const app = eventsApp();
    const { virtualenv } = new VirtualenvBuilderStage(app, 'Builder');
    expect(() => fn({ handler, install: virtualenv }, app)).toThrow(coded('ArtifactMismatch', /at \/var\/lang\/bin\/python3\.13[^]*at \/usr\/local\/bin\/python3\.13/));
  });

  test('for two builders that fit', () => {
    const app = eventsApp();
    ['One', 'Two'].forEach((id) => new VirtualenvBuilderStage(app, id));
    expect(() => fn(SLIM, app)).toThrow(coded('TargetAmbiguous', /One, Two/));
    expect(fn({ handler }, app).lines.at(-1)).toBe('CMD ["events.handle"]');
  });

  test('for a Python that AWS has no image of', () => {
    expect(() => fn({ handler }, eventsApp(pinned('idna'), { python: PythonVersion.V3_11 }))).toThrow(coded('BaseImageInvalid', /"3\.11"/));
  });
});

test('every runtime finds what it installs by its base', () => {
  const app = eventsApp();
  const { virtualenv } = new VirtualenvBuilderStage(app, 'OnSlim');
  const stages = readStages(new DistrolessRuntimeStage(app, 'Small', { entrypoint: Entrypoint.script('main.py') }));
  expect(stages['small-environment'].lines).toContain('COPY --link --from=debian-builder /out/ /');
  expect(readStages(app.runtime)['small-environment']).toBeDefined();
  expect(readStages(new LambdaRuntimeStage(app, 'Fn', SLIM))['fn-environment'].lines).toContain(`COPY --link --from=${virtualenv.stage?.stageName} /out/ /`);
});
