import { afterAll, beforeAll, expect, test } from 'vitest';
import { pythonIn, SLIM, ToolImages } from './tool-build';

interface DebianPackage {
  readonly fields?: string[];
  /** Files, and control files below DEBIAN, by path. */
  readonly files: Record<string, string>;
  readonly links?: Record<string, string>;
}

const sh = (...lines: string[]) => ['#!/bin/sh', 'set -e', ...lines, ''].join('\n');
const postinst = (...lines: string[]): DebianPackage => ({ files: { 'DEBIAN/postinst': sh(...lines) } });

/** Packages as Debian has them, each with one thing that matters here. */
const PACKAGES: Record<string, DebianPackage> = {
  'old-layout': {
    fields: ['Depends: needed (>= 1)'],
    files: {
      'lib/x86_64-linux-gnu/libold.so.1.2': 'library', 'usr/lib/x86_64-linux-gnu/libnew.so.1': 'library', 'sbin/old-tool': 'tool', 'etc/old.conf': 'a=1',
      'usr/share/doc/old-layout/copyright': 'licence', 'usr/share/doc/old-layout/changelog.gz': 'x', 'usr/share/doc/old-layout/examples/a': 'x',
      'usr/share/man/man1/old.1.gz': 'x', 'usr/share/locale/de/LC_MESSAGES/old.mo': 'x', 'usr/share/lintian/overrides/old': 'x', 'usr/share/bug/old/script': 'x',
      'DEBIAN/triggers': '# libraries\nactivate-noawait ldconfig\n',
      'DEBIAN/md5sums': ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)].map((sum, n) => `${sum}  ${
        ['lib/x86_64-linux-gnu/libold.so.1.2', 'usr/lib/x86_64-linux-gnu/libnew.so.1', 'usr/share/doc/old-layout/changelog.gz'][n]}\n`).join(''),
      'DEBIAN/prerm': sh('rm -rf /etc/old.d'), 'DEBIAN/postrm': sh('update-alternatives --remove old /sbin/old-tool'),
    },
    links: { 'lib/x86_64-linux-gnu/libold.so.1': 'libold.so.1.2', 'usr/share/doc/old-link': 'old-layout' },
  },
  'needed': { files: { 'usr/share/needed/file': 'x' } },
  'recommended': { files: {} },
  'upgrade-only': postinst(
    'if [ "configure" = "$1" -a "x$2" != "x" ]; then', '  if dpkg --compare-versions $2 lt 1.12; then cp /usr/etc/a /etc/a; fi', 'fi',
    'helper() { rm -rf /var/cache/a; }', 'if [ -n "$2" ] && ! helper; then echo again >&2; fi', 'case "$1" in configure) ldconfig ;; esac',
    'if command -v update-nothing >/dev/null 2>&1; then update-nothing; fi', 'dpkg-maintscript-helper rm_conffile /etc/a 1.0 -- "$@"', 'exit 0'),
  'runs-command': postinst('# a comment', 'if [ "$1" = configure ]; then', '  update-alternatives --install /usr/bin/a a /usr/bin/a.1 5', 'fi'),
  'runs-path': postinst('/usr/bin/touch /run-by-path || true'),
  'runs-present': postinst('if command -v ldconfig >/dev/null && which useradd >/dev/null; then useradd --system a || true; fi'),
  'writes-file': postinst('echo made > /etc/made-by-script || true'),
  'exits': postinst('exit 3'),
  'hangs-on-input': postinst('read -r answer || true', 'true'),
  'in-perl': { files: { 'DEBIAN/postinst': '#!/usr/bin/perl\nexit 0;\n' } },
  'asks': { files: { 'DEBIAN/config': sh('. /usr/share/debconf/confmodule'), 'DEBIAN/templates': 'Template: asks/a\nType: string\nDescription: a\n' } },
  'before': { files: { 'DEBIAN/preinst': sh('if [ "$1" = install ]; then dpkg-divert --package before --rename /bin/ls; fi') } },
  'triggered': { files: { 'DEBIAN/triggers': 'interest-noawait /usr/share/a\n', 'DEBIAN/postinst': sh('if [ "$1" = triggered ]; then a-cache; fi') } },
  'triggers-another': { files: { 'DEBIAN/triggers': 'activate-noawait update-ca-certificates\n' } },
  'watched': { files: { 'usr/share/debianutils/shells.d/watched': '/usr/bin/watched' } },
  'zlib1g': { fields: ['Multi-Arch: same'], files: { 'usr/lib/x86_64-linux-gnu/libz.so.9': 'newer' } },
};

/** Shell that makes the packages and an apt source of them. */
function repository(): string[] {
  const lines = ['set -eu', 'mkdir -p /repo && cd /repo'];
  for (const [name, { fields, files, links }] of Object.entries(PACKAGES)) {
    const version = name === 'zlib1g' ? '9:9.0-1' : '1.0-1';
    const control = [`Package: ${name}`, `Version: ${version}`, 'Architecture: amd64', 'Maintainer: a <a@example.org>', ...fields ?? [], 'Description: a', ''].join('\n');
    for (const [file, text] of Object.entries({ 'DEBIAN/control': control, ...files })) {
      const mode = /DEBIAN\/(p|config)/.test(file) ? '755' : '644';
      lines.push(`mkdir -p "$(dirname /p/${name}/${file})" && echo ${Buffer.from(text).toString('base64')} | base64 -d >/p/${name}/${file}`,
        `chmod ${mode} /p/${name}/${file}`);
    }
    for (const [link, target] of Object.entries(links ?? {})) {
      lines.push(`ln -s ${target} /p/${name}/${link}`);
    }
    lines.push(`dpkg-deb --build --root-owner-group -Znone /p/${name} /repo/${name}.deb >/dev/null`,
      `{ dpkg-deb --field ${name}.deb; echo "Filename: ./${name}.deb"; echo "Size: $(stat -c %s ${name}.deb)"; `
      + `echo "SHA256: $(sha256sum ${name}.deb | cut -d ' ' -f 1)"; echo; } >>Packages`);
  }
  return [...lines, 'printf "SHA256:\\n %s %s Packages\\n" "$(sha256sum Packages | cut -d " " -f 1)" "$(stat -c %s Packages)" >Release',
    'rm -rf /etc/apt/sources.list.d && echo "deb [trusted=yes] copy:/repo ./" >/etc/apt/sources.list'];
}

const images = new ToolImages();
afterAll(() => {
  images.remove();
});
let said: Record<string, string>;
let files: Record<string, string>;
beforeAll(() => {
  const all = Object.keys(PACKAGES);
  const image = images.build([
    `FROM ${SLIM}`,
    'RUN <<"EOF"', ...repository(), 'EOF',
    'RUN --mount=type=bind,source=.,target=/tools <<"EOF"', 'set -u', 'mkdir /said',
    ...all.map((name) => `sh /tools/unpack-packages --root /out/${name} ${name === 'zlib1g' ? 'zlib1g=9:9.0-1' : name} >/said/${name} 2>&1; echo "exit $?" >>/said/${name}`),
    'sh /tools/unpack-packages --root /out/base zlib1g >/said/base 2>&1',
    'sh /tools/unpack-packages --root /out/both in-perl runs-command >/said/both 2>&1',
    'sed -i s/copy:/file:/ /etc/apt/sources.list', 'sh /tools/unpack-packages needed >/said/file-source 2>&1',
    'ls /etc/made-by-script /run-by-path >/said/side-effects 2>&1',
    'true', 'EOF',
  ]);
  const read = (folder: string) => pythonIn(image, [
    'import json, os', 'found = {}', `for at, folders, names in os.walk('${folder}'):`, '    for name in names + [n for n in folders if os.path.islink(at + "/" + n)]:',
    '        path = at + "/" + name', `        found[path[${folder.length + 1}:]] = "-> " + os.readlink(path) if os.path.islink(path) else open(path, errors="replace").read()`,
    'print(json.dumps(found))',
  ].join('\n')) as Record<string, string>;
  said = read('/said');
  files = read('/out');
});

/** The files that a package left, without the base's and the records. */
const unpacked = (name: string) => Object.keys(files).filter((file) => file.startsWith(`${name}/`) && !file.includes('/var/lib/dpkg/')).map((file) => file.slice(name.length + 1)).sort();

test('moves what lies outside /usr into it, follows dependencies but no recommendations, and drops what nobody reads in a container', () => {
  expect(said['old-layout']).toBe('needed 1.0-1\nold-layout 1.0-1\nexit 0\n');
  expect(unpacked('old-layout')).toEqual([
    'etc/ld.so.cache', 'etc/old.conf', 'usr/lib/x86_64-linux-gnu/libnew.so.1', 'usr/lib/x86_64-linux-gnu/libold.so.1', 'usr/lib/x86_64-linux-gnu/libold.so.1.2',
    'usr/sbin/old-tool', 'usr/share/doc/old-layout/copyright', 'usr/share/doc/old-link', 'usr/share/needed/file',
  ]);
  expect(files['old-layout/usr/lib/x86_64-linux-gnu/libold.so.1']).toBe('-> libold.so.1.2');
});

test('records where the files are now', () => {
  expect(files['old-layout/var/lib/dpkg/status.d/old-layout.md5sums']).toBe(
    `${'1'.repeat(32)}  usr/lib/x86_64-linux-gnu/libold.so.1.2\n${'2'.repeat(32)}  usr/lib/x86_64-linux-gnu/libnew.so.1\n`);
  expect(files['old-layout/var/lib/dpkg/status.d/old-layout']).toContain('\nDepends: needed (>= 1)\n');
});

test.each(['upgrade-only', 'hangs-on-input'])('passes %s, whose scripts do nothing when it is first installed', (name) => {
  expect(said[name]).toBe(`${name} 1.0-1\nexit 0\n`);
});

test.each([
  ['runs-command', 'postinst runs update-alternatives --install /usr/bin/a a /usr/bin/a.1 5'],
  ['runs-path', 'postinst runs /usr/bin/touch /run-by-path'],
  ['runs-present', 'postinst runs useradd --system a'],
  ['writes-file', 'postinst writes /etc/made-by-script'],
  ['exits', 'postinst exits with 3'],
  ['in-perl', 'postinst is not a shell script'],
  ['asks', 'config asks questions with debconf'],
  ['before', 'preinst runs dpkg-divert --package before --rename /bin/ls'],
  ['triggered', 'postinst runs a-cache'],
  ['triggers-another', 'triggers has activate-noawait update-ca-certificates'],
])('fails for %s: %s', (name, what) => {
  expect(said[name]).toBe([
    'unpack-packages: these packages need more than their files in place', `  ${name}: ${what}`, `  write: systemPackages: SystemPackages.apt({ installedPackages: ['${name}'] })`, 'exit 1', '',
  ].join('\n'));
  expect(unpacked(name)).toEqual([]);
});

test('fails for a file that a package of the base watches', () => {
  expect(said.watched).toContain('  debianutils: must run, as it watches /usr/share/debianutils/shells.d\n');
});

test('fails naming all packages, and what was asked for', () => {
  expect(said.both).toBe([
    'unpack-packages: these packages need more than their files in place', '  in-perl: postinst is not a shell script',
    '  runs-command: postinst runs update-alternatives --install /usr/bin/a a /usr/bin/a.1 5', "  write: systemPackages: SystemPackages.apt({ installedPackages: ['in-perl', 'runs-command'] })", '',
  ].join('\n'));
});

test('executes nothing that a script would do', () => {
  expect(said['side-effects']).toMatch(/cannot access '\/etc\/made-by-script'.*\n.*cannot access '\/run-by-path'/);
});

test('leaves a package of the base as it is, unless a version is asked for, and then has dpkg know it', () => {
  expect(said.base).toBe('nothing to unpack: the base image has zlib1g\n');
  expect(said.zlib1g).toMatch(/^zlib1g 9:9\.0-1 \(the base image has 1:1\.3\.\S+\)\nexit 0\n$/);
  const paragraphs = files['zlib1g/var/lib/dpkg/status'].split('\n\n');
  expect(paragraphs.filter((one) => one.startsWith('Package: zlib1g\n'))).toEqual([expect.stringMatching(/\nStatus: install ok installed\nVersion: 9:9\.0-1\n/)]);
  expect(paragraphs.filter((one) => one.startsWith('Package: libc6\n'))).toHaveLength(1);
  expect(Object.keys(files)).not.toContain('zlib1g/var/lib/dpkg/status.d/zlib1g');
});

test('fails for an apt source that it would misread', () => {
  expect(said['file-source']).toContain('write: copy: in place of file: in the sources of apt');
});
