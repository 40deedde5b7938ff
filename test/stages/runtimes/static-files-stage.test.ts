import { describe, expect, test } from 'vitest';
import { DjangoStaticFilesOptions, Entrypoint, PythonApp, StaticFiles, WsgiEntrypointOptions } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { readStages } from '../../support/read-stages';
import { pinned } from '../../support/script-app';

const app = (options: WsgiEntrypointOptions, ...packages: string[]): PythonApp => testApp({
  source: folderWith({ 'mysite/wsgi.py': 'application = 1\n', 'mysite/__init__.py': '', 'requirements.txt': pinned('django', ...packages) }),
  entrypoint: Entrypoint.wsgi('mysite.wsgi:application', options),
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
    const [{ commands: [collect] }] = readStages(runtime)['runtime-static-files'].runs;
    expect(collect).toMatch(/ --application mysite\.wsgi --url /);
  });
});

describe('collectstatic', () => {
  test('runs over the environment with the app, in the build alone, and hands on what it collected', () => {
    const stage = django({ buildEnvironment: { SECRET_KEY: "it's $5" } })['runtime-static-files'];
    expect(stage.from).toBe('runtime-environment');
    expect(stage.lines[1]).toBe('COPY --link --from=builder-application /out/ /');
    expect(stage.runs).toEqual([{
      flags: ['--mount=type=bind,source=tools/collect-static,target=/tools/collect-static'],
      commands: [
        'env \'SECRET_KEY=it\'\\\'\'s $5\' /app/.venv/bin/python -I /tools/collect-static --path /app --application mysite.wsgi --url /static /app/static',
        'mkdir -p /out/app',
        'mv /app/static /out/app/',
        'find /out -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +',
      ],
    }]);
  });

  test('by the settings and at the paths that it is told', () => {
    const [command, ...rest] = django({ settings: 'mysite.settings', folder: '/srv/www/files', urlPath: '/files' })['runtime-static-files'].runs[0].commands;
    expect(command).toMatch(/^\/app\/\.venv\/bin\/python .* --settings mysite\.settings --url \/files \/srv\/www\/files$/);
    expect(rest.slice(0, 2)).toEqual(['mkdir -p /out/srv/www', 'mv /srv/www/files /out/srv/www/']);
  });

  test('gives a layer of its own below that of the app', () => {
    expect(django().runtime.lines.filter((line) => line.startsWith('COPY')))
      .toEqual(['COPY --link --from=runtime-static-files /out/ /', 'COPY --link --from=runtime-check /checked/ /']);
  });

  test('does not run for a folder that is there', () => {
    expect(readStages(app({ staticFiles: StaticFiles.fromFolder('/app/assets') }, 'uwsgi').runtime)).not.toHaveProperty('runtime-static-files');
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
