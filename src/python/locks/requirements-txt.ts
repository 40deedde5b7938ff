import * as path from 'path';
import { CodedError } from '../../private/coded-error';
import { refuseCredentials } from '../credential-check';
import { evaluateMarker, MarkerEnvironment } from '../marker';
import { isName, normalizeName } from '../package-name';
import { pinnedVersion } from '../requirement';
import { SourceFolder } from '../source-folder';
import { SyntaxProblem } from '../syntax-problem';
import { excerpt } from '../toml-file';
import { LockedPackage, LockFacts, sortPackages } from './locked-package';
import { isImmutable, isVcs, parseEntry, RequirementsEntry } from './requirements-entry';
import { RequirementsLine, requirementsLines } from './requirements-lines';
import { splitOptions } from './requirements-options';

/** What a requirements file says, with the files that it includes. */
export interface RequirementsFacts extends LockFacts {
  readonly entries: RequirementsEntry[];
  /** The line that installs the project itself, `-e .`, with its place. */
  readonly projectLine?: string;
  /** Every requirement is pinned, but the list need not be complete: only hashes or a tool's header say that it is. */
  readonly pinned: boolean;
  /** How the file says it was made, `uv export …`; undefined when it does not. */
  readonly madeBy?: string;
}

interface Reading {
  readonly source: SourceFolder;
  readonly files: string[];
  readonly folders: Set<string>;
  readonly entries: { entry: RequirementsEntry; local?: string; place: string }[];
  readonly pins: Map<string, string>;
  readonly noBinary: Set<string>;
}

/**
 * Reads a requirements file: includes (`-r`, `-c`), hashes, markers, extras, URLs, paths, editables, options, continuations.
 * Mistakes are told with the file and the line. Source: pip's "Requirements File Format".
 */
export function readRequirementsTxt(source: SourceFolder, file: string): RequirementsFacts {
  const reading: Reading = { source, files: [], folders: new Set(), entries: [], pins: new Map(), noBinary: new Set() };
  readFile(reading, file, false, [file]);
  const text = source.read(file) ?? '';
  const entries = reading.entries.map(({ entry }) => entry);
  const itself = reading.entries.find(({ local }) => local === '');
  const packages = reading.entries.filter(({ local }) => local !== '').map(({ entry, local }) => ({ entry, locked: toPackage(entry, local, reading) }));
  const hashed = packages.length > 0 && packages.every(({ entry }) => entry.hashes.length > 0);
  const pinned = packages.every(({ entry, locked }) =>
    locked.version !== undefined || entry.path !== undefined || isImmutable(entry.requirement.url ?? ''));
  const madeBy = /^# {4}((?:uv|pip-compile|poetry|pdm|pipenv)\b.*)$/m.exec(text.slice(0, 1000))?.[1];
  return {
    files: reading.files,
    folders: [...reading.folders].sort(),
    entries,
    packages: sortPackages(packages.map(({ locked }) => locked)),
    packagesFor: (environment: MarkerEnvironment) => sortPackages(
      packages.filter(({ entry }) => evaluateMarker(entry.requirement.marker, environment)).map(({ locked }) => locked)),
    pinned,
    // Hashes are all or nothing to pip, so they are there for the dependencies of dependencies, too.
    locked: pinned && (hashed || madeBy !== undefined || packages.length === 0),
    hashed,
    ...(itself && { projectLine: `${itself.place}: ${itself.entry.editable ? '-e ' : ''}${itself.entry.requirement.text}` }),
    ...(madeBy !== undefined && { madeBy: madeBy.trim() }),
  };
}

function readFile(reading: Reading, file: string, constraints: boolean, above: string[]): void {
  const text = reading.source.read(file);
  if (text === undefined) {
    throw new CodedError('LockNotFound', {
      what: `${file} does not exist`,
      ...(above.length > 1 && { found: `named by ${above[above.length - 2]}` }),
      expected: 'a requirements file inside the source',
    });
  }
  refuseCredentials(text, file);
  if (!reading.files.includes(file)) {
    reading.files.push(file);
  }
  for (const line of requirementsLines(text)) {
    try {
      readLine(reading, file, line, constraints, above);
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) {
        throw error;
      }
      throw new CodedError('RequirementsInvalid', {
        what: `${file}, line ${line.number} cannot be read`,
        found: excerpt(line.text, error.position + 1),
        expected: error.problem,
      });
    }
  }
}

function readLine(reading: Reading, file: string, line: RequirementsLine, constraints: boolean, above: string[]): void {
  const { body, options } = splitOptions(line.text);
  for (const { name, value } of options) {
    if (name === '--requirement' || name === '--constraint') {
      const target = included(reading.source, file, line, value);
      if (above.includes(target)) {
        throw new CodedError('RequirementsInvalid', {
          what: `${file}, line ${line.number} includes a file that includes it in turn`,
          found: [...above, target].join(' → '),
          expected: 'files that do not include each other',
        });
      }
      readFile(reading, target, constraints || name === '--constraint', [...above, target]);
    } else if (name === '--no-binary') {
      value.split(',').forEach((item) => reading.noBinary.add(isName(item) ? normalizeName(item) : item));
    } else if (name === '--find-links' && !/^[a-z+]+:\/\//i.test(value)) {
      reading.folders.add(reading.source.normalize(path.posix.join(path.posix.dirname(file), value), `${file}, line ${line.number}`));
    }
  }
  const hashes = options.filter(({ name }) => name === '--hash').map(({ value }) => value);
  const editable = options.find(({ name }) => name === '--editable');
  if (body === '' && !editable) {
    return;
  }
  const entry = parseEntry(editable ? editable.value : body, editable !== undefined, hashes);
  if (constraints) {
    const version = pinnedVersion(entry.requirement.clauses);
    if (version !== undefined) {
      reading.pins.set(entry.requirement.name, version);
    }
    return;
  }
  reading.entries.push({ entry, place: `${file}, line ${line.number}`, ...(entry.path !== undefined && { local: localPath(reading, file, line, entry.path) }) });
}

/** A local path relative to the source: pip reads it from the working directory, which is the project's folder. */
function localPath(reading: Reading, file: string, line: RequirementsLine, written: string): string {
  const local = reading.source.normalize(written, `${file}, line ${line.number}`);
  const kind = reading.source.kindOf(local);
  if (kind === undefined) {
    throw new CodedError('RequirementsInvalid', {
      what: `${file}, line ${line.number} names ${JSON.stringify(written)}, which does not exist`,
      expected: 'a folder, a wheel or an archive inside the source',
    });
  }
  if (kind === 'file' && !reading.files.includes(local)) {
    reading.files.push(local);
  } else if (kind === 'folder' && local !== '') {
    reading.folders.add(local);
  }
  return local;
}

function included(source: SourceFolder, file: string, line: RequirementsLine, value: string): string {
  if (/^[a-z+]+:\/\//i.test(value)) {
    throw new CodedError('RequirementsInvalid', {
      what: `${file}, line ${line.number} includes a file from the network`,
      found: value,
      expected: 'a file inside the source: the lock is read without a network',
    });
  }
  return source.normalize(path.posix.isAbsolute(value) ? value : path.posix.join(path.posix.dirname(file), value), `${file}, line ${line.number}`);
}

function toPackage({ requirement, path: written }: RequirementsEntry, local: string | undefined, reading: Reading): LockedPackage {
  const version = pinnedVersion(requirement.clauses) ?? (requirement.url === undefined ? reading.pins.get(requirement.name) : undefined);
  const wheel = requirement.url?.replace(/[?#].*$/, '').split('/').pop() ?? '';
  return {
    name: requirement.name,
    ...(version !== undefined && { version }),
    extras: requirement.extras,
    source: written !== undefined ? 'path' : requirement.url === undefined ? 'index' : isVcs(requirement.url) ? 'git' : 'url',
    ...(wheel.endsWith('.whl') && { wheels: [decodeURIComponent(wheel)] }),
    ...((reading.noBinary.has(requirement.name) || reading.noBinary.has(':all:')) && { noBinary: true }),
    ...(local !== undefined && { path: local }),
  };
}
