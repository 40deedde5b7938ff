import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonIn, runIn, SLIM, ToolImages, unpack } from './tool-build';

const images = new ToolImages();
afterAll(() => {
  images.remove();
});

/** Every file and folder below /out: kind, mode, owner, time, size, and the digest of what it holds. */
const LISTING = `
import hashlib, json, os, stat
rows = []
for folder, folders, files in os.walk('/out'):
    for name in ['.'] + files + [name for name in folders if os.path.islink(os.path.join(folder, name))]:
        path = os.path.normpath(os.path.join(folder, name))
        s = os.lstat(path)
        held = os.readlink(path) if stat.S_ISLNK(s.st_mode) else hashlib.sha256(open(path, 'rb').read()).hexdigest() if stat.S_ISREG(s.st_mode) else ''
        rows.append([path, oct(s.st_mode), s.st_uid, s.st_gid, int(s.st_mtime), s.st_size if stat.S_ISREG(s.st_mode) else 0, held])
print(json.dumps(sorted(rows)))
`;
type Row = [path: string, mode: string, uid: number, gid: number, time: number, size: number, held: string];

describe('libpq5', () => {
  let builder: string;
  let runtime: string;
  let rows: Row[];
  beforeAll(() => {
    const lines = [`FROM ${SLIM} AS packages`, unpack('libpq5')];
    builder = images.build(lines);
    runtime = images.build([...lines, `FROM ${SLIM}`, 'COPY --link --from=packages /out/ /', 'USER 10001']);
    rows = pythonIn(builder, LISTING) as Row[];
  });

  test('is found and loads in a fresh image that only got the copy', () => {
    expect(pythonIn(runtime, [
      'import ctypes, ctypes.util, json',
      'name = ctypes.util.find_library("pq")',
      'print(json.dumps([name, ctypes.CDLL(name).PQlibVersion() > 150000]))',
    ].join('\n'))).toEqual(['libpq.so.5', true]);
    expect(runIn(runtime, ['ldconfig', '-p'])).toMatch(/libpq\.so\.5 \(libc6,x86-64\) => \/lib\/x86_64-linux-gnu\/libpq\.so\.5/);
  });

  test('adds its missing closure of about 2.6 MB and no docs, logs, lists or caches of apt', () => {
    const size = rows.reduce((sum, row) => sum + row[5], 0);
    expect(size).toBeGreaterThan(2_000_000);
    expect(size).toBeLessThan(3_200_000);
    const files = rows.filter((row) => row[1].startsWith('0o1')).map((row) => row[0]);
    expect(files.filter((file) => !/^\/out\/(usr\/lib\/x86_64-linux-gnu\/|usr\/share\/doc\/[^/]+\/copyright$|var\/lib\/dpkg\/status\.d\/)/.test(file)))
      .toEqual(['/out/etc/ld.so.cache']);
    expect(files).toContain('/out/usr/share/doc/libpq5/copyright');
  });

  test('leaves the links of the merged /usr as they are', () => {
    expect(runIn(runtime, ['sh', '-c', 'readlink /lib /lib64 /bin /sbin'])).toBe('usr/lib\nusr/lib64\nusr/bin\nusr/sbin\n');
    expect(rows.map((row) => row[0]).filter((path) => /^\/out\/[^/]+$/.test(path))).toEqual(['/out/etc', '/out/usr', '/out/var']);
  });

  test('belongs to root, and others can read it but not write', () => {
    expect(rows.filter(([, mode, uid, gid]) => uid !== 0 || gid !== 0 || (!mode.startsWith('0o12') && !/(55|44)$/.test(mode)))).toEqual([]);
  });

  test('has a record of each package with its files, as scanners read them', () => {
    const record = runIn(runtime, ['cat', '/var/lib/dpkg/status.d/libpq5']);
    expect(record).toMatch(/^Package: libpq5\n(.*\n)*Version: \d/);
    expect(record).toContain('\nArchitecture: amd64\n');
    const sums = runIn(runtime, ['sh', '-c', 'cd / && md5sum --check --quiet /var/lib/dpkg/status.d/*.md5sums && cat /var/lib/dpkg/status.d/libpq5.md5sums']);
    expect(sums).toMatch(/^[0-9a-f]{32} {2}usr\/lib\/x86_64-linux-gnu\/libpq\.so\.5\.\d+$/m);
    // dpkg's own list stays that of the base.
    expect(runIn(runtime, ['sh', '-c', 'dpkg-query -W libpq5 2>&1 || true'])).toContain('no packages found');
  });

  test('comes out the same from a second build without cache', () => {
    const second = images.build([`FROM ${SLIM} AS packages`, unpack('libpq5')], '--no-cache');
    expect(second).not.toBe(builder);
    expect(pythonIn(second, LISTING)).toEqual(rows);
  });
});

test('says one line for each package, and what the base has already', () => {
  const image = images.build([`FROM ${SLIM}`, unpack('libjpeg62-turbo tini >/first; sh /tools/unpack-packages --root=/none zlib1g libssl3t64 >/second')]);
  expect(runIn(image, ['cat', '/first'])).toMatch(/^libjpeg62-turbo \S+\ntini \S+\n$/);
  expect(runIn(image, ['cat', '/second'])).toBe('nothing to unpack: the base image has zlib1g libssl3t64\n');
  expect(runIn(image, ['ls', '-A', '/none'])).toBe('');
  expect(pythonIn(image, 'import ctypes, json; ctypes.CDLL("libjpeg.so.62"); print(json.dumps(1))')).toBe(1);
  expect(runIn(image, ['/out/usr/bin/tini', '--version'])).toContain('tini version');
});

test('gives its own files SOURCE_DATE_EPOCH', () => {
  const image = images.build([`FROM ${SLIM}`, 'ARG SOURCE_DATE_EPOCH=1000000000', unpack('libjpeg62-turbo')]);
  const times = Object.fromEntries((pythonIn(image, LISTING) as Row[]).map((row) => [row[0], row[4]]));
  expect(times['/out']).toBe(1_000_000_000);
  expect(times['/out/etc/ld.so.cache']).toBe(1_000_000_000);
  expect(times['/out/var/lib/dpkg/status.d/libjpeg62-turbo']).toBe(1_000_000_000);
  expect(times['/out/usr/share/doc/libjpeg62-turbo/copyright']).not.toBe(1_000_000_000);
});

test('unpacks for another architecture, and runs nothing of it', () => {
  const image = images.build([`FROM ${SLIM}`, unpack('--architecture arm64 libpq5')]);
  const rows = pythonIn(image, LISTING) as Row[];
  expect(rows.map((row) => row[0]).filter((path) => /\/lib(pq|krb5|ldap)\.so\.\d+$/.test(path))).toEqual([
    '/out/usr/lib/aarch64-linux-gnu/libkrb5.so.3', '/out/usr/lib/aarch64-linux-gnu/libldap.so.2', '/out/usr/lib/aarch64-linux-gnu/libpq.so.5',
  ]);
  expect(runIn(image, ['od', '-An', '-tu1', '-j18', '-N1', '/out/usr/lib/aarch64-linux-gnu/libpq.so.5']).trim()).toBe('183');
  expect(runIn(image, ['cat', '/out/var/lib/dpkg/status.d/libpq5'])).toContain('\nArchitecture: arm64\n');
  expect(rows.filter((row) => row[0].includes('ld.so.cache'))).toEqual([]);
});

test('fails for packages whose scripts do more than ldconfig, unless their scripts are to be ignored', () => {
  const message = images.failure([`FROM ${SLIM}`, unpack('libmariadb3')]);
  expect(message).toContain('unpack-packages: these packages need more than their files in place');
  expect(message).toMatch(/^ {2}mysql-common: postinst runs update-alternatives --install \/etc\/mysql\/my\.cnf /m);
  expect(message).toMatch(/^ {2}write: .*installedPackages: \['libmariadb3'\]/m);
  const image = images.build([`FROM ${SLIM}`, unpack('--ignore-scripts mysql-common --ignore-scripts=mariadb-common libmariadb3')]);
  expect(runIn(image, ['ls', '/out/usr/lib/x86_64-linux-gnu'])).toContain('libmariadb.so.3');
});

test.each([
  ['libnosuch', 'E: Unable to locate package libnosuch'],
  ['libpq5=1.0', "E: Version '1.0' for 'libpq5' was not found"],
])('fails for %s, saying which suite it asked', (word, line) => {
  const message = images.failure([`FROM ${SLIM}`, unpack(word)]);
  expect(message).toContain(line);
  expect(message).toContain('this one is "Debian GNU/Linux 13 (trixie)" for amd64');
});
