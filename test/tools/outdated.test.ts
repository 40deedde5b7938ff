import { expect, test } from 'vitest';
import { checkImage, temporaryFolder, writeFiles } from './root-file-system';

/** A distribution of one module, as installers leave it. */
const installed = (name: string, version: string, text: string) => ({
  [`site-packages/${name}.py`]: text,
  [`site-packages/${name}-${version}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
  [`site-packages/${name}-${version}.dist-info/RECORD`]: `${name}.py,,\n${name}-${version}.dist-info/METADATA,,\n`,
});
const SITE = 'import sys; sys.path.append(__file__[:-7] + "site-packages")\n';

const PYTHON_2 = 'try:\n    from collections import Mapping\nexcept ImportError:\n    import UserDict\n';

/** What the check says of shop.py beside these files. */
function errors(files: Record<string, string>): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return checkImage(['imports', '--path', folder, 'shop']).errors.replaceAll(folder, '/srv').replace(/Python 3\.\d+/g, 'Python 3.x');
}

test.each<[string, Record<string, string>, string]>([
  ['takes what Python has no more', { 'shop.py': `${SITE}import oldest\n`, ...installed('oldest', '1.0', 'from collections import Mapping\n') },
    'write: a newer oldest than 1.0, which is older than Python 3.x'],
  ['asks a module of Python for what it has no more', { 'shop.py': `${SITE}import oldest\n`, ...installed('oldest', '1.0', 'import collections\ncollections.Mapping\n') },
    'write: a newer oldest than 1.0, which is older than Python 3.x'],
  ['cannot be read', { 'shop.py': `${SITE}import oldest\n`, ...installed('oldest', '1.0', 'from . import async\n') },
    'write: a newer oldest than 1.0, which Python 3.x cannot read'],
  ['imports a module that is gone', { 'shop.py': `${SITE}import oldest\n`, ...installed('oldest', '1.0', 'raise ModuleNotFoundError("No module named \'imp\'", name="imp")\n') },
    "write: a newer oldest than 1.0, which imports it; or python: PythonVersion.of('3.11'), the last one that has the module imp"],
  ['tries what older Pythons had, and ends in the name of Python 2', { 'shop.py': `${SITE}import oldest\n`, ...installed('oldest', '2.7', PYTHON_2) },
    'write: a newer oldest than 2.7, which is older than Python 3.x'],
  ['takes what another one has no more', { 'shop.py': `${SITE}import web\n`, ...installed('web', '0.12.2', 'from urls import quote\n'), ...installed('urls', '3.0', '') },
    'write: a newer web than 0.12.2, or an older urls than 3.0, which has no quote any more: these two do not go together'],
])('a package that %s is named with its version', (_what, files, expected) => {
  expect(errors(files)).toContain(`    ${expected}\n`);
});

test.each<[string, Record<string, string>, string]>([
  ['a syntax error', { 'shop.py': 'import sys\ndef f(:\n    pass\n' }, 'write: line 2 of /srv/shop.py as Python 3.x has it; python -m py_compile tells it before a build'],
  ['a syntax error of what it imports', { 'shop.py': 'import util\n', 'util.py': '\n\nreturn 1\n' }, 'write: line 3 of /srv/util.py as Python 3.x has it; python -m py_compile tells it before a build'],
  ['what collections had', { 'shop.py': 'from collections import Mapping\n' }, 'write: collections.abc in place of collections in /srv/shop.py, which is older than Python 3.x'],
  ['what a package has no more', { 'shop.py': `${SITE}from urls import quote\n`, ...installed('urls', '3.0', '') },
    'write: /srv/shop.py for urls 3.0, which has no quote in urls, or another version of urls in the dependencies'],
])('code of the project with %s is named with its file', (_what, files, expected) => {
  expect(errors(files)).toContain(`    ${expected}\n`);
});

test('an error of the own code says nothing of versions', () => {
  expect(errors({ 'shop.py': 'import os\nos.no_such_thing\n' })).not.toContain('write:');
});
