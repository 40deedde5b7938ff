import { CodedError } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';
import { refuseCredentials } from '../access/credential-check';
import { refuseConflict } from '../source/merge-conflict';
import { SourceFolder } from '../source/source-folder';
import { isTable, parseToml, TomlTable } from '../source/toml-file';
import { Marker, parseMarker } from '../syntax/marker';
import { parsed } from '../syntax/syntax-problem';

/** A lock of a tool: what it is called and what makes it anew. */
export interface LockTitle {
  readonly file: string;
  readonly tool: string;
  readonly refresh: string;
}

/** The text of a lock. LockNotFound, LockInvalid for one with a conflict of git, CredentialInSource. */
export function lockText(source: SourceFolder, title: LockTitle): string {
  const text = source.read(title.file);
  if (text === undefined) {
    throw lockNotFound(title);
  }
  refuseLockConflict(text, title);
  refuseCredentials(text, title.file);
  return text;
}

/** Fails for a lock in which git left both sides of a conflict. What it is made from comes first. */
export function refuseLockConflict(text: string, { file, refresh }: LockTitle): void {
  refuseConflict(text, file, 'LockInvalid', `${file === 'Pipfile.lock' ? 'Pipfile' : 'pyproject.toml'} without the conflict, then: ${refresh}`);
}

/** The error of a lock that is not there. */
export function lockNotFound({ file, tool, refresh }: LockTitle): CodedError {
  return new CodedError('LockNotFound', { what: `${file} does not exist`, found: `no ${file} in the source`, expected: `the lock of ${tool} inside the source`, write: refresh });
}

/** A lock that is a TOML file. */
export function lockTable(source: SourceFolder, title: LockTitle): TomlTable {
  return parseToml(lockText(source, title), title.file);
}

/** The tables of a list such as `[[package]]`. LockInvalid when there is something else among them. */
export function lockPackages(table: TomlTable, key: string, title: LockTitle): (TomlTable & { name: string })[] {
  const list = Object.hasOwn(table, key) ? table[key] : [];
  return (Array.isArray(list) ? list : [list]).map((entry, index) => {
    if (!isTable(entry) || typeof entry.name !== 'string') {
      throw invalidLock(title, `entry ${index + 1} of [[${key}]] in ${title.file} has no name`, JSON.stringify(entry)?.slice(0, 120));
    }
    return entry as TomlTable & { name: string };
  });
}

/** A marker of a lock; undefined when there is none. LockInvalid when it cannot be read. */
export function lockMarker(value: unknown, title: LockTitle): Marker | undefined {
  if (typeof value !== 'string' || value.trim() === '') {
    return undefined;
  }
  return parsed(() => parseMarker(value), ({ position }) => {
    throw invalidLock(title, `a marker in ${title.file} cannot be read`, `${JSON.stringify(value)} at character ${position + 1}`);
  });
}

/** The error of a lock that is not as its tool writes it. */
export function invalidLock({ file, tool, refresh }: LockTitle, what: string, found?: string, expected?: string): CodedError {
  return new CodedError('LockInvalid', {
    what, found: found ?? 'something else', expected: expected ?? `${file} as ${tool} writes it`, write: refresh,
  });
}

/** The error of a lock that was made from other declarations than those of today. */
export function staleLock({ file, refresh }: LockTitle, declaredIn: string): CodedError {
  return new CodedError('LockStale', {
    what: `${file} does not agree with ${declaredIn}: the dependencies changed since it was made`,
    found: `the hash of ${declaredIn} is not the one in ${file}`,
    expected: `a lock that was made from this ${declaredIn}`,
    write: refresh,
  });
}

/** The error of an extra or a group that nobody declares. */
export function unknownGroup(kind: 'extra' | 'group' | 'category', name: string, declared: string[], where: string): CodedError {
  return new CodedError('DependencyGroupUnknown', {
    what: `the ${kind} ${JSON.stringify(name)} is not declared`,
    found: declared.length === 0 ? 'none' : declared.join(', '),
    expected: `a name of ${where}`,
    write: nearestNames(name, declared).length > 0 ? JSON.stringify(nearestNames(name, declared)[0]) : `${name} in ${where}, or another ${kind}`,
  });
}
