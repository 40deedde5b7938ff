import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { AARCH64, type ElfFacts, loaderCache } from './elf-file';
import { checkLibraries, debian, type FileTree, LIB, temporaryFolder, writeFiles } from './root-file-system';

const TOOL = path.resolve(__dirname, '../../tools/collect-system');
const LOADER = '/lib64/ld-linux-x86-64.so.2';
const PROGRAM: ElfFacts = { interpreter: LOADER, needed: ['libc.so.6'] };

/** The paths that the tool puts into a new folder, and what it says. */
function gather(root: string, ...words: string[]): { files: string[]; into: string; said: string[] } {
  const into = temporaryFolder();
  const { status, stdout, stderr } = spawnSync('python3', ['-I', TOOL, '--root', root, '--into', into, ...words, '/app'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const there = fs.readdirSync(into, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(into.length)}/${entry.name}`).sort();
  return { files: there, into, said: stdout.trimEnd().split('\n') };
}

/** The libraries that the tool says it has copied are those that it has. */
function collect(root: string, ...words: string[]): { files: string[]; into: string } {
  const { files, into, said } = gather(root, ...words);
  expect(said).toEqual(files);
  return { files, into };
}

function app(files: FileTree): FileTree {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`app/${name}`, content]));
}

test('the libraries of every file are gathered, not those of the program alone, with what they need in turn', () => {
  const root = debian({
    ...app({ 'probe.bin': PROGRAM, '_lzma.so': { needed: ['liblzma.so.5'] } }),
    [`${LIB}/liblzma.so.5.8.1`]: { soname: 'liblzma.so.5', needed: ['libm.so.6'] },
    [`${LIB}/liblzma.so.5`]: '->liblzma.so.5.8.1',
    [`${LIB}/libm.so.6`]: { soname: 'libm.so.6' },
    [`${LIB}/libunused.so.1`]: { soname: 'libunused.so.1' },
  });
  expect(collect(root).files).toEqual([LOADER, `/${LIB}/libc.so.6`, `/${LIB}/liblzma.so.5`, `/${LIB}/libm.so.6`]);
});

test('what a file brings along is not gathered', () => {
  const root = debian({
    ...app({ 'probe.bin': { ...PROGRAM, needed: ['libpython3.13.so.1.0'], runpath: '$ORIGIN' }, 'libpython3.13.so.1.0': { soname: 'libpython3.13.so.1.0' } }),
    [`${LIB}/libpython3.13.so.1.0`]: { soname: 'libpython3.13.so.1.0' },
  });
  expect(collect(root).files).toEqual([LOADER]);
});

test('libgcc_s is gathered though no file names it, and before glibc 2.34 what looks up hosts', () => {
  const opened: FileTree = Object.fromEntries(['libgcc_s.so.1', 'libnss_dns.so.2', 'libnss_files.so.2', 'libresolv.so.2'].map((name) =>
    [`${LIB}/${name}`, { soname: name, needed: name === 'libnss_dns.so.2' ? ['libresolv.so.2'] : [] }]));
  const old = debian({ ...app({ 'probe.bin': PROGRAM }), ...opened });
  expect(collect(old).files).toEqual([LOADER, ...['libc.so.6', 'libgcc_s.so.1', 'libnss_dns.so.2', 'libnss_files.so.2', 'libresolv.so.2'].map((name) => `/${LIB}/${name}`)]);
  const modern = debian({ ...app({ 'probe.bin': PROGRAM }), ...opened, [`${LIB}/libc.so.6`]: { soname: 'libc.so.6', defines: ['libc.so.6', 'GLIBC_2.34'] } });
  expect(collect(modern).files).toEqual([LOADER, `/${LIB}/libc.so.6`, `/${LIB}/libgcc_s.so.1`]);
});

test('the loader is the one that the files name: that of aarch64 lies elsewhere', () => {
  const lib = 'usr/lib/aarch64-linux-gnu';
  const root = temporaryFolder();
  writeFiles(root, {
    'lib': '->usr/lib',
    'usr/lib/ld-linux-aarch64.so.1': '->aarch64-linux-gnu/ld-linux-aarch64.so.1',
    [`${lib}/ld-linux-aarch64.so.1`]: { soname: 'ld-linux-aarch64.so.1', machine: AARCH64 },
    [`${lib}/libc.so.6`]: { soname: 'libc.so.6', needed: ['ld-linux-aarch64.so.1'], machine: AARCH64 },
    'app/probe.bin': { interpreter: '/lib/ld-linux-aarch64.so.1', needed: ['libc.so.6'], machine: AARCH64 },
  });
  const { files, into } = collect(root);
  expect(files).toEqual(['/lib/ld-linux-aarch64.so.1', `/${lib}/libc.so.6`]);
  writeFiles(into, { 'app/probe.bin': { interpreter: '/lib/ld-linux-aarch64.so.1', needed: ['libc.so.6'], machine: AARCH64 } });
  expect(checkLibraries(into)).toMatchObject({ code: 0, errors: '' });
});

test('what was gathered is all that is needed: the check finds nothing missing in an image of it', () => {
  const files = app({ 'probe.bin': PROGRAM, '_ssl.so': { needed: ['libssl.so.3'] } });
  const root = debian({ ...files, 'opt/tls/libssl.so.3': { soname: 'libssl.so.3' }, 'etc/ld.so.cache': loaderCache({ 'libssl.so.3': '/opt/tls/libssl.so.3' }) });
  const { files: gathered, into } = collect(root);
  expect(gathered).toContain(`/${LIB}/libssl.so.3`);
  writeFiles(into, files);
  expect(checkLibraries(into)).toMatchObject({ code: 0, errors: '' });
  fs.rmSync(path.join(into, LIB, 'libssl.so.3'));
  expect(checkLibraries(into).errors).toMatch(/libssl\.so\.3(.|\n)*needed by _ssl\.so/);
});

test('what the image has already is not gathered', () => {
  const root = debian({
    ...app({ 'probe.bin': { ...PROGRAM, needed: ['libc.so.6', 'libz.so.1'] } }),
    [`${LIB}/libz.so.1`]: { soname: 'libz.so.1' },
    [`${LIB}/libgcc_s.so.1`]: { soname: 'libgcc_s.so.1' },
  });
  const base = debian({ [`${LIB}/libgcc_s.so.1`]: { soname: 'libgcc_s.so.1' } });
  expect(collect(root, '--base', base).files).toEqual([`/${LIB}/libz.so.1`]);
});

test('what else is asked for is gathered as it is, unless the image has it', () => {
  const also = ['--also=/etc/zones', '--also=/etc/ca.crt'];
  const root = debian({ 'etc/zones/UTC': 'TZif', 'etc/zones/Zulu': '->UTC', 'etc/ca.crt': '->/usr/ca.crt', 'usr/ca.crt': 'CA', 'app/x.txt': '' });
  const { files, into } = gather(root, ...also);
  expect(files).toEqual(['/etc/ca.crt', '/etc/zones/UTC']);
  expect(fs.readlinkSync(path.join(into, 'etc/zones/Zulu'))).toBe('UTC');
  expect(gather(root, ...also, '--base', debian({ 'etc/zones/UTC': '' })).files).toEqual(['/etc/ca.crt']);
});

test('the loader of the image is not gathered again under the name by which libc needs it', () => {
  const root = debian({ ...app({ '_z.so': { needed: ['libc.so.6'] } }), [`${LIB}/libc.so.6`]: { soname: 'libc.so.6', interpreter: LOADER, needed: ['ld-linux-x86-64.so.2'] } });
  const base = temporaryFolder();
  writeFiles(base, { 'lib64/ld-linux-x86-64.so.2': PROGRAM, [`${LIB}/libc.so.6`]: { soname: 'libc.so.6', interpreter: LOADER, needed: ['ld-linux-x86-64.so.2'] } });
  expect(gather(root, '--base', base).files).toEqual([]);
});

test('a library that is asked for by its name is gathered with what it needs, and done without where there is none', () => {
  const root = debian({
    ...app({ 'probe.bin': PROGRAM }), [`${LIB}/librt.so.1`]: { soname: 'librt.so.1', needed: ['libold.so.1'] }, [`${LIB}/libold.so.1`]: { soname: 'libold.so.1' },
  });
  expect(collect(root, '--library=librt.so.1', '--library=libutil.so.1').files).toEqual(expect.arrayContaining([`/${LIB}/librt.so.1`, `/${LIB}/libold.so.1`]));
});

test('what a folder has of the files of the root needs libraries like what is named', () => {
  const like = temporaryFolder();
  writeFiles(like, { 'opt/other.so': { needed: ['libz.so.1'] }, 'opt/made-here.so': { needed: ['libmissing.so.1'] } });
  const root = debian({ ...app({ 'x.txt': '' }), 'opt/other.so': { needed: ['libz.so.1'] }, [`${LIB}/libz.so.1`]: { soname: 'libz.so.1' } });
  expect(collect(root, '--like', like).files).toContain(`/${LIB}/libz.so.1`);
});

test('the packages of what is gathered have their records and licences, so that scanners know them', () => {
  const record = (name: string) => `Package: ${name}\nStatus: install ok installed\nVersion: 1.0-1`;
  const root = debian({
    ...app({ 'probe.bin': { ...PROGRAM, needed: ['libz.so.1'] } }), [`${LIB}/libz.so.1`]: { soname: 'libz.so.1' },
    'var/lib/dpkg/status': `${['zlib1g', 'unused'].map(record).join('\n\n')}\n`,
    'var/lib/dpkg/info/zlib1g:amd64.list': `/.\n/${LIB.replace('usr/', '')}/libz.so.1\n`,
    'var/lib/dpkg/info/unused.list': `/.\n/${LIB}/libunused.so.1\n`,
    'usr/share/doc/zlib1g/copyright': 'zlib licence\n',
  });
  const { files, into, said } = gather(root, '--records');
  expect(files.filter((file) => /dpkg|doc/.test(file))).toEqual(['/usr/share/doc/zlib1g/copyright', '/var/lib/dpkg/status.d/zlib1g']);
  expect(fs.readFileSync(path.join(into, 'var/lib/dpkg/status.d/zlib1g'), 'utf8')).toBe(`${record('zlib1g')}\n`);
  expect(said.at(-1)).toBe('of zlib1g');
});

test('fails where a library is missing already where the files were made', () => {
  const root = debian(app({ 'probe.bin': PROGRAM, '_odd.so': { needed: ['libodd.so.1'] } }));
  const { status, stderr } = spawnSync('python3', ['-I', TOOL, '--root', root, '--into', temporaryFolder(), '/app'], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/libodd\.so\.1 is not there\n {2}needed by \/app\/_odd\.so\n {2}write: systemPackages/);
});
