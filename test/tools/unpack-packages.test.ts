import { spawnSync } from 'child_process';
import * as path from 'path';
import { expect, test } from 'vitest';

const TOOL = path.resolve(__dirname, '../../tools/unpack-packages');

// All of these end before apt is asked anything; test/image/tools has what it does.
test.each([
  [[], 'no package was named\n  write: unpack-packages [--root /out] PACKAGE[=VERSION]...\n'],
  [['libpq5', 'libfoo-'], 'libfoo- is not PACKAGE or PACKAGE=VERSION\n'],
  [['libfoo+'], 'libfoo+ is not PACKAGE or PACKAGE=VERSION\n'],
  [['libpq5:arm64'], 'libpq5:arm64 is not PACKAGE or PACKAGE=VERSION\n'],
  [['libpq5/sid'], 'libpq5/sid is not PACKAGE or PACKAGE=VERSION\n'],
  [['libpq.*'], 'libpq.* is not PACKAGE or PACKAGE=VERSION\n'],
  [['./libpq5.deb'], './libpq5.deb is not PACKAGE or PACKAGE=VERSION\n'],
  [[''], ' is not PACKAGE or PACKAGE=VERSION\n'],
  [['=1.0'], '=1.0 is not PACKAGE or PACKAGE=VERSION\n'],
  [['libpq5; id'], 'libpq5; id is not PACKAGE or PACKAGE=VERSION\n'],
  [['--quiet', 'libpq5'], 'unknown option --quiet\n  options: --root, --architecture, --ignore-scripts\n'],
  [['libpq5', '--root', '/x'], '--root: options come before the packages\n'],
  [['--root'], '--root needs a value\n'],
  [['--root', 'out', 'libpq5'], '--root out is not an absolute path below /\n'],
  [['--root=/', 'libpq5'], '--root / is not an absolute path below /\n'],
  [['--architecture', 'x86_64', 'libpq5'], '--architecture x86_64 is not one of Debian\'s, such as amd64, arm64 or armhf\n'],
])('fails for %j', (words, message) => {
  const { status, stdout, stderr } = spawnSync('sh', [TOOL, ...words], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: `unpack-packages: ${message}` });
});
