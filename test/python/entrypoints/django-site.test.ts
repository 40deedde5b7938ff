import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const MANAGE = [
  'import os', 'import sys', 'from django.core.management import execute_from_command_line', '',
  'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_of_shop.settings")', 'execute_from_command_line(sys.argv)', '',
].join('\n');
const FILES = { 'requirements.txt': 'django\ngunicorn\n', 'backend/manage.py': MANAGE, 'backend/site_of_shop/__init__.py': '', 'backend/site_of_shop/settings.py': 'INSTALLED_APPS = []\n' };

test('a link to manage.py: Python imports from the folder of the file', () => {
  const source = folderWith(FILES);
  fs.symlinkSync('backend/manage.py', path.join(source, 'manage.py'));
  const linked = testApp({ source }).image.dockerfile;
  const plain = testApp({ source: folderWith(FILES) }).image.dockerfile;
  const final = (dockerfile: string) => dockerfile.slice(dockerfile.indexOf('AS runtime\n'));
  expect(final(linked)).toBe(final(plain));
  expect(final(linked)).toMatch(/PYTHONPATH=\/app\/backend/);
});
