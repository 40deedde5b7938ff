import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { describe, expect, test } from 'vitest';
import { SourceFolder } from '../../../src/python/source/source-folder';
import { coded } from '../../support/coded';
import { folderWith, temporaryFolder } from '../../support/folder';

const link = (target: string, ...where: string[]) => fs.symlinkSync(target, path.join(...where));
const all = (source: SourceFolder) => source.walk('', () => false);

describe('open', () => {
  test('fails for a folder that is not there, and names its neighbours', () => {
    const folder = folderWith({ 'services/api/main.py': '', 'services/worker/main.py': '' });
    expect(() => SourceFolder.open(path.join(folder, 'services/apo'))).toThrow(coded('SourceNotFound', /beside it: api, worker\n[^]*write: {4}source: ".*services\/api"/));
    expect(() => SourceFolder.open('')).toThrow(coded('SourceNotFound', /the source is an empty text, not a folder/));
    expect(() => SourceFolder.open(path.join(folder, 'service/api'))).toThrow(coded('SourceNotFound', /write: {4}source: ".*services\/api"/));
  });

  test('fails for a missing folder, and suggests a relative one when it was written so', () => {
    const folder = folderWith({ 'api/main.py': '' });
    const relative = path.relative(process.cwd(), path.join(folder, 'apl'));
    expect(() => SourceFolder.open(relative)).toThrow(coded('SourceNotFound', /write: {4}source: "\.\.\/.*\/api"/));
  });

  test('fails for a file, and names its folder', () => {
    const folder = folderWith({ 'api/main.py': '' });
    expect(() => SourceFolder.open(path.join(folder, 'api/main.py'))).toThrow(coded('SourceNotFolder', /is a file\n[^]*write: {4}source: ".*\/api"/));
  });

  test('fails for an empty folder', () => {
    expect(() => SourceFolder.open(temporaryFolder())).toThrow(coded('SourceEmpty', /is empty/));
  });

  test('takes a folder that is a link', () => {
    const folder = folderWith({ 'real/main.py': 'x' });
    link('real', folder, 'alias');
    expect(SourceFolder.open(path.join(folder, 'alias')).read('main.py')).toBe('x');
  });
});

describe('read', () => {
  test('gives undefined for what is not a file', () => {
    const source = SourceFolder.open(folderWith({ 'a/b.txt': 'x' }));
    expect([source.read('a'), source.read('nothing'), source.read('a/b.txt/c'), source.read('a/b.txt')]).toEqual([undefined, undefined, undefined, 'x']);
  });

  test('leaves out the byte order mark', () => {
    expect(SourceFolder.open(folderWith({ a: '\ufeffx' })).read('a')).toBe('x');
  });

  test('fails for UTF-16 and names PowerShell', () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'requirements.txt'), Buffer.from('\ufeffidna==3.10\n', 'utf16le'));
    expect(() => SourceFolder.open(folder).read('requirements.txt')).toThrow(coded('SourceUnreadable', /is not UTF-8\n.*PowerShell[^]*Out-File -Encoding utf8/));
  });

  test.each(['../x', '/etc/hosts', 'a/../../x', 'C:\\x', 'a\0b'])('fails for the path %j, which is outside', (outside) => {
    expect(() => SourceFolder.open(folderWith({ a: 'x' })).read(outside)).toThrow(coded('SourceEscapes', /outside the source/));
  });
});

describe('links', () => {
  test('are followed inside the source', () => {
    const folder = folderWith({ 'a/b.txt': 'x' });
    link('a', folder, 'c');
    link('a/b.txt', folder, 'd.txt');
    expect(all(SourceFolder.open(folder))).toEqual(['a/b.txt', 'c/b.txt', 'd.txt']);
  });

  test('fail when they lead out, at every depth', () => {
    const outside = folderWith({ 'secret.txt': 'x' });
    const folder = folderWith({ 'a/b.txt': 'x' });
    link(path.join(outside, 'secret.txt'), folder, 'a/secret.txt');
    expect(() => all(SourceFolder.open(folder))).toThrow(coded('SourceEscapes', /link "a\/secret\.txt" leads out/));
    expect(() => SourceFolder.open(folder).read('a/secret.txt')).toThrow(coded('SourceEscapes', /leads out/));
    link(outside, folder, 'z');
    expect(() => SourceFolder.open(folder).read('z/secret.txt')).toThrow(coded('SourceEscapes', /leads out/));
  });

  test('fail when they would lead out but for the target not being there', () => {
    const folder = folderWith({ a: 'x' });
    link('/nowhere/python3', folder, 'python');
    expect(() => all(SourceFolder.open(folder))).toThrow(coded('SourceEscapes', /link "python" leads out/));
  });

  test('fail when a neighbour has the same beginning', () => {
    const folder = folderWith({ 'app/a': 'x', 'app-secret/b': 'x' });
    link('../app-secret/b', folder, 'app/b');
    expect(() => all(SourceFolder.open(path.join(folder, 'app')))).toThrow(coded('SourceEscapes', /\.\.\/app-secret\/b/));
  });

  test('fail when they go round in a circle', () => {
    const folder = folderWith({ 'a/b/c.txt': 'x' });
    link('..', folder, 'a/b/up');
    expect(() => all(SourceFolder.open(folder))).toThrow(coded('SourceLoops', /"a\/b\/up" leads back/));
    // The folder that comes again lies below the link.
    const above = folderWith({ 'a/b/c.txt': 'x' });
    link('..', above, 'a/up');
    expect(() => SourceFolder.open(above).walk('a', () => false)).toThrow(coded('SourceLoops', /"a\/up" leads back[^]*a link to "\.\."/));
    const other = folderWith({ x: 'x' });
    link('self', other, 'self');
    expect(() => all(SourceFolder.open(other))).toThrow(coded('SourceLoops', /"self" leads to itself/));
    expect(() => SourceFolder.open(path.join(other, 'self'))).toThrow(coded('SourceLoops', /self" leads to itself/));
    expect(() => SourceFolder.open(other, path.join(other, 'self'))).toThrow(coded('SourceLoops', /self" leads to itself/));
  });

  test('that are dead inside the source are left out, and so are those that a listing does not use', () => {
    const folder = folderWith({ a: 'x' });
    link('user@host.1:2', folder, '.#a');
    expect(all(SourceFolder.open(folder))).toEqual(['a']);
    link('/etc', folder, 'etc');
    expect(SourceFolder.open(folder).list('').map(({ name }) => name)).toEqual(['a']);
  });
});

describe('walk', () => {
  test('is in order, whatever the order on disk', () => {
    const folder = folderWith({ 'b/z': '', 'b/a': '', 'a.txt': '', 'B': '', 'a/x': '' });
    expect(all(SourceFolder.open(folder))).toEqual(['B', 'a/x', 'a.txt', 'b/a', 'b/z']);
  });

  test('does not enter what is skipped', () => {
    const folder = folderWith({ 'a/x': '', 'b/y': '' });
    link('/etc', folder, 'etc');
    expect(SourceFolder.open(folder).walk('', (entry) => entry === 'a' || entry === 'etc')).toEqual(['b/y']);
  });

  test('leaves out what is neither file nor folder', () => {
    const folder = folderWith({ a: '' });
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    expect(all(SourceFolder.open(folder))).toEqual(['a']);
  });
});

describe('a path that leads out', () => {
  const FILES = { 'app/main.py': '', 'libs/common/x.py': 'x', 'other.txt': 'y' };

  test('reaches as far as the git repository, and has one spelling', () => {
    const folder = folderWith({ ...FILES, '.git/HEAD': '' });
    const source = SourceFolder.open(path.join(folder, 'app'));
    expect([source.place('../libs/./common/', 'it'), source.place('../app/main.py', 'it'), source.place('x/../main.py', 'it')])
      .toEqual(['../libs/common', 'main.py', 'main.py']);
    expect([source.read('../libs/common/x.py'), source.kindOf('../libs')]).toEqual(['x', 'folder']);
    expect(() => source.place('../../beside', 'it')).toThrow(coded('SourceEscapes', /^it names "\.\.\/\.\.\/beside"/));
  });

  test('reaches as far as the workspace, and without it fails with what to write', () => {
    const folder = folderWith(FILES);
    const app = path.join(folder, 'app');
    expect(SourceFolder.open(app, folder).read('../other.txt')).toBe('y');
    expect(() => SourceFolder.open(app).place('../libs/common', 'requirements.txt, line 2'))
      .toThrow(coded('SourceEscapes', new RegExp(`^requirements.txt, line 2 names "../libs/common"[^]*write: +workspace: "${folder}"`)));
  });

  test('fails for one that is not there, for which no workspace is of use', () => {
    expect(() => SourceFolder.open(path.join(folderWith(FILES), 'app')).place('../gone', 'requirements.txt, line 2'))
      .toThrow(coded('SourceEscapes', /names "\.\.\/gone", which is outside the source and not there\n {2}found: {4}nothing at "[^"]*gone"\n[^]*write: {4}the path of it in requirements\.txt, line 2, or no line for it\n/));
  });

  test('fails for a link out of the workspace, and takes one inside', () => {
    const folder = folderWith({ 'repo/app/main.py': '', 'repo/libs/common/x.py': 'x', 'secret': '' });
    link('../libs/common', folder, 'repo/app/common');
    const app = path.join(folder, 'repo/app');
    expect(all(SourceFolder.open(app, path.join(folder, 'repo')))).toEqual(['common/x.py', 'main.py']);
    expect(() => all(SourceFolder.open(app))).toThrow(coded('SourceEscapes', /"common" leads out[^]*write: +workspace: ".*repo"/));
    link('../../secret', folder, 'repo/app/secret');
    expect(() => all(SourceFolder.open(app, path.join(folder, 'repo')))).toThrow(coded('SourceEscapes', /"secret" leads out/));
  });

  test.each([['libs', /is not above the source/], ['gone', /is no folder/]])('fails for the workspace %s', (workspace, message) => {
    const folder = folderWith(FILES);
    expect(() => SourceFolder.open(path.join(folder, 'app'), path.join(folder, workspace))).toThrow(coded('SourceEscapes', message));
  });
});
