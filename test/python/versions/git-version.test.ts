import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { describeGit, gitCommit } from '../../../src/python/versions/git-version';
import { temporaryFolder } from '../../support/folder';
import { commit, git } from '../../support/git-project';

function repository(): string {
  const folder = temporaryFolder();
  git(folder, 'init', '--quiet');
  return folder;
}

const head = (folder: string) => git(folder, 'rev-parse', 'HEAD');

test.each(['loose', 'packed'])('the nearest tag and how far it is, of %s objects, as git itself says', (how) => {
  const folder = repository();
  commit(folder, 'a', 'b');
  git(folder, 'tag', 'v1.2.3');
  git(folder, 'tag', 'not-a-version');
  commit(folder, 'c');
  git(folder, 'tag', '--annotate', '-m', 'two', 'v1.3.0rc1');
  git(folder, 'checkout', '--quiet', '-b', 'side', 'HEAD~1');
  commit(folder, 'd', 'e');
  git(folder, 'checkout', '--quiet', 'main');
  git(folder, 'merge', '--quiet', '--no-edit', 'side');
  const body = 'what all of them have in common, so that a pack has one of them as a difference to another\n'.repeat(20);
  for (let n = 0; n < 10; n++) {
    git(folder, 'commit', '--quiet', '--allow-empty', '--message', `${n}\n\n${body}`);
  }
  if (how === 'packed') {
    git(folder, 'gc', '--quiet', '--aggressive', '--prune=now');
    const index = path.join('.git/objects/pack', fs.readdirSync(path.join(folder, '.git/objects/pack')).find((name) => name.endsWith('.idx')) ?? '');
    expect(git(folder, 'verify-pack', '--verbose', index)).toMatch(/^[0-9a-f]{40} commit \d+ \d+ \d+ \d+ [0-9a-f]{40}$/m);
    expect(fs.existsSync(path.join(folder, '.git/packed-refs'))).toBe(true);
  }
  expect(describeGit(folder)).toEqual({ version: '1.3.0rc1', distance: 13, commit: head(folder) });
  expect(git(folder, 'describe', '--tags', '--match', 'v*')).toMatch(/^v1\.3\.0rc1-13-g/);
}, 30_000);

test('the tag of what is checked out, the highest of several, in a folder of the repository and in a worktree', () => {
  const folder = repository();
  commit(folder, 'a');
  ['shop-2.9.0', 'v2.10.0', 'release/2.0'].forEach((tag) => git(folder, 'tag', tag));
  git(folder, 'checkout', '--quiet', '--detach');
  expect(describeGit(path.join(folder, 'history'))).toEqual({ version: '2.10.0', distance: 0, commit: head(folder) });
  git(folder, 'worktree', 'add', '--quiet', 'tree');
  expect(describeGit(path.join(folder, 'tree'))).toMatchObject({ version: '2.10.0', distance: 0 });
});

test('says why there is none', () => {
  expect(describeGit(temporaryFolder())).toBe('there is no git repository');
  const folder = repository();
  expect(describeGit(folder)).toMatch(/has no commit/);
  commit(folder, 'a');
  expect(describeGit(folder)).toMatch(/no tag of a version is before/);
  git(folder, 'tag', 'v1.0');
  commit(folder, 'b', 'c');
  const clone = path.join(temporaryFolder(), 'clone');
  git(folder, 'clone', '--quiet', '--depth', '1', `file://${folder}`, clone);
  expect(describeGit(clone)).toMatch(/in a clone without its history/);
});

test('a .git that cannot be read is none: neither a version nor a commit, and no error of the system', () => {
  const folder = temporaryFolder();
  fs.symlinkSync('.git', path.join(folder, '.git'));
  expect([describeGit(folder), gitCommit(folder)]).toEqual(['the git repository cannot be read', undefined]);
});
