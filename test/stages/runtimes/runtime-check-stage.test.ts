import { execFileSync } from 'child_process';
import { describe, expect, test } from 'vitest';
import { Entrypoint, ImagePlatform, PythonApp } from '../../../src';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';
import { readStage } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const TOOL = '/app/.venv/bin/python -I /tools/check-image';
const UV_MOUNT = '--mount=type=bind,from=uv,source=/usr/local/bin/uv,target=/usr/local/bin/uv';
const TOOL_MOUNT = '--mount=type=bind,source=tools/check-image,target=/tools/check-image';
/** Files that are found beside the script. */
const PACKAGE = { 'jobs/__init__.py': '', 'jobs/__main__.py': '' };

const checkOf = (app: PythonApp) => readStage(app.runtime, 'runtime-check');
/** A script with something that compiles, or not. */
const native = (entrypoint?: Entrypoint, files = {}) => checkOf(scriptApp(pinned('psycopg2'), { entrypoint }, files));
const foreign = (entrypoint?: Entrypoint, files = {}) => checkOf(scriptApp(pinned('idna'), { entrypoint }, files));

describe('on the platform of the image', () => {
  test('it tries the image as its user, then the app, and hands its files on', () => {
    const { from, lines, runs } = native();
    expect(from).toBe('runtime-environment');
    expect(lines.filter((line) => !line.startsWith('RUN'))).toEqual([
      'USER 10001:10001', 'COPY --link --from=builder-application /out/ /', 'COPY --from=builder-application /out /checked',
    ]);
    expect(lines[0]).toMatch(/^USER/);
    expect(runs).toEqual([
      { flags: [TOOL_MOUNT, UV_MOUNT], commands: ['uv pip check --no-cache --python /app/.venv', `${TOOL} libraries /app/.venv -- writable /app`] },
      { flags: [TOOL_MOUNT], commands: [`${TOOL} libraries /checked -- writable /checked -- requires --path /app /app/main.py`] },
    ]);
  });

  test('its user is that of the runtime', () => {
    expect(checkOf(scriptApp(pinned('idna'), { user: '5:6' })).lines).toContain('USER 5:6');
  });
});

describe('on the platform that builds', () => {
  test('it runs in the same environment there, and looks at the libraries of the image through a mount', () => {
    const { from, lines, runs } = foreign();
    expect(from).toBe('runtime-check-environment');
    expect(lines.slice(0, 3)).toEqual(['ARG BUILDPLATFORM', 'ARG TARGETPLATFORM', 'USER 10001:10001']);
    expect(runs[0]).toEqual({
      flags: [TOOL_MOUNT, UV_MOUNT, '--mount=type=bind,from=runtime-environment,source=/,target=/image'],
      commands: ['uv pip check --no-cache --python /app/.venv --python-platform x86_64-manylinux_2_40', `${TOOL} libraries --root /image /app/.venv -- writable /app`],
    });
  });

  test('uv is told the platform of the image, and nothing is imported where the two differ', () => {
    expect(foreign().runs[1].commands).toEqual([`${TOOL} libraries /checked -- writable /checked -- native -- requires --path /app /app/main.py`]);
    const arm = checkOf(scriptApp(pinned('idna'), { platform: ImagePlatform.LINUX_ARM64 }));
    expect(arm.runs[0].commands[0]).toMatch(/ --python-platform aarch64-manylinux_2_40$/);
  });

  test('what is added to the environment of the image is in that of the check, too', () => {
    const app = scriptApp(pinned('idna'));
    app.runtime.environment.addEnv('EXTRA', '1');
    expect(['runtime-environment', 'runtime-check-environment'].map((name) => readStage(app.runtime, name).lines.slice(-2))).toEqual([['ENV EXTRA=1', 'WORKDIR /app'], ['ENV EXTRA=1', 'WORKDIR /app']]);
  });
});

describe('what a change of the code cannot change is tried in a step that it does not repeat', () => {
  const web = (files: Record<string, string>) => checkOf(testApp({ source: folderWith(files) })).runs.map(({ commands }) => commands.join(' && '));

  test('what the server imports', () => {
    const [environment, application] = web({ 'main.py': 'app = lambda environ, start: []\n', 'Procfile': 'web: gunicorn main:app\n', 'requirements.txt': pinned('gunicorn') });
    expect(environment).toMatch(/ -- native -- imports \/app\/\.venv\/bin\/gunicorn$/);
    expect(application).toMatch(/ -- native -- imports --path \/app main:app$/);
  });

  test('whether the versions fit, unless the app is a package with requirements of its own', () => {
    expect(native().runs.map(({ commands }) => commands.some((command) => command.startsWith('uv pip check')))).toEqual([true, false]);
    expect(checkOf(testApp({ source: folderWith(FLAT) })).runs.map(({ commands }) => commands.some((command) => command.startsWith('uv pip check')))).toEqual([false, true]);
  });
});

describe('what it tries', () => {
  test.each([
    ['what is known of no command', Entrypoint.command(['/bin/true']), ''],
    ['the package of a module and what the module needs', Entrypoint.module('jobs'), ' -- imports --path /app jobs -- requires --path /app jobs'],
    ['the code in src', Entrypoint.script('src/late.py'), ' -- requires --path /app/src /app/src/late.py'],
  ])('%s', (_what, entrypoint, words) => {
    const files = words.includes('/src') ? { 'src/late.py': '', 'src/jobs.py': '' } : PACKAGE;
    expect(native(entrypoint, files).runs[1].commands.at(-1)).toBe(`${TOOL} libraries /checked -- writable /checked${words}`);
  });

  test('a package is installed, so it is found without a path', () => {
    expect(checkOf(testApp({ source: folderWith(FLAT) })).runs[1].commands.at(-1)).toMatch(/ -- native -- imports greeter:main$/);
  });

  test('nothing, where nothing is known: then no platform matters', () => {
    expect(foreign(Entrypoint.command(['/bin/true'])).runs[1].commands.at(-1)).toBe(`${TOOL} libraries /checked -- writable /checked`);
  });
});

test.each([["a'; touch owned; '"], ['$(touch owned)'], ['a b|c&&d'], ['`id`'], ['-x*']])('a module %j is one word, wherever it is tried', (name) => {
  const entrypoint = Entrypoint.command(['python', '-m', name]);
  const { runs: [, run] } = foreign(entrypoint);
  const folder = folderWith({});
  const line = run.commands.join(' && ').replace(TOOL, 'printf "%s\\n"');
  const printed = execFileSync('/bin/sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
  expect(printed.trimEnd().split('\n').slice(-4)).toEqual(['requires', '--path', '/app', name]);
  expect(native(entrypoint).runs[1].commands.join(' && ')).toContain(` requires --path /app ${line.split(' /app ')[1]}`);
});
