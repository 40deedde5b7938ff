import { expect, test } from 'vitest';
import { lockChanges, lockedVersions } from '../../src/cli/lock-changes';

const TXT = (idna: string, rest = '') => `# header\nidna==${idna} ; sys_platform == 'linux' \\\n    --hash=sha256:aa\n${rest}`;
const UV = (version: string) => `version = 1\n\n[[package]]\nname = "idna"\nversion = "${version}"\nsource = { registry = "https://pypi.example/simple" }\n`;

test.each([
  ['a requirements file', TXT('3.9'), TXT('3.10', 'zstandard[extra]==1.0\n')],
  ['a uv.lock', UV('3.9'), `${UV('3.10')}\n[[package]]\nname = "zstandard"\nversion = "1.0"\n`],
])('the changes of %s', (_, before, after) => {
  expect(lockChanges(before, after)).toEqual(['~ idna 3.9 -> 3.10', '+ zstandard 1.0']);
  expect(lockChanges(after, before)).toEqual(['~ idna 3.10 -> 3.9', '- zstandard 1.0']);
  expect(lockChanges(after, after)).toEqual([]);
});

test('a package with one version for each of several platforms', () => {
  expect([...lockedVersions("numpy==2.2 ; python_version < '3.11'\nnumpy==2.4 ; python_version >= '3.11'\n")]).toEqual([['numpy', '2.2, 2.4']]);
});
