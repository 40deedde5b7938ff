import { describe, expect, test } from 'vitest';
import { PythonAppProps, SlimRuntimeStage, VirtualenvBuilderStage } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';
import { readStage } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const packageApp = (props: Partial<PythonAppProps>) => testApp({ source: folderWith(FLAT), ...props });

describe('scripts in /usr/bin', () => {
  test('are links that are made where nothing of the image runs, over no program that is there, and copied', () => {
    const { from, runs } = readStage(packageApp({ exposeScripts: ['uvicorn', 'greeter', 'uvicorn'] }).runtime, 'runtime-system');
    expect(from).toMatch(/^--platform=\$BUILDPLATFORM /);
    expect(runs[0].commands.slice(-4)).toEqual([
      'ln -s /app/.venv/bin/greeter /app/.venv/bin/uvicorn /usr/bin',
      'mkdir -p /out/usr/bin',
      'mv /usr/bin/greeter /usr/bin/uvicorn /out/usr/bin',
      'find /out -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +',
    ]);
  });

  test('are looked at by the check, like the script of the entry point', () => {
    const { runs } = readStage(packageApp({ exposeScripts: ['uvicorn'] }).runtime, 'runtime-check');
    expect(runs[1].commands[1]).toMatch(/ -- writable \/checked -- scripts \/app\/\.venv\/bin\/greeter \/usr\/bin\/uvicorn -- native -- imports greeter:main$/);
  });

  test('lead to where the environment is; a stage overrules the app', () => {
    const app = packageApp({ exposeScripts: ['greeter'], virtualenvPath: '/usr/share/python3/app' });
    const { virtualenv: install } = new VirtualenvBuilderStage(app, 'Builder');
    const linked = (stage: SlimRuntimeStage) => readStage(stage, `${stage.stageName}-system`).runs[0].commands.filter((command) => command.startsWith('ln '));
    expect(linked(new SlimRuntimeStage(app, 'One', { install }))).toEqual(['ln -s /usr/share/python3/app/bin/greeter /usr/bin']);
    expect(linked(new SlimRuntimeStage(app, 'Two', { install, exposeScripts: [] }))).toEqual([]);
  });

  test('are all of the project, if it is asked for them', () => {
    const app = packageApp({});
    const { virtualenv: install } = new VirtualenvBuilderStage(app, 'Builder');
    const runtime = new SlimRuntimeStage(app, 'Runtime', { install, exposeScripts: Object.keys(app.project.consoleScripts) });
    expect(readStage(runtime, 'runtime-system').runs[0].commands).toContain('ln -s /app/.venv/bin/greeter /usr/bin');
  });

  test('may be those of a dependency, of which no lock says its scripts', () => {
    expect(() => scriptApp(pinned('idna'), { exposeScripts: ['idna'] }).runtime).not.toThrow();
  });
});

describe('fails', () => {
  test.each(['/usr/bin/x', '', 'a b', '-x', '../x'])('for %j, which is no name of a script', (name) => {
    expect(() => packageApp({ exposeScripts: [name] }).runtime).toThrow(coded('EntrypointInvalid', /^Stack\/Api\/Runtime: /));
  });

  test('for a script that nothing could bring', () => {
    expect(() => scriptApp('', { exposeScripts: ['greeter'] }).runtime)
      .toThrow(coded('EntrypointNotFound', /^Stack\/Api\/Runtime: the script "greeter" cannot be linked: nothing is installed that could bring it/));
  });
});
