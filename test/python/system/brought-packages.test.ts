import { expect, test } from 'vitest';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';

const dockerfile = (files: Record<string, string>) => testApp({ source: folderWith({ 'main.py': 'print(1)\n', ...files }) }).image.dockerfile;
const pyproject = (dependency: string) => `[project]\nname = "shop"\nversion = "1"\ndependencies = ["${dependency}"]\n`;

test.each([
  ['an extra in requirements', { 'requirements.txt': 'psycopg[c]==3.2.12\n' }, 'libpq-dev', 'libpq5'],
  ['an extra in pyproject.toml', { 'pyproject.toml': pyproject('SQLAlchemy[mysql]>=2') }, 'default-libmysqlclient-dev', 'libmariadb3'],
  ['a package that is always needed', { 'requirements.txt': 'django-auth-ldap\n' }, 'libldap-dev', 'libldap2'],
])('%s brings the system packages of what it needs, where no lock says it', (_what, files, build, runtime) => {
  const text = dockerfile(files);
  expect(text).toContain(build);
  expect(text).toContain(runtime);
});

test('a lock says it itself, and so does a list that names both', () => {
  const hash = ` --hash=sha256:${'0'.repeat(64)}\n`;
  expect(dockerfile({ 'requirements.txt': `sqlalchemy[postgresql]==2.0.44${hash}idna==3.10${hash}` })).not.toContain('libpq');
  const named = dockerfile({ 'requirements.txt': 'psycopg[binary]\npsycopg-binary\n' });
  expect(named).not.toContain('libpq');
});
