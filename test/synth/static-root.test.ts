import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { Entrypoint, PythonApp, StaticFiles } from '../../src';
import { folderWith } from '../support/folder';

const SITE = {
  'manage.py': "import os\nfrom django.core.management import execute_from_command_line\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\nexecute_from_command_line()\n",
  'shop/__init__.py': '',
  'shop/settings.py': "WSGI_APPLICATION = 'shop.wsgi.application'\n",
  'shop/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
  'requirements.txt': 'django\ngunicorn\nwhitenoise\n',
};
const notes = (files: Record<string, string>, entrypoint?: Entrypoint) => {
  const stack = new Stack(new App(), 'Stack');
  const app = new PythonApp(stack, 'Api', { source: folderWith({ ...SITE, ...files }), ...(entrypoint && { entrypoint }) });
  expect(app.image.dockerfile).toContain('gunicorn');
  return Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('STATIC_ROOT')).map(({ entry }) => entry.data as string);
};
const ROOT = `${SITE['shop/settings.py']}STATIC_ROOT = BASE / 'static'\n`;

test('a Django site whose static files nobody collects is told the line that does', () => {
  expect(notes({ 'shop/settings.py': ROOT })).toEqual([expect.stringMatching(
    /^STATIC_ROOT of shop\/settings\.py is set, .*Stack\/Api.*entrypoint: Entrypoint\.wsgi\('shop\.wsgi:application', \{ staticFiles: StaticFiles\.collectedByDjango/)]);
});

test('nothing is said without STATIC_ROOT, or when the entry point is given', () => {
  expect(notes({})).toEqual([]);
  expect(notes({ 'shop/settings.py': `${SITE['shop/settings.py']}STATIC_ROOT = None\n` })).toEqual([]);
  expect(notes({ 'shop/settings.py': ROOT }, Entrypoint.wsgi('shop.wsgi:application', { staticFiles: StaticFiles.collectedByDjango() }))).toEqual([]);
});
