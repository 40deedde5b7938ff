import { expect, test } from 'vitest';
import { AARCH64, elfFile, S390X } from './elf-file';
import { checkLibraries, debian, FileTree, LIB, SITE, temporaryFolder, writeFiles } from './root-file-system';


/** The libraries that are reported as missing. */
function missing(root: string, words?: string[]): string[] {
  return [...checkLibraries(root, words).errors.matchAll(/^ {2}(\S+\.so\S*)/gm)].map(([, name]) => name);
}

// https://man7.org/linux/man-pages/man8/ld.so.8.html: RPATH, then RUNPATH, then the cache, then the default folders. /opt lies outside the scanned paths.
test.each<[string, FileTree]>([
  ['RPATH', { 'app/m.so': { needed: ['liba.so'], rpath: '/nowhere:/opt/a' }, 'opt/a/liba.so': {} }],
  ['RUNPATH', { 'app/m.so': { needed: ['liba.so'], runpath: '/opt/a' }, 'opt/a/liba.so': {} }],
  ['$ORIGIN', { 'app/m/m.so': { needed: ['liba.so'], runpath: '$ORIGIN/../../opt' }, 'opt/liba.so': {} }],
  ['${ORIGIN} of the file behind a link', {
    'app/m.so': { needed: ['liba.so'], rpath: '/opt/link' }, 'opt/link': '->a', 'opt/a/liba.so':
    { needed: ['libb.so'], runpath: '${ORIGIN}/../b' }, 'opt/b/libb.so': {},
  }],
  ['$LIB', { 'app/m.so': { needed: ['liba.so'], runpath: '/opt/$LIB' }, 'opt/lib/x86_64-linux-gnu/liba.so': {} }],
  ['$PLATFORM', { 'app/m.so': { needed: ['liba.so'], runpath: '/opt/${PLATFORM}' }, 'opt/x86_64/liba.so': {} }],
  ['a path in place of a name', { 'app/m.so': { needed: ['/opt/liba.so', '$ORIGIN/../opt/liba.so'] }, 'opt/liba.so': {} }],
  ['the RPATH of what loads it', { 'app/m.so': { needed: ['liba.so'], rpath: '/opt/a' }, 'opt/a/liba.so': { needed: ['libb.so'] }, 'opt/a/libb.so': {} }],
  ['the RPATH of what loads what loads it', {
    'app/m.so': { needed: ['liba.so'], rpath: '/opt/a' }, 'opt/a/liba.so': { needed: ['libb.so'], runpath: '/opt/a' },
    'opt/a/libb.so': { needed: ['libc1.so'] }, 'opt/a/libc1.so': {},
  }],
])('finds a library by %s', (_, files) => {
  expect(checkLibraries(debian(files)).errors).toBe('');
});

test.each<[string, FileTree]>([
  ['the RPATH of what loads it, which has a RUNPATH of its own', {
    'app/m.so': { needed: ['liba.so'], rpath: '/opt/a' },
    'opt/a/liba.so': { needed: ['libb.so'], runpath: '/opt/none' }, 'opt/a/libb.so': {},
  }],
  ['the RUNPATH of what loads it', { 'app/m.so': { needed: ['liba.so'], runpath: '/opt/a' }, 'opt/a/liba.so': { needed: ['libb.so'] }, 'opt/a/libb.so': {} }],
  ['its RPATH, when it has a RUNPATH', { 'app/m.so': { needed: ['libb.so'], rpath: '/opt/a', runpath: '/opt/none' }, 'opt/a/libb.so': {} }],
  ['/usr/local/lib, which only the cache of the loader leads to', { 'app/m.so': { needed: ['libb.so'] }, 'usr/local/lib/libb.so': {} }],
])('fails to find a library by %s', (_, files) => {
  expect(missing(debian(files))).toEqual(['libb.so']);
});

test('finds what auditwheel put beside a package, also where one library of it needs the next', () => {
  const root = debian({
    [`${SITE}/PIL/_imaging.cpython-313-x86_64-linux-gnu.so`]: { needed: ['libtiff-1.so.6'], rpath: '$ORIGIN/../pillow.libs' },
    [`${SITE}/pillow.libs/libtiff-1.so.6`]: { soname: 'libtiff-1.so.6', needed: ['libjpeg-2.so.62'] },
    [`${SITE}/pillow.libs/libjpeg-2.so.62`]: { soname: 'libjpeg-2.so.62', needed: ['libc.so.6'] },
  });
  expect(missing(root)).toEqual([]);
});

test('finds what another package has loaded by then, as torch has for its extensions, by name or by SONAME', () => {
  const root = debian({
    [`${SITE}/torchvision/_C.so`]: { needed: ['libtorch.so', 'libc10.so', 'libgone.so'] },
    [`${SITE}/torch/lib/libtorch.so`]: {},
    [`${SITE}/torch/lib/libc10-1f.so`]: { soname: 'libc10.so' },
    [`${SITE}/torch/lib/libgone.so`]: { machine: AARCH64 },
  });
  expect(missing(root)).toEqual(['libgone.so']);
});

test('follows no link out of the scanned folders', () => {
  const root = debian({ 'app/bin': '->../opt', 'app/m.so': '->/opt/broken.so', 'opt/broken.so': { needed: ['libodd.so.7'] } });
  expect(checkLibraries(root).output).toBe('libraries: 0 ELF files find their 0 shared libraries\n');
  expect(missing(root, ['/app', '/opt'])).toEqual(['libodd.so.7']);
});

test('leaves programs for other machines alone, as debuggers bring them', () => {
  const root = debian({ 'app/attach_linux_aarch64.so': { machine: AARCH64, needed: ['libc.so.6', 'libodd.so.7'] } });
  expect(checkLibraries(root).code).toBe(0);
});

test('fails for extension modules of another machine', () => {
  const root = debian({ [`${SITE}/m/_fast.cpython-313-aarch64-linux-gnu.so`]: { machine: AARCH64, needed: ['libc.so.6'] } });
  expect(checkLibraries(root, ['/app/.venv'])).toEqual({
    code: 1,
    output: '',
    errors: [
      '1 extension module is for aarch64, but the image is for x86-64',
      '    m/_fast.cpython-313-aarch64-linux-gnu.so',
      '  write: the platform of the image where the wheels are installed',
      '',
    ].join('\n'),
  });
});

test.each([
  ['aarch64', 'aarch64-linux-gnu', { machine: AARCH64 }],
  ['arm', 'arm-linux-gnueabihf', { machine: 40, bits: 32 as const }],
  ['s390x', 's390x-linux-gnu', { machine: S390X, bigEndian: true }],
])('reads an image for %s', (_, triplet, kind) => {
  const root = temporaryFolder();
  writeFiles(root, {
    [`usr/lib/${triplet}/libc.so.6`]: { ...kind, defines: ['GLIBC_2.36'] },
    'lib': '->usr/lib',
    'app/m.so': { ...kind, needed: ['libc.so.6', 'libpq.so.5'], wants: { 'libc.so.6': ['GLIBC_2.36'] } },
  });
  expect(checkLibraries(root).errors).toMatch(/^1 shared library is missing\n {2}libpq\.so\.5\n {4}needed by m\.so\n {2}write: the packages of the base image's/);
});

test('reads an image of a distribution with /lib64', () => {
  const root = temporaryFolder();
  writeFiles(root, { 'lib64': '->usr/lib64', 'usr/lib64/libc.so.6': {}, 'usr/lib64/libz.so.1': {}, 'app/m.so': { needed: ['libz.so.1', 'libpq.so.5'] } });
  expect(missing(root)).toEqual(['libpq.so.5']);
});

/** An Alpine with its C library. */
function alpine(files: FileTree): string {
  const root = temporaryFolder();
  writeFiles(root, { 'lib/ld-musl-x86_64.so.1': { soname: 'libc.musl-x86_64.so.1' }, 'etc/os-release': 'ID=alpine\n', ...files });
  return root;
}

test('reads an image with musl: its own names, its folders, RUNPATH as it inherits it', () => {
  const root = alpine({
    'app/m.so': { needed: ['libc.so', 'libc.musl-x86_64.so.1', 'libz.so.1', 'liba.so'], runpath: '/opt/a' },
    'usr/local/lib/libz.so.1': {},
    'opt/a/liba.so': { needed: ['libb.so'] },
    'opt/a/libb.so': { interpreter: '/lib/ld-musl-x86_64.so.1' },
  });
  expect(checkLibraries(root).errors).toBe('');
});

test('reads the search path that an image with musl sets', () => {
  const root = alpine({ 'etc/ld-musl-x86_64.path': '/lib\n/srv/lib\n', 'app/m.so': { needed: ['liba.so', 'libb.so'] }, 'srv/lib/liba.so': {}, 'usr/lib/libb.so': {} });
  expect(missing(root)).toEqual(['libb.so']);
});

test.each([
  ['a wheel for glibc in an image with musl, saying which wheels fit', ['libc.so.6', 'libm.so.6'], 'wheels for musl (musllinux in their names)'],
  ['a library of an image with musl, by the name that apk knows', ['libpq.so.5'], 'the Alpine packages that provide so:libpq.so.5'],
])('fails for %s', (_, needed, line) => {
  expect(checkLibraries(alpine({ 'app/m.so': { needed } })).errors).toContain(`write: ${line}`);
});

test('is not upset by files that only begin as ELF files', () => {
  const whole = elfFile({ needed: ['libc.so.6'], wants: { 'libc.so.6': ['GLIBC_2.36'] }, defines: ['M_1'], runpath: '/opt' });
  const cut = Array.from({ length: whole.length }, (_, length) => [`app/cut/${length}.so`, whole.subarray(0, length)]);
  const damaged = Array.from({ length: whole.length }, (_, at) => [`app/damaged/${at}.so`, Buffer.from(whole.map((byte, n) => n === at ? byte ^ 0xff : byte))]);
  const outcome = checkLibraries(debian(Object.fromEntries([...cut, ...damaged]) as FileTree));
  expect(outcome.errors).not.toContain('Traceback');
  expect([0, 1]).toContain(outcome.code);
});

test('sees a library that lies in the folder of the system and was named without its links', () => {
  expect(missing(debian({ 'app/m.so': { needed: ['libz.so.1'] }, [`${LIB}/libz.so.1`]: '->libz.so.1.3', [`${LIB}/libz.so.1.3`]: {} }))).toEqual([]);
});
