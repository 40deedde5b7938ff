import { describe, expect, test } from 'vitest';
import { Dependencies, ImagePlatform, WheelBuilderStage, WheelBuilderStageProps } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT, UV_ASGI } from '../../support/projects';
import { readStage, readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const PIP_CACHE = '--mount=type=cache,id=pip-debian-trixie-3.13,target=/root/.cache/pip';
const UV_CACHE = '--mount=type=cache,id=uv-debian-trixie-3.13,target=/root/.cache/uv';
const bind = (path: string, more = '') => `--mount=type=bind,source=files/${path},target=/src/${path}${more}`;
const wheels = (app: ReturnType<typeof testApp>, props: WheelBuilderStageProps = {}) => new WheelBuilderStage(app, 'Wheels', props);
const TOOL = '--mount=type=bind,source=tools/make-wheels,target=/tools/make-wheels';
const MAKE = '/usr/local/bin/python3.13 /tools/make-wheels --platform manylinux_2_41_x86_64';
const EXPORT = 'uv export --quiet --locked --no-emit-project --no-default-groups';

describe('makes wheels', () => {
  test('of a lock with hashes: nothing but what it says', () => {
    expect(readStage(wheels(scriptApp(pinned('idna')))).runs).toEqual([
      {
        flags: [PIP_CACHE, '--mount=type=bind,source=tools/locks/pip-26.3.txt,target=/tools/pip-26.3.txt'],
        commands: ['pip install --root-user-action=ignore --require-hashes --requirement /tools/pip-26.3.txt'],
      },
      {
        flags: [PIP_CACHE, TOOL, bind('requirements.txt')],
        commands: [`${MAKE} --no-deps --require-hashes --wheel-dir /wheels --requirement requirements.txt`],
      },
    ]);
  });

  test.each([
    ['a lock without hashes', '#    uv pip compile requirements.in\nidna==3.10\n', `${MAKE} --no-deps --wheel-dir`],
    ['no lock', 'idna\n', 'pip wheel --wheel-dir'],
  ])('of %s', (_what, requirements, command) => {
    expect(readStage(wheels(scriptApp(requirements))).runs[1].commands).toEqual([`${command} /wheels --requirement requirements.txt`]);
  });

  test('of uv.lock, written out as requirements first', () => {
    expect(readStage(wheels(testApp({ source: folderWith(UV_ASGI) }))).runs[1]).toEqual({
      flags: [PIP_CACHE, UV_CACHE, TOOL, '--mount=type=bind,source=written/wheels/pyproject.toml,target=/src/pyproject.toml', bind('uv.lock')],
      commands: [
        `${EXPORT} --output-file /tmp/requirements.txt`,
        `${MAKE} --no-deps --require-hashes --wheel-dir /wheels --requirement /tmp/requirements.txt`,
      ],
    });
  });

  test('of uv.lock with checked hashes, also where an index gave none', () => {
    const source = folderWith({ ...UV_ASGI, 'uv.lock': UV_ASGI['uv.lock'].replace(/, hash = "[^"]*"/, '') });
    expect(readStage(wheels(testApp({ source }))).runs[1].commands[1]).toContain(' --require-hashes ');
  });

  test('of the groups and extras that are asked for', () => {
    const source = folderWith({
      'main.py': 'print(1)\n',
      'pyproject.toml': '[project]\nname = "web"\nversion = "1.0"\n[project.optional-dependencies]\nfast = []\n[dependency-groups]\nops = []\n',
      'uv.lock': [
        'version = 1', 'requires-python = ">=3.12"', '[[package]]', 'name = "web"', 'version = "1.0"', 'source = { virtual = "." }',
        '[package.metadata]', 'provides-extras = ["fast"]', '[package.metadata.requires-dev]', 'ops = []', '',
      ].join('\n'),
    });
    const dependencies = Dependencies.fromUvLock({ extras: ['fast'], groups: ['ops'] });
    expect(readStage(wheels(testApp({ source }), { dependencies })).runs[1].commands[0])
      .toBe(`${EXPORT} --extra=fast --group=ops --output-file /tmp/requirements.txt`);
  });

  test('of what pyproject.toml declares, which is resolved first', () => {
    const source = folderWith({ 'main.py': 'print(1)\n', 'pyproject.toml': '[project]\nname = "web"\nversion = "1.0"\ndependencies = ["idna"]\n' });
    expect(readStage(wheels(testApp({ source }))).runs[1].commands).toEqual([
      'uv pip compile --quiet --output-file /tmp/requirements.txt pyproject.toml',
      'pip wheel --wheel-dir /wheels --requirement /tmp/requirements.txt',
    ]);
  });

  test('of an archive of the source, where nothing has hashes', () => {
    const { flags } = readStage(wheels(scriptApp('./lib.zip\n', {}, { 'lib.zip': '' }))).runs[1];
    expect(flags).toEqual([PIP_CACHE, bind('requirements.txt'), bind('lib.zip')]);
  });

  test('of nothing: an empty folder', () => {
    expect(readStage(wheels(scriptApp(pinned('idna')), { dependencies: Dependencies.none() })).runs).toEqual([{ flags: [], commands: ['mkdir -p /wheels'] }]);
  });
});

test('its version of pip is the one that was asked for', () => {
  expect(readStage(wheels(scriptApp(pinned('idna')), { pipVersion: '25.0' })).lines[0]).toMatch(/ pip==25\.0$/);
});

describe('it runs', () => {
  const onBuildPlatform = (requirements: string, props: WheelBuilderStageProps = {}, files: Record<string, string> = {}) => {
    const app = scriptApp(requirements, { platform: ImagePlatform.LINUX_ARM_V7 }, files);
    const stages = readStages(wheels(app, props));
    expect(Object.values(stages).filter(({ from }) => from.includes('python:')).every(({ from }) => from.includes('$BUILDPLATFORM') === stages['wheels-toolchain'].from.includes('$BUILDPLATFORM'))).toBe(true);
    return stages['wheels-toolchain'].from.includes('$BUILDPLATFORM') ? stages.wheels.runs[1].commands[0] : undefined;
  };
  const make = (rule: string) => `/usr/local/bin/python3.13 /tools/make-wheels --platform manylinux_2_41_armv7l --no-deps --require-hashes ${rule}--wheel-dir /wheels --requirement requirements.txt`;

  test('where the build runs, when everything has a wheel, for any platform', () => {
    expect(onBuildPlatform(pinned('idna'))).toBe(make(''));
  });

  test('where the image runs, when something compiles, is not locked, or comes from elsewhere than an index', () => {
    expect(onBuildPlatform(pinned('psycopg2'))).toBeUndefined();
    expect(onBuildPlatform('idna\n')).toBeUndefined();
    expect(onBuildPlatform('#    uv pip compile requirements.in\n./lib.zip\n', {}, { 'lib.zip': '' })).toBeUndefined();
  });

  test('as it is told: with wheels only, without a compiler, or where the image runs', () => {
    expect(onBuildPlatform(pinned('psycopg2'), { onlyBinary: true })).toBe(make('--only-binary=:all: '));
    expect(readStages(wheels(scriptApp(pinned('psycopg2')), { onlyBinary: true }))['wheels-toolchain'].lines.join()).not.toContain('apt-get');
    expect(onBuildPlatform(pinned('idna'), { onlyBinary: false })).toBeUndefined();
  });
});

test("the project's own wheel is made beside the others; a script has none", () => {
  const own = wheels(testApp({ source: folderWith(FLAT) })).application;
  expect([own.constructor.name, own.path, own.stage?.stageName]).toEqual(['Wheelhouse', '/wheels', 'wheels-application']);
  expect(readStage(own.stage!).runs).toEqual([
    { flags: [UV_CACHE], commands: ['/usr/local/bin/python3.13 -m venv --without-pip /opt/backend', 'uv pip install --python /opt/backend hatchling'] },
    {
      flags: [UV_CACHE, '--mount=type=bind,source=app,target=/src,readwrite'],
      commands: ['uv build --wheel --no-build-isolation --python /opt/backend --out-dir /wheels'],
    },
  ]);
  expect(wheels(scriptApp(pinned('idna'))).application).toMatchObject({ path: '/app', root: '/out' });
});

describe('fails for what has no hash', () => {
  const lock = (source: string) => folderWith({
    'main.py': 'print(1)\n',
    'shared.zip': '',
    'pyproject.toml': '[project]\nname = "web"\nversion = "1.0"\n',
    'uv.lock': [
      'version = 1', 'requires-python = ">=3.12"', '[[package]]', 'name = "shared"', 'version = "1.0"', `source = { ${source} }`, 'sdist = {}',
      '[[package]]', 'name = "web"', 'version = "1.0"', 'source = { virtual = "." }', 'dependencies = [{ name = "shared" }]', '',
    ].join('\n'),
  });
  const found = (text: string) => coded('WheelSourceUnsupported', new RegExp(`^Stack/Api/Wheels: .*\n +found: +${text}\n[^]*builder\\.virtualenv`));

  test.each([
    ['git = "https://git.example/shared?rev=1#1"', 'shared from a git'],
    ['path = "shared.zip"', 'shared from a folder of the source'],
    ['url = "https://files.example/shared-1.0.tar.gz"', 'shared from a url'],
  ])('in uv.lock: %s', (source, text) => {
    const app = testApp({ source: lock(source) });
    expect(() => wheels(app)).toThrow(found(text));
  });

  test('extras of a lock of the standard, which pip leaves out', () => {
    const source = folderWith({ 'main.py': 'print(1)\n', 'pylock.toml': 'lock-version = "1.0"\nextras = ["pg"]\n' });
    expect(() => wheels(testApp({ source, dependencies: Dependencies.fromPylock({ extras: ['pg'] }) }))).toThrow(found('pg'));
  });

  test('an archive of the network, in requirements with hashes', () => {
    const app = scriptApp(`shared @ https://files.example/shared-1.0.tar.gz --hash=sha256:${'0'.repeat(64)}\n`);
    expect(() => wheels(app)).toThrow(found('shared from a url'));
  });
});
