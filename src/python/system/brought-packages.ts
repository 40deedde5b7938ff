import { LockedPackage } from '../locks/locked-package';

/** Packages that compile, by the package or the extra that needs them: a list without a lock names those alone. Sources: the metadata of each on PyPI. */
const BRINGS: Readonly<Record<string, string>> = {
  'celery[memcache]': 'pylibmc',
  'django-auth-ldap': 'python-ldap',
  'face-recognition': 'dlib',
  'flask-mysqldb': 'mysqlclient',
  'psycopg[binary]': 'psycopg-binary',
  'psycopg[c]': 'psycopg-c',
  'python3-saml': 'xmlsec',
  'sqlalchemy[mssql-pyodbc]': 'pyodbc',
  'sqlalchemy[mysql]': 'mysqlclient',
  'sqlalchemy[postgresql]': 'psycopg2',
  'sqlalchemy[postgresql-psycopg2]': 'psycopg2',
  'sqlalchemy[postgresql-psycopg2binary]': 'psycopg2-binary',
};

/** The packages with those that they are known to need and that no lock names. */
export function withBrought(packages: LockedPackage[]): LockedPackage[] {
  const present = new Set(packages.map(({ name }) => name));
  const keys = packages.flatMap(({ name, extras }) => [name, ...extras.map((extra) => `${name}[${extra}]`)]);
  const brought = keys.flatMap((key) => Object.hasOwn(BRINGS, key) && !present.has(BRINGS[key]) ? [BRINGS[key]] : []);
  return [...packages, ...[...new Set(brought)].map((name): LockedPackage => ({ name, extras: [], source: 'index' }))];
}
