import * as fs from 'fs';
import * as path from 'path';
import { compare } from '@renovatebot/pep440';
import { gitFile, readGitFile } from './git-file';
import { GitObjects } from './git-objects';
import { readTag, TagReader } from './tag-reader';
import { isVersion } from '../syntax/version-specifier';

/** What the history of a checkout says about its version, as `git describe` does. */
export interface GitDescription {
  /** The version of the nearest tag, `1.2.3`. */
  readonly version: string;
  /** How many commits came after it. */
  readonly distance: number;
  /** The commit that is checked out, 40 hexadecimal digits. */
  readonly commit: string;
}

/** Commits that are looked at before a tag is given up. */
const FARTHEST = 20_000;

/**
 * The nearest tag of a version before what is checked out, from the files of the repository that a folder is in. Nothing is started.
 * A text says why there is none.
 */
export function describeGit(folder: string, read: TagReader = readTag): GitDescription | string {
  try {
    return describe(folder, read);
  } catch {
    // Cut off, overwritten, links in a circle: whatever is wrong with it, the version is not there.
    return 'the git repository cannot be read';
  }
}

function describe(folder: string, read: TagReader): GitDescription | string {
  const repository = findRepository(folder);
  if (repository === undefined) {
    return 'there is no git repository';
  }
  const { own, common } = repository;
  const references = readReferences(common);
  const commit = resolveHead(own, references);
  if (commit === undefined) {
    return 'the git repository has no commit, or none that can be read';
  }
  const objects = new GitObjects(path.join(common, 'objects'));
  try {
    const tags = versionTags(references, objects, read);
    const found = nearestTag(commit, tags, objects);
    const shallow = fs.existsSync(path.join(common, 'shallow'));
    return found ? { ...found, commit } : `no tag of a version is before the commit that is checked out${shallow ? ', in a clone without its history' : ''}`;
  } finally {
    objects.close();
  }
}

/** The commit that is checked out where the folder is, 40 hexadecimal digits; undefined where there is none. */
export function gitCommit(folder: string): string | undefined {
  try {
    const repository = findRepository(folder);
    return repository && resolveHead(repository.own, readReferences(repository.common));
  } catch {
    // As for a version: what cannot be read is not there.
    return undefined;
  }
}

/** `.git` of the folder or of one above it: a folder, or a file that names one (a worktree, a submodule). */
function findRepository(folder: string): { own: string; common: string } | undefined {
  for (let at = fs.realpathSync(folder); ; at = path.dirname(at)) {
    const git = path.join(at, '.git');
    const stat = fs.statSync(git, { throwIfNoEntry: false });
    const named = stat?.isFile() ? /^gitdir:\s*(.+)/.exec(readGitFile(at, '.git') ?? '')?.[1].trim() : undefined;
    const own = stat?.isDirectory() ? git : named === undefined ? undefined : path.resolve(at, named);
    if (own !== undefined && gitFile(own, 'HEAD') !== undefined) {
      const common = readGitFile(own, 'commondir');
      return { own, common: common === undefined ? own : path.resolve(own, common.trim()) };
    }
    if (at === path.dirname(at)) {
      return undefined;
    }
  }
}

/** Names of commits and tags: `refs/tags/v1` to the object, and what an annotated tag stands for when packed-refs says it. */
interface References {
  readonly ids: Map<string, string>;
  readonly peeled: Map<string, string>;
}

function readReferences(common: string): References {
  const [ids, peeled] = [new Map<string, string>(), new Map<string, string>()];
  let last = '';
  for (const line of readGitFile(common, 'packed-refs')?.split('\n') ?? []) {
    const [, id, name] = /^([0-9a-f]{40}) (\S+)/.exec(line) ?? [];
    const target = /^\^([0-9a-f]{40})/.exec(line)?.[1];
    if (id !== undefined) {
      ids.set(name, id);
      last = name;
    } else if (target !== undefined) {
      peeled.set(last, target);
    }
  }
  const visit = (folder: string, name: string): void => {
    for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : []) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        visit(file, `${name}/${entry.name}`);
      } else {
        ids.set(`${name}/${entry.name}`, readGitFile(common, name, entry.name)?.trim() ?? '');
        peeled.delete(`${name}/${entry.name}`);
      }
    }
  };
  visit(path.join(common, 'refs'), 'refs');
  return { ids, peeled };
}

function resolveHead(own: string, { ids }: References): string | undefined {
  const head = readGitFile(own, 'HEAD')?.trim() ?? '';
  const id = head.startsWith('ref: ') ? ids.get(head.slice(5).trim()) : head;
  return id !== undefined && /^[0-9a-f]{40}$/.test(id) ? id : undefined;
}

/** The versions that tags give to commits, the highest where several do. */
function versionTags({ ids, peeled }: References, objects: GitObjects, read: TagReader): Map<string, string> {
  const versions = new Map<string, string>();
  for (const [name, id] of ids) {
    const version = name.startsWith('refs/tags/') ? read(name.slice('refs/tags/'.length)) : undefined;
    if (version !== undefined && isVersion(version)) {
      const tagged = peeled.get(name) ?? /^object ([0-9a-f]{40})$/m.exec(tagOf(objects, id))?.[1] ?? id;
      const other = versions.get(tagged);
      versions.set(tagged, other !== undefined && compare(other, version) > 0 ? other : version);
    }
  }
  return versions;
}

function tagOf(objects: GitObjects, id: string): string {
  const object = /^[0-9a-f]{40}$/.test(id) ? objects.read(id) : undefined;
  return object?.kind === 'tag' ? object.text : '';
}

/** Newest commits first, as they were met where they are of one second: the first tagged one, and how many commits it does not have in its history. */
function nearestTag(head: string, tags: Map<string, string>, objects: GitObjects): { version: string; distance: number } | undefined {
  const queue: { id: string; date: number; parents: string[] }[] = [];
  const before = new Set<string>();
  const seen = new Set<string>();
  const add = (id: string) => {
    const text = seen.has(id) ? undefined : objects.read(id)?.text;
    seen.add(id);
    if (text !== undefined) {
      const header = text.split('\n\n')[0];
      const parents = [...header.matchAll(/^parent ([0-9a-f]{40})$/gm)].map(([, parent]) => parent);
      queue.push({ id, date: Number(/^committer .* (\d+) [-+]\d+$/m.exec(header)?.[1] ?? 0), parents });
      queue.sort((a, b) => b.date - a.date);
    }
  };
  let version: string | undefined;
  let distance = 0;
  add(head);
  for (let commit = queue.shift(); commit && seen.size < FARTHEST; commit = queue.shift()) {
    version = version ?? tags.get(commit.id);
    if (version !== undefined && before.size === 0) {
      before.add(commit.id);
    }
    const counted = before.has(commit.id);
    distance += counted ? 0 : 1;
    for (const parent of commit.parents) {
      if (counted) {
        before.add(parent);
      }
      add(parent);
    }
    if (version !== undefined && queue.every(({ id }) => before.has(id))) {
      return { version, distance };
    }
  }
  return version === undefined ? undefined : { version, distance };
}
