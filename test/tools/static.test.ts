import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { checkImage, Outcome, temporaryFolder, writeFiles } from './root-file-system';

/** As much of Django as the collection of files asks for: `collectstatic` writes two files. */
const DJANGO = {
  'django/__init__.py': 'def setup():\n    pass\n',
  'django/conf.py': 'import importlib, os\nsettings = importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])\n',
  'django/core/__init__.py': '',
  'django/core/management.py': [
    'import os', 'from django.conf import settings', '',
    'def call_command(name, interactive):',
    '    os.makedirs(settings.STATIC_ROOT + "/site", mode=0o777, exist_ok=True)',
    '    for file in settings.FILES:', '        open(settings.STATIC_ROOT + "/" + file, "w").write(name)', '',
  ].join('\n'),
};
const WSGI = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\napplication = 1\n';

interface Collected extends Outcome {
  readonly folder: string;
  readonly out: string;
}

function collect(files: Record<string, string>, { root, words = [] }: { root?: string; words?: string[] } = {}): Collected {
  const folder = temporaryFolder();
  const place = JSON.stringify(root ?? path.join(folder, 'static'));
  const settings = `STATIC_ROOT = ${place}\nSTATIC_URL = "/static/"\nFILES = ["site/a.css", "b.js"]\n`;
  writeFiles(folder, { ...DJANGO, 'settings.py': settings, 'wsgi.py': WSGI, ...files });
  const out = path.join(folder, 'out');
  const outcome = checkImage(
    ['static', '--path', folder, ...words, '--url', '/static', '--out', out, path.join(folder, 'static'), 'wsgi:application'], { environment: { SOURCE_DATE_EPOCH: '315532800' } },
  );
  return { ...outcome, errors: outcome.errors.replaceAll(folder, '/srv'), folder, out };
}

test('collects, and hands the files on with one time and folders that only their owner writes', () => {
  const { code, errors, folder, out } = collect({});
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const collected = path.join(out, folder, 'static');
  expect(fs.readFileSync(path.join(collected, 'site/a.css'), 'utf8')).toBe('collectstatic');
  for (const file of ['', 'site', 'site/a.css', 'b.js']) {
    expect(fs.statSync(path.join(collected, file)).mtimeMs).toBe(315532800_000);
  }
  expect(fs.statSync(collected).mode & 0o777).toBe(0o755);
});

test('takes the settings that it is told, where the application sets none', () => {
  const files = { 'wsgi.py': 'application = 1\n' };
  expect(collect(files, { words: ['--settings', 'settings'] }).code).toBe(0);
  expect(collect(files)).toMatchObject({ code: 1, errors: expect.stringContaining("wsgi does not say where the settings are\n    write: settings: 'mysite.settings'") as string });
});

test.each([
  ['another folder than the server', {}, '/elsewhere', "the server serves /srv/static, but STATIC_ROOT of settings is '/elsewhere'"],
  ['no Django', { 'django/__init__.py': 'raise ImportError\n' }, undefined, 'Django is not among the dependencies'],
  ['no file at all', { 'django/core/management.py': 'def call_command(name, interactive):\n    pass\n' }, undefined, 'nothing was collected into /srv/static'],
  ['an error of the settings', { 'settings.py': 'import os\nos.environ["SECRET_KEY"]\n' }, undefined, "KeyError: 'SECRET_KEY'"],
  ['an application that is not there', { 'wsgi.py': WSGI.replace('application', 'app') }, undefined, "module 'wsgi' has no attribute 'application'"],
])('fails for %s', (_what, files, root, error) => {
  expect(collect(files, { root })).toMatchObject({ code: 1, errors: expect.stringContaining(error) as string });
});

test.each([
  ['settings', { 'settings.py': 'import time\ntime.sleep(60)\n' }],
  ['application', { 'wsgi.py': `${WSGI}import sys, time\nif "django.core.management" in sys.modules:\n    time.sleep(60)\n` }],
])('fails when the import of the %s does not end', (_what, files) => {
  const words = ['--timeout', '1', '--settings', 'settings'];
  expect(collect(files as Record<string, string>, { words })).toMatchObject({ code: 1, errors: expect.stringContaining('did not end within 1 s') as string });
});

test('the collection itself may take longer than an import', () => {
  const management = DJANGO['django/core/management.py'].replace('    os.makedirs', '    import time\n    time.sleep(1.2)\n    os.makedirs');
  expect(collect({ 'django/core/management.py': management }, { words: ['--timeout', '1'] })).toMatchObject({ code: 0, errors: '' });
});
