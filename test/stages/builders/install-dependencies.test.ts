import { expect, test } from 'vitest';
import { BuilderProps, Dependencies, Entrypoint, PythonApp, VirtualenvBuilderStage } from '../../../src';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';
import { UV_ASGI } from '../../support/projects';
import { readStage } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const PLATFORM = ['--python-platform', 'x86_64-manylinux_2_40'];
const SYNC = ['env UV_PROJECT_ENVIRONMENT=/app/.venv uv sync --locked --no-install-project --no-editable --no-default-groups', ...PLATFORM].join(' ');
const CACHE = '--mount=type=cache,id=uv-debian-trixie-3.13,target=/root/.cache/uv';
const COMPILED = '# uv pip compile requirements.in\n';
const bind = (path: string, more = '') => `--mount=type=bind,source=files/${path},target=/src/${path}${more}`;
const uvPip = (command: string, ...words: string[]) => ['uv pip', command, '--python /app/.venv', ...PLATFORM, ...words].join(' ');

/** The commands between making the environment and handing it on, and the mounts. */
function installed(app: PythonApp, props: BuilderProps = {}): { commands: string[]; mounts: string[] } {
  const { runs: [{ commands, flags }, ...others] } = readStage(new VirtualenvBuilderStage(app, 'Builder', props));
  expect(others).toEqual([]);
  expect([commands[0], ...commands.slice(-4)]).toEqual([
    '/usr/local/bin/python3.13 -m venv --without-pip /app/.venv',
    'rm -f /app/.venv/.lock',
    'mkdir -p /out/app',
    'mv /app/.venv /out/app/',
    'find /out -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +',
  ]);
  return { commands: commands.slice(1, -4), mounts: flags };
}

test('a lock with hashes is installed as it is, and its hashes are checked', () => {
  expect(installed(scriptApp(pinned('idna')))).toEqual({
    commands: [uvPip('sync', '--require-hashes requirements.txt')], mounts: [CACHE, bind('requirements.txt')],
  });
});

test('a lock without hashes is installed as it is', () => {
  expect(installed(scriptApp(`#    ${COMPILED.slice(2)}idna==3.10\n`)).commands).toEqual([uvPip('sync', 'requirements.txt')]);
});

test.each(['idna\n', 'idna==3.10\n'])('%j is no lock: what it needs is looked for', (requirements) => {
  expect(installed(scriptApp(requirements)).commands).toEqual([uvPip('install', '--requirements requirements.txt')]);
});

test('what is included is mounted at its place', () => {
  const { commands, mounts } = installed(scriptApp('-r deps/base.txt\n', {}, { 'deps/base.txt': pinned('idna') }));
  expect(commands).toEqual([uvPip('sync', '--require-hashes requirements.txt')]);
  expect(mounts).toEqual([CACHE, bind('requirements.txt'), bind('deps/base.txt')]);
});

test('a folder whose needs only its back end knows is one mount that can be written to, its files are none, and nothing of it stays editable', () => {
  const files = { 'lib/pyproject.toml': '[project]\nname = "lib"\ndynamic = ["version", "dependencies"]\n', 'lib/src/lib/__init__.py': '', 'lib/more.txt': 'h11\n', 'library.txt': pinned('idna') };
  const { commands, mounts } = installed(scriptApp('-e ./lib\n-r lib/more.txt\n-r library.txt\n', {}, files));
  expect(commands).toEqual([uvPip('install', '--no-editable --requirements requirements.txt')]);
  expect(mounts).toEqual([CACHE, bind('requirements.txt'), bind('library.txt'), bind('lib', ',readwrite')]);
});

test('uv.lock is installed as it is, with nothing of the project and no group that nobody asked for', () => {
  expect(installed(testApp({ source: folderWith(UV_ASGI) }))).toEqual({
    commands: [SYNC], mounts: [CACHE, '--mount=type=bind,source=written/builder/pyproject.toml,target=/src/pyproject.toml', bind('uv.lock')],
  });
});

test('the extras and groups of uv.lock that are asked for', () => {
  const app = testApp({
    source: folderWith({
      'main.py': 'print(1)\n',
      'pyproject.toml': '[project]\nname = "web"\nversion = "1.0"\n[project.optional-dependencies]\nfast = []\n[dependency-groups]\nops = []\njobs = []\n',
      'uv.lock': [
        'version = 1', 'requires-python = ">=3.12"', '[[package]]', 'name = "web"', 'version = "1.0"', 'source = { virtual = "." }',
        '[package.metadata]', 'provides-extras = ["fast"]', '[package.metadata.requires-dev]', 'ops = []', 'jobs = []', '',
      ].join('\n'),
    }),
  });
  const dependencies = Dependencies.fromUvLock({ extras: ['Fast'], groups: ['ops', 'jobs'] });
  expect(installed(app, { dependencies }).commands).toEqual([`${SYNC} --extra=fast --group=ops --group=jobs`]);
});

test('without a lock, what pyproject.toml declares', () => {
  const source = folderWith({ 'main.py': 'print(1)\n', 'pyproject.toml': '[project]\nname = "web"\nversion = "1.0"\ndependencies = ["idna"]\n' });
  expect(installed(testApp({ source }))).toEqual({
    commands: [uvPip('install', '--requirements pyproject.toml')], mounts: [CACHE, bind('pyproject.toml')],
  });
});

test('what another tool declares is given to the installer word by word', () => {
  const source = folderWith({ 'main.py': 'print(1)\n', 'Pipfile': '[packages]\nidna = ">=3,<4"\nlib = { path = "./lib" }\n', 'lib/setup.py': '' });
  expect(installed(testApp({ source }))).toEqual({
    commands: [uvPip('install', "--no-editable 'idna>=3,<4' ./lib")], mounts: [CACHE, bind('lib', ',readwrite')],
  });
});

test('a lock of the standard is read by uv', () => {
  const source = folderWith({ 'main.py': 'print(1)\n', 'pylock.toml': 'lock-version = "1.0"\n' });
  expect(installed(testApp({ source }))).toEqual({ commands: [uvPip('sync', 'pylock.toml')], mounts: [CACHE, bind('pylock.toml')] });
});

test('the extras and groups of a lock of the standard that are asked for', () => {
  const source = folderWith({ 'main.py': 'print(1)\n', 'pylock.toml': 'lock-version = "1.0"\nextras = ["pg"]\ndependency-groups = ["worker"]\n' });
  const dependencies = Dependencies.fromPylock({ extras: ['pg'], groups: ['worker'] });
  expect(installed(testApp({ source, dependencies })).commands).toEqual([uvPip('sync', '--extra=pg --group=worker pylock.toml')]);
});

test('lines that the installer must not see are taken out of a copy, and the project stands for what it declares', () => {
  const files = {
    'setup.py': 'from setuptools import setup\nsetup(name="x", py_modules=["x"], install_requires=["h11>=0.14"])\n', 'x.py': 'print(1)\n',
    'deps/base.txt': 'idna\n-e . \\\n  # itself\n-e git+https://git.example/tool@v1#egg=tool\n',
  };
  const { commands, mounts } = installed(scriptApp('-r deps/base.txt\n', { entrypoint: Entrypoint.module('x') }, files));
  expect(commands).toEqual([
    'mkdir -p deps',
    'cp /source/deps/base.txt deps/base.txt',
    "sed --in-place '--expression=4s/^\\s*\\(-e\\|--editable\\)[ =]*//' --expression=2,3d deps/base.txt",
    "uv pip install --python /app/.venv --requirements requirements.txt 'h11>=0.14'",
  ]);
  expect(mounts.slice(1)).toEqual([bind('requirements.txt'), '--mount=type=bind,source=files/deps/base.txt,target=/source/deps/base.txt']);
});

test('without dependencies, an empty environment for which nothing is mounted', () => {
  expect(installed(scriptApp(pinned('idna')), { dependencies: Dependencies.none() })).toEqual({ commands: [], mounts: [] });
});

test('what compiles is installed for the platform that it runs on', () => {
  expect(installed(scriptApp(pinned('psycopg2'))).commands).toEqual(['uv pip sync --python /app/.venv --require-hashes requirements.txt']);
});

test.each(['pyyaml==5.4.1', 'PyYAML==6.0'])('%s is built with what still builds it', (requirement) => {
  const { commands } = installed(scriptApp(`${requirement}\n`));
  expect(commands).toEqual(["printf '%s\\n' 'cython<3' > /tmp/build-constraints.txt", uvPip('install', '--build-constraints /tmp/build-constraints.txt --requirements requirements.txt')]);
});

test.each(['pyyaml==6.0.1', 'pyyaml==5.3.1', 'pyyaml'])('%s needs nothing of that', (requirement) => {
  expect(installed(scriptApp(`${requirement}\n`)).commands).toEqual([uvPip('install', '--requirements requirements.txt')]);
});
