import { expect, test } from 'vitest';
import { loaderCache } from './elf-file';
import { checkLibraries, debian, LIB, SITE } from './root-file-system';

/** An extension module, by what it needs. */
const MODULE = '_speedups.cpython-313-x86_64-linux-gnu.so';
const fine = (files: number, libraries: number) => ({
  code: 0, output: `libraries: ${files} ELF files find their ${libraries} shared libraries\n`, errors: '',
});

test('finds libraries in the folders of the distribution, through links inside the root', () => {
  const root = debian({
    [`${SITE}/fast/${MODULE}`]: { needed: ['libc.so.6', 'libz.so.1'] },
    [`${LIB}/libz.so.1`]: '->/opt/zlib/libz.so.1.3',
    'opt/zlib/libz.so.1.3': { needed: ['libc.so.6'] },
  });
  expect(checkLibraries(root)).toEqual(fine(1, 3));
});

test('fails naming each library once, who needs it, its package and the line to write', () => {
  const root = debian({
    [`${SITE}/psycopg2/_psycopg.cpython-313-x86_64-linux-gnu.so`]: { needed: ['libpq.so.5', 'libc.so.6'] },
    [`${SITE}/other/${MODULE}`]: { needed: ['libglib-2.0.so.0', 'libpq.so.5'] },
  });
  expect(checkLibraries(root, ['/app/.venv'])).toEqual({
    code: 1,
    output: '',
    errors: [
      '2 shared libraries are missing',
      '  libglib-2.0.so.0 (Debian package libglib2.0-0t64)',
      `    needed by other/${MODULE}`,
      '  libpq.so.5 (Debian package libpq5)',
      `    needed by other/${MODULE}`,
      '    needed by psycopg2/_psycopg.cpython-313-x86_64-linux-gnu.so',
      "  write: systemPackages: SystemPackages.combine(SystemPackages.fromCatalogue(), SystemPackages.apt({ runtimePackages: ['libglib2.0-0t64', 'libpq5'] }))",
      '',
    ].join('\n'),
  });
});

test('fails with the package names of the suite of the image', () => {
  const { errors } = checkLibraries(debian({ [`${SITE}/m/${MODULE}`]: { needed: ['libglib-2.0.so.0'] } }, 'bookworm'));
  expect(errors).toContain("write: systemPackages: SystemPackages.combine(SystemPackages.fromCatalogue(), SystemPackages.apt({ runtimePackages: ['libglib2.0-0'] }))");
});

test('fails for a library that the suite has no package of, saying where to look', () => {
  const { errors } = checkLibraries(debian({ [`${SITE}/m/${MODULE}`]: { needed: ['libldap.so.2', 'libodd.so.7'] } }, 'bookworm'));
  expect(errors).toContain('write: the packages of bookworm that have libldap.so.2, libodd.so.7 (packages.debian.org finds them by file)');
  expect(errors).not.toContain('SystemPackages');
});

test('fails for what a library of the system needs in turn', () => {
  const root = debian({ [`${SITE}/m/${MODULE}`]: { needed: ['libpq.so.5'] }, [`${LIB}/libpq.so.5`]: { needed: ['libldap.so.2'] } });
  expect(checkLibraries(root).errors).toMatch(/^1 shared library is missing\n {2}libldap\.so\.2 .*\n {4}needed by \/usr\/lib\/x86_64-linux-gnu\/libpq\.so\.5\n/);
});

test('lists five of the files that need a library, and counts the rest', () => {
  const modules = Array.from({ length: 7 }, (_, n) => [`${SITE}/m/_${n}.abi3.so`, { needed: ['libpq.so.5'] }]);
  const { errors } = checkLibraries(debian(Object.fromEntries(modules) as Record<string, { needed: string[] }>));
  expect(errors).toContain('needed by .venv/lib/python3.13/site-packages/m/_4.abi3.so\n    and 2 more\n');
});

test('finds libraries by the cache of the loader', () => {
  const root = debian({
    [`${SITE}/m/${MODULE}`]: { needed: ['libpython3.13.so.1.0'] },
    'usr/local/lib/libpython3.13.so.1.0': {},
    'etc/ld.so.cache': loaderCache({ 'libother.so.1': '/usr/lib/libother.so.1', 'libpython3.13.so.1.0': '/usr/local/lib/libpython3.13.so.1.0' }),
  });
  expect(checkLibraries(root)).toEqual(fine(1, 1));
});

test('fails for a library in a folder that the cache of the loader does not have yet', () => {
  const root = debian({
    [`${SITE}/m/${MODULE}`]: { needed: ['libodd.so.7'] },
    'etc/ld.so.conf': 'include /etc/ld.so.conf.d/*.conf\n',
    'etc/ld.so.conf.d/libc.conf': '# default\n/usr/local/lib\n',
    'usr/local/lib/libodd.so.7': {},
  });
  expect(checkLibraries(root).errors).toContain('lies at /usr/local/lib/libodd.so.7, where the loader does not look until ldconfig has run');
});

test('takes no library of another machine', () => {
  const root = debian({ [`${SITE}/m/${MODULE}`]: { needed: ['libpq.so.5'] }, [`${LIB}/libpq.so.5`]: { machine: 3, bits: 32 } });
  expect(checkLibraries(root).errors).toContain('libpq.so.5');
});

test('fails for a program whose loader is not there', () => {
  const root = debian({ 'app/bin/server': { interpreter: '/lib/ld-musl-x86_64.so.1' }, 'app/bin/client': { interpreter: '/lib64/ld-linux-x86-64.so.2' } });
  expect(checkLibraries(root).errors).toMatch(/^1 shared library is missing\n {2}\/lib\/ld-musl-x86_64\.so\.1\n {4}needed by bin\/server\n/);
});

test('fails for a library older than the files were built with', () => {
  const wants = { 'libc.so.6': ['GLIBC_2.2.5', 'GLIBC_2.38'] };
  const root = debian({
    [`${SITE}/m/${MODULE}`]: { needed: ['libc.so.6'], wants },
    [`${SITE}/m/fine.so`]: { needed: ['libc.so.6'], wants: { 'libc.so.6': ['GLIBC_2.36', 'GLIBC_2.2.5'] } },
  });
  expect(checkLibraries(root, ['/app/.venv'])).toEqual({
    code: 1,
    output: '',
    errors: [
      'libc.so.6 is too old: it has no GLIBC_2.38',
      `    needed by m/${MODULE}`,
      '  write: one Debian suite in the tags of the builder and of the runtime image; they were built on a newer one',
      '',
    ].join('\n'),
  });
});

test('leaves out what is to be ignored, by library or by file, and the driver of the host', () => {
  const root = debian({
    [`${SITE}/gpu/${MODULE}`]: { needed: ['libcuda.so.1'] },
    [`${SITE}/plugins/mysql.so`]: { needed: ['libmysqlclient.so.21'] },
    [`${SITE}/m/${MODULE}`]: { needed: ['libodd.so.7'], wants: { 'libodd.so.7': ['ODD_7'] } },
  });
  expect(checkLibraries(root, ['--ignore', 'libodd.so.*', '--ignore', '*/plugins/*', '/app'])).toEqual(fine(3, 0));
  expect(checkLibraries(root, ['--ignore', 'libodd.so.*', '/app']).code).toBe(1);
});

test('fails when nothing lies at a path', () => {
  expect(checkLibraries(debian({}), ['/app', '/srv'])).toEqual({ code: 1, output: '', errors: 'no such path: /app, /srv\n' });
});
