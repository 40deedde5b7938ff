import { describe, expect, test } from 'vitest';
import { DjangoStaticFilesOptions, Entrypoint, PythonApp, PythonAppProps, StaticFiles, WsgiEntrypointOptions } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { readStages } from '../../support/read-stages';
import { pinned } from '../../support/script-app';

const app = (options: WsgiEntrypointOptions, ...packages: string[]): PythonApp => appWith({}, options, ...packages);
const appWith = (props: Partial<PythonAppProps>, options: WsgiEntrypointOptions, ...packages: string[]): PythonApp => testApp({
  source: folderWith({ 'mysite/wsgi.py': 'application = 1\n', 'mysite/__init__.py': '', 'requirements.txt': pinned('django', ...packages) }),
  entrypoint: Entrypoint.wsgi('mysite.wsgi:application', options),
  ...props,
});
const django = (options: DjangoStaticFilesOptions = {}) => readStages(app({ staticFiles: StaticFiles.collectedByDjango(options) }, 'uwsgi').runtime);

describe('the server is told where the files are', () => {
  const command = (server: string, staticFiles: StaticFiles) => app({ staticFiles }, server).runtime.entrypoint[2];

  test('uwsgi', () => {
    expect(command('uwsgi', StaticFiles.collectedByDjango())).toMatch(/ --static-map \/static=\/app\/static "\$@"$/);
    expect(command('uwsgi', StaticFiles.fromFolder('/app/assets', { urlPath: '/files/v1' }))).toMatch(/ --static-map \/files\/v1=\/app\/assets "\$@"$/);
  });

  test('granian', () => {
    expect(command('granian', StaticFiles.collectedByDjango())).toMatch(/ --static-path-route \/static --static-path-mount \/app\/static mysite\.wsgi:application /);
  });

  test('the one that serves files is taken, also where another would go before it', () => {
    expect(app({ staticFiles: StaticFiles.collectedByDjango() }, 'gunicorn', 'uwsgi').runtime.entrypoint[2]).toMatch(/^exec \/app\/\.venv\/bin\/uwsgi /);
  });

  test('or the application by whitenoise, under any server', () => {
    const { runtime } = app({ staticFiles: StaticFiles.collectedByDjango() }, 'gunicorn', 'whitenoise');
    expect(runtime.entrypoint.join(' ')).toMatch(/\/gunicorn /);
    expect(runtime.entrypoint.join(' ')).not.toContain('static');
    expect(readStages(runtime)['runtime-check'].runs[1].commands).toEqual([expect.stringMatching(/ -- static --path \/app --url \/static .* mysite\.wsgi:application$/)]);
  });
});

describe('collectstatic', () => {
  test('runs in the check, as the user of the image, who can write its folder there alone; the application is imported once', () => {
    const stage = django({ buildEnvironment: { SECRET_KEY: "it's $5" } })['runtime-check'];
    expect(stage.lines).toContain('USER 10001:10001');
    expect(stage.runs[1]).toEqual({
      flags: ['--mount=type=bind,source=tools/check-image,target=/tools/check-image', '--mount=type=tmpfs,target=/app/static'],
      commands: [
        'env \'SECRET_KEY=it\'\\\'\'s $5\' /app/.venv/bin/python -I /tools/check-image libraries /checked -- writable /checked'
        + ' -- static --path /app --url /static --out /tmp/collected /app/static mysite.wsgi:application',
      ],
    });
  });

  test('runs on the platform of the image, where its packages run', () => {
    const stages = readStages(app({ staticFiles: StaticFiles.collectedByDjango() }, 'granian').runtime);
    expect(stages['runtime-check'].from).toBe('runtime-environment');
    expect(stages).not.toHaveProperty('runtime-check-environment');
  });

  test('by the settings and at the paths that it is told', () => {
    const { flags, commands } = django({ settings: 'mysite.settings', folder: '/srv/www/files', urlPath: '/files' })['runtime-check'].runs[1];
    expect(flags).toContain('--mount=type=tmpfs,target=/srv/www/files');
    expect(commands[0]).toMatch(/ static --path \/app --settings mysite\.settings --url \/files --out \/tmp\/collected \/srv\/www\/files mysite\.wsgi:application$/);
  });

  test('runs where nothing is checked, in a stage of its own', () => {
    const { runtime } = appWith({ check: false }, { staticFiles: StaticFiles.collectedByDjango() }, 'uwsgi');
    const { from, lines, runs } = readStages(runtime)['runtime-static-files'];
    expect(from).toBe('runtime-environment');
    expect(lines.slice(1, 3)).toEqual(['USER 10001:10001', 'COPY --link --from=builder-application /out/ /']);
    expect(runs[0].commands).toEqual(['/app/.venv/bin/python -I /tools/check-image static --path /app --url /static --out /tmp/collected /app/static mysite.wsgi:application']);
    expect(readStages(runtime).runtime.lines).toContain('COPY --link --chown=0:0 --from=runtime-static-files /tmp/collected/ /');
  });

  test('gives a layer of its own below that of the app', () => {
    expect(django().runtime.lines.filter((line) => line.startsWith('COPY')))
      .toEqual(['COPY --link --chown=0:0 --from=runtime-check /tmp/collected/ /', 'COPY --link --from=runtime-check /checked/ /']);
  });

  test('does not run for a folder that is there', () => {
    const [, { commands }] = readStages(app({ staticFiles: StaticFiles.fromFolder('/app/assets') }, 'uwsgi').runtime)['runtime-check'].runs;
    expect(commands.join(' ')).toMatch(/ -- imports --path \/app mysite\.wsgi:application$/);
  });
});

describe('fails', () => {
  test('for a server that serves no files', () => {
    const runtime = (server: string) => () => app({ server, staticFiles: StaticFiles.collectedByDjango() }, server).runtime;
    expect(runtime('gunicorn')).toThrow(coded('EntrypointInvalid', /"gunicorn" is not a server for WSGI applications that serves files, too[^]*one of granian, uwsgi/));
  });

  test.each([['app/static'], ['/app/../etc'], ['/app/a b'], ['/'], ['/app/static/']])('for the folder %j', (folder) => {
    expect(() => StaticFiles.fromFolder(folder)).toThrow(coded('EntrypointInvalid', /the folder of static files is not an absolute path/));
  });

  test('for settings that are no module', () => {
    expect(() => StaticFiles.collectedByDjango({ settings: 'mysite/settings.py' })).toThrow(coded('EntrypointInvalid', /the settings of Django are no module/));
  });
});
