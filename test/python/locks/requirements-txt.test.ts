import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { ImagePlatform } from '../../../src/dockerfile';
import { markerEnvironment } from '../../../src/python/dependencies/install-target';
import { readRequirementsTxt } from '../../../src/python/locks/requirements-txt';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const FIXTURES = path.join(__dirname, '..', 'fixtures');
const linux = markerEnvironment({ python: { implementation: 'cpython', version: '3.13', path: '' }, platform: ImagePlatform.LINUX_AMD64 });
const read = (files: Record<string, string>, file = 'requirements.txt') => readRequirementsTxt(SourceFolder.open(folderWith(files)), file);
const lines = (text: string) => read({ 'requirements.txt': text });

describe('nested files', () => {
  const facts = readRequirementsTxt(SourceFolder.open(path.join(FIXTURES, 'requirements-nested')), 'requirements.txt');

  test('are all listed for the installer', () => {
    expect(facts.files).toEqual(['requirements.txt', 'requirements/production.txt', 'requirements/base.txt', 'requirements/constraints.txt']);
  });

  test('give their packages; constraints pin, and add nothing', () => {
    expect(facts.packages.map(({ name, version }) => `${name}==${version}`))
      .toEqual(['gunicorn==23.0.0', 'idna==3.10', 'lxml==5.3.0', 'psycopg2-binary==2.9.10', 'pywin32==308', 'requests==2.32.3']);
    expect(facts).toMatchObject({ pinned: true, locked: false, hashed: false });
    expect(facts.packages.filter(({ noBinary }) => noBinary).map(({ name }) => name)).toEqual(['lxml']);
    expect(facts.packages.find(({ name }) => name === 'requests')?.extras).toEqual(['socks']);
  });

  test('follow the markers of a target', () => {
    expect(facts.packagesFor(linux).map(({ name }) => name)).not.toContain('pywin32');
    expect(facts.packagesFor(linux)).toHaveLength(5);
  });

  test('may be included twice, and give each package once', () => {
    expect(read({ 'requirements.txt': '-r a.txt\n-r b.txt', 'a.txt': '-r c.txt', 'b.txt': '-r c.txt', 'c.txt': 'idna==3.10' }).packages).toHaveLength(1);
  });
});

test.each([
  ['idna', false, false, false],
  ['idna==3.10', true, false, false],
  ['#    pip-compile --output-file=requirements.txt\nidna==3.10', true, true, false],
  ['#    pip-compile --output-file=requirements.txt\nidna', false, false, false],
  ['idna==3.*', false, false, false],
  [`idna==3.10 --hash=sha256:${'0'.repeat(64)}`, true, true, true],
  [`idna==3.10 --hash=sha256:${'0'.repeat(64)}\nh11==0.16.0`, true, false, false],
  [`a @ git+https://git.example/a@${'0'.repeat(40)}`, true, false, false],
  ['a @ git+https://git.example/a@main', false, false, false],
  ['https://x.example/a-1-py3-none-any.whl --hash=sha256:00', false, false, true],
  ['# nothing', true, true, false],
])('%s: pinned %s, locked %s, hashed %s', (text, pinned, locked, hashed) => {
  expect(lines(text)).toMatchObject({ pinned, locked, hashed });
});

test('tells where packages come from, and the wheel that an address names', () => {
  const facts = lines('a @ git+https://git.example/a\nhttps://x.example/b-1-py3-none-any.whl\nc==1');
  expect(facts.packages).toMatchObject([
    { name: 'a', source: 'git' }, { name: 'b', source: 'url', wheels: ['b-1-py3-none-any.whl'] }, { name: 'c', source: 'index' },
  ]);
});

test('local folders and wheels are files for the installer', () => {
  const facts = read({ 'requirements.txt': './libs/a\nwheels/b-1-py3-none-any.whl\n-f wheels\n', 'libs/a/pyproject.toml': '', 'wheels/b-1-py3-none-any.whl': '' });
  expect([facts.files, facts.folders]).toEqual([['requirements.txt', 'wheels/b-1-py3-none-any.whl'], ['libs/a', 'wheels']]);
  expect(facts.packages).toMatchObject([{ name: 'a', source: 'path', path: 'libs/a' }, { name: 'b', source: 'path', wheels: ['b-1-py3-none-any.whl'] }]);
});

test('the project itself is no package of the list: its lines are left out, its extras are asked for', () => {
  expect(lines('-e .[Server]\nidna==3.10\n. \\\n  # itself again\n')).toMatchObject({
    packages: [{ name: 'idna' }],
    projectExtras: ['server'],
    rewritten: [{ file: 'requirements.txt', utf16: false, without: [{ first: 1, last: 1 }, { first: 3, last: 4 }] }],
  });
  expect(lines('idna').projectExtras).toBeUndefined();
});

test.each([['fffe', 'utf16le'], ['feff', 'utf16be']])('a file in UTF-16 that begins with %s, as PowerShell writes it', (mark, encoding) => {
  const folder = folderWith({ 'requirements.txt': '' });
  const bytes = Buffer.from('idna==3.10\r\n', 'utf16le');
  const ordered = encoding === 'utf16be' ? bytes.swap16() : bytes;
  fs.writeFileSync(path.join(folder, 'requirements.txt'), Buffer.concat([Buffer.from(mark, 'hex'), ordered]));
  expect(readRequirementsTxt(SourceFolder.open(folder), 'requirements.txt')).toMatchObject({
    packages: [{ name: 'idna', version: '3.10' }], rewritten: [{ file: 'requirements.txt', utf16: true, without: [] }],
  });
});

test('knows the command that made it', () => {
  expect(lines('# This file was autogenerated by uv via the following command:\n#    uv export --no-dev\nidna==3.10').madeBy).toBe('uv export --no-dev');
  expect(lines('# uv is nice\nidna==3.10').madeBy).toBeUndefined();
});

describe('fails', () => {
  test.each([
    ['idna==3.10\n<<<<<<< HEAD\nidna==3\n', 'RequirementsInvalid', /^unresolved merge conflict in requirements\.txt, line 2\n[^]*write: {4}requirements\.txt with the lines that count/],
    ['uvicorn == latest\n', 'RequirementsInvalid', /write: {4}uvicorn\n/],
    ['idna==3.10\nidna = 3', 'RequirementsInvalid', /^requirements\.txt, line 2 cannot be read\n {2}found: {4}idna = 3\n {12} {5}\^\n/],
    ['idna \\\n  == 3.x', 'RequirementsInvalid', /line 1 /],
    ['--nonsense', 'RequirementsInvalid', /an option that pip knows/],
    ['-r missing.txt', 'LockNotFound', /^missing\.txt does not exist\n {2}found: {4}named by requirements\.txt/],
    ['-r ../x.txt', 'SourceEscapes', /requirements\.txt, line 1 names "\.\.\/x\.txt", which is outside/],
    ['-r https://x.example/r.txt', 'RequirementsInvalid', /includes a file from the network/],
    ['-r requirements.txt', 'RequirementsInvalid', /includes a file that includes it in turn\n {2}found: {4}requirements\.txt → requirements\.txt/],
    ['../lib', 'SourceEscapes', /names "\.\.\/lib"/],
    ['foo @ file:///home/me/foo', 'RequirementsInvalid', /line 1 names a place of the machine[^]*write: {4}pip list --format=freeze > requirements\.txt\n/],
    ['-e hg+https://hg.example/models#egg=models', 'RequirementsInvalid', /line 1 names a repository that uv cannot read[^]*write: {4}models==1\.2\.3, or models @ git\+https/],
    ['models @ svn+https://svn.example/models', 'RequirementsInvalid', /a repository that uv cannot read/],
    ['./missing', 'RequirementsInvalid', /names "\.\/missing", which does not exist/],
    ['-e C:\\work\\lib', 'SourceEscapes', /outside the source/],
  ])('for %j', (text, code, message) => {
    expect(() => lines(text)).toThrow(coded(code, message));
  });

  test('for a file that is not there', () => {
    expect(() => read({ 'main.py': '' })).toThrow(coded('LockNotFound', /^requirements\.txt does not exist\n {2}found: {4}beside it: main\.py\n {2}expected/));
  });
});

test('what pip freeze of Debian writes of a part of setuptools is left out', () => {
  const facts = readRequirementsTxt(SourceFolder.open(folderWith({ 'requirements.txt': 'idna==3.10\npkg-resources==0.0.0\n' })), 'requirements.txt');
  expect(facts.packages.map(({ name }) => name)).toEqual(['idna']);
  expect(facts.rewritten).toEqual([{ file: 'requirements.txt', utf16: false, without: [{ first: 2, last: 2 }], plain: [] }]);
});
