import * as fs from 'fs';
import * as path from 'path';
import { CodedError } from '../../private/coded-error';

/** A relative path in its one spelling; undefined when it is none. */
export function spelled(relative: string): string | undefined {
  if (path.posix.isAbsolute(relative) || /^[A-Za-z]:[\\/]/.test(relative) || relative.includes('\0')) {
    return undefined;
  }
  const normal = path.posix.normalize(relative).replace(/\/+$/, '');
  return normal === '.' ? '' : normal;
}

/** Whether a path in its one spelling leads out of the folder that it is relative to. */
export function leadsOut(normal: string): boolean {
  return normal === '..' || normal.startsWith('../');
}

/** The error of a symbolic link that leads to no end. */
export function endless(link: string, where: string, found: string): CodedError {
  return new CodedError('SourceLoops', {
    what: `the symbolic link ${JSON.stringify(link)} leads ${where}`, found, expected: 'links that end', write: `rm ${JSON.stringify(link)}`,
  });
}

/** The error of a path that leads out. */
export function outside(relative: string, declaredBy: string, write: string): CodedError {
  return new CodedError('SourceEscapes', {
    what: `${declaredBy} names ${JSON.stringify(relative)}, which is outside the source`,
    found: JSON.stringify(relative),
    expected: 'a path inside the source folder',
    write,
  });
}

/** The error of a path that leads out of the source, which is written as `written`: a workspace that holds both is of use when both are there. */
export function outsideWorkspace(relative: string, declaredBy: string, full: string, written: string): CodedError {
  const ups = relative.split('/').filter((part) => part === '..').length;
  return fs.existsSync(full) ? outside(relative, declaredBy, `workspace: ${JSON.stringify(path.join(written, ...Array<string>(ups).fill('..')))}`) : new CodedError('SourceEscapes', {
    what: `${declaredBy} names ${JSON.stringify(relative)}, which is outside the source and not there`,
    found: `nothing at ${JSON.stringify(path.join(written, relative))}`,
    expected: 'a path to what is there',
    write: `the path of it in ${declaredBy}, or no line for it`,
  });
}

/** Whether a real path is a folder or lies in it. */
export function isBelow(folder: string, real: string): boolean {
  return real === folder || real.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** The root of the git repository that a folder lies in: in a worktree or a submodule, `.git` is a file. */
export function repositoryOf(folder: string): string | undefined {
  if (fs.existsSync(path.join(folder, '.git'))) {
    return folder;
  }
  const above = path.dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}

/** The nearest folder above the one that holds the other, too. */
export function commonFolder(one: string, other: string): string {
  return isBelow(one, other) ? one : commonFolder(path.dirname(one), other);
}

/** What is at a path, which messages call as it was `written`; undefined for nothing. SourceLoops for a link to itself, SourceUnreadable where the system does not say. */
export function statOf(file: string, written: string): fs.Stats | undefined {
  try {
    return fs.statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ELOOP' ? endless(written, 'to itself', 'a link in a circle of links') : unreadable(written, error);
  }
}

/** The error of a file or a folder that the system does not let us read. */
export function unreadable(relative: string, error: unknown): CodedError {
  const code = (error as NodeJS.ErrnoException).code;
  return new CodedError('SourceUnreadable', {
    what: `${JSON.stringify(relative || '.')} cannot be read`,
    found: code === 'EACCES' || code === 'EPERM' ? 'no permission' : String(code ?? error),
    expected: 'files that whoever synthesizes may read',
    write: `chmod u+rX ${JSON.stringify(relative || '.')}`,
  });
}
