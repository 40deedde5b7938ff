import { afterAll, beforeAll, expect, test } from 'vitest';
import { check, FULL, SLIM, ToolImages, unpack } from './tool-build';

const images = new ToolImages();
afterAll(() => {
  images.remove();
});

/** An app that needs a driver which is compiled against libpq, and the library. */
const STAGES = [
  `FROM ${FULL} AS builder`,
  'RUN --mount=type=cache,target=/root/.cache/pip python -m venv --without-pip /app/.venv \\',
  ' && pip --python /app/.venv/bin/python install --quiet --no-binary psycopg2 psycopg2==2.9.10',
  "RUN mkdir /app/shop && echo 'import psycopg2' > /app/shop/__init__.py && echo 'from . import nothing' > /app/shop/broken.py",
  `FROM ${SLIM} AS packages`,
  unpack('libpq5'),
  `FROM ${SLIM} AS without`,
  'COPY --from=builder /app /app',
  'ENV PATH=/app/.venv/bin:$PATH',
  'USER 10001:10001',
  'FROM without AS with',
  'COPY --from=packages /out/ /',
];
beforeAll(() => {
  images.build(STAGES);
});

test('passes for an image that has what its packages need', () => {
  const log = images.log([
    ...STAGES, 'FROM with AS checked', check('libraries /app -- imports --path /app psycopg2 shop shop:psycopg2.connect -- writable /app /usr'),
  ], 'checked');
  expect(log).toMatch(/^libraries: \d+ ELF files find their \d+ shared libraries$/m);
  expect(log).toMatch(/^imports: imported psycopg2, shop, shop:psycopg2\.connect$/m);
  expect(log).toMatch(/^writable: user 10001 can write none of \d+ files and folders$/m);
});

test('fails where the library is missing, naming it, the file and the package', () => {
  expect(images.failure([...STAGES, 'FROM without', check('libraries /app/.venv')])).toContain([
    '1 shared library is missing',
    '  libpq.so.5 (Debian package libpq5)',
    '    needed by psycopg2/_psycopg.cpython-313-x86_64-linux-gnu.so',
    "  write: systemPackages: SystemPackages.combine(SystemPackages.fromCatalogue(), SystemPackages.apt({ runtimePackages: ['libpq5'] }))",
  ].join('\n'));
});

test('fails where a library that the library needs is missing', () => {
  const broken = ['FROM with', 'USER 0', 'RUN rm /usr/lib/x86_64-linux-gnu/libldap.so.2*', 'USER 10001:10001'];
  expect(images.failure([...STAGES, ...broken, check('libraries /app/.venv')])).toContain([
    '  libldap.so.2 (Debian package libldap2)',
    '    needed by /usr/lib/x86_64-linux-gnu/libpq.so.5.',
  ].join('\n'));
});

test('fails for the import that the missing library breaks, as the user of the image', () => {
  const message = images.failure([...STAGES, 'FROM without', check('imports --path /app shop shop.broken')]);
  expect(message).toContain('these cannot be imported by user 10001\n  shop\n    File "/app/shop/__init__.py", line 1: import psycopg2\n');
  expect(message).toContain("    write: systemPackages: SystemPackages.combine(SystemPackages.fromCatalogue(), SystemPackages.apt({ runtimePackages: ['libpq5'] }))");
  expect(message).toContain('\n  shop.broken\n');
});

test('fails for code that the user of the image can write, and for a check by root', () => {
  const owned = ['FROM without', 'COPY --from=builder --chown=10001 /app/shop /app/shop'];
  expect(images.failure([...STAGES, ...owned, check('writable /app')])).toContain('user 10001 can write 2 of');
  expect(images.failure([...STAGES, 'FROM without', 'USER 0', check('writable /app')])).toContain('the check runs as root');
});

test('reads the root file system of another architecture, mounted', () => {
  // A base that has nothing: all that libpq5 needs is unpacked, down to the C library.
  const arm = [
    `FROM ${SLIM} AS arm`,
    'RUN : >/var/lib/dpkg/status',
    unpack('--architecture arm64 --root /arm --ignore-scripts libc6 libpq5'),
    'RUN ln -s usr/lib /arm/lib && mkdir /arm/app && cp /arm/usr/lib/aarch64-linux-gnu/libpq.so.5 /arm/app/m.so',
  ];
  images.build([...arm, check('libraries --root /arm /app /usr')]);
  const message = images.failure([...arm, 'RUN rm /arm/usr/lib/aarch64-linux-gnu/libldap*', check('libraries --root /arm /app')]);
  expect(message).toContain('libldap.so.2');
  expect(message).toContain('needed by m.so');
});
