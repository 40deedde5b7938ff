import * as path from 'path';
import { declaredPlaces } from './declared-places';
import { LockedFiles } from './lock-inventory';
import { LockedPackage, LockFacts, sortPackages } from './locked-package';
import { isImmutable, isVcs, parseEntry, RequirementsEntry } from './requirements-entry';
import { placeOf, RequirementsLine, requirementsLines } from './requirements-lines';
import { splitOptions } from './requirements-options';
import { CodedError } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';
import { besideIt } from '../../private/shortened';
import { refuseCredentials } from '../access/credential-check';
import { refuseConflict } from '../source/merge-conflict';
import { SourceFolder } from '../source/source-folder';
import { excerpt } from '../source/toml-file';
import { evaluateMarker, MarkerEnvironment } from '../syntax/marker';
import { isName, normalizeName } from '../syntax/package-name';
import { pinnedVersion, meantRequirement } from '../syntax/requirement';
import { parsed } from '../syntax/syntax-problem';
import { withBrought } from '../system/brought-packages';

/** What a requirements file says, with the files that it includes. */
export interface RequirementsFacts extends LockFacts {
  readonly entries: RequirementsEntry[];
  /** The lines that name another folder. */
  readonly locals: { readonly place: string; readonly file: string; readonly first: number; readonly last: number }[];
  /** What the installer is not given as it is: a file in UTF-16, and lines that install the project itself, `-e .`. */
  readonly rewritten: RewrittenFile[];
  /** The extras with which the project itself is asked for, normalized; undefined when it is not. */
  readonly projectExtras?: string[];
  /** Every requirement is pinned, but the list need not be complete: only hashes or a tool's header say that it is. */
  readonly pinned: boolean;
  /** How the file says it was made, `uv export …`; undefined when it does not. */
  readonly madeBy?: string;
}

/** A file of which the installer gets another version. */
export interface RewrittenFile {
  readonly file: string;
  readonly utf16: boolean;
  /** First and last number of the lines that are left out. */
  readonly without: { readonly first: number; readonly last: number }[];
  /** Numbers of the lines that make a repository editable: there is no folder of it in an image, and uv refuses them. */
  readonly plain: number[];
}

interface Reading {
  readonly source: SourceFolder;
  readonly files: string[];
  readonly folders: Set<string>;
  readonly entries: { entry: RequirementsEntry; local?: string; file: string; line: RequirementsLine }[];
  /** Lines that no installer can do anything with. */
  readonly void: { readonly file: string; readonly line: RequirementsLine }[];
  readonly utf16: Set<string>;
  readonly pins: Map<string, string>;
  readonly noBinary: Set<string>;
  readonly variables: { name: string; place: string }[];
}

/**
 * Reads a requirements file: includes (`-r`, `-c`), hashes, markers, extras, URLs, paths, editables, options, continuations.
 * Mistakes are told with the file and the line. Source: pip's "Requirements File Format".
 */
export function readRequirementsTxt(source: SourceFolder, file: string): RequirementsFacts {
  const reading = startReading(source);
  readFile(reading, file, false, [file]);
  return finish(reading, source.readUnicode(file)?.text ?? '');
}

/** Reads requirements that stand in another file, one line each: there is no lock. Mistakes are told with the name of that file. */
export function readRequirementWords(source: SourceFolder, file: string, words: string[]): RequirementsFacts {
  const reading = startReading(source);
  reading.files.push(file);
  const placeIn = declaredPlaces(source, file);
  words.forEach((text, index) => {
    const line = { number: index + 1, end: index + 1, text, place: placeIn(text) };
    readFileLine(reading, file, line, false, [file]);
  });
  return { ...finish(reading, ''), locked: false };
}

function startReading(source: SourceFolder): Reading {
  return { source, void: [], utf16: new Set(), files: [], folders: new Set(), entries: [], pins: new Map(), noBinary: new Set(), variables: [] };
}

function finish(reading: Reading, text: string): RequirementsFacts {
  const entries = reading.entries.map(({ entry }) => entry);
  const itself = reading.entries.filter(({ local }) => local === '');
  const packages = reading.entries.filter(({ local }) => local !== '').map(({ entry, local }) => ({ entry, locked: toPackage(entry, local, reading) }));
  // A folder has no hash, and needs none: it is a part of the source.
  const others = packages.filter(({ locked }) => locked.path === undefined || !reading.source.isFolder(locked.path));
  const hashed = others.length > 0 && others.every(({ entry }) => entry.hashes.length > 0);
  const files = new LockedFiles();
  packages.forEach(({ entry, locked }) => files.add(locked, entry.hashes.map((hash) => ({ hash }))));
  const pinned = packages.every(({ entry, locked }) =>
    locked.version !== undefined || entry.path !== undefined || isImmutable(entry.requirement.url ?? ''));
  const madeBy = /^# {4}((?:npx cdk-python-images|uv|pip-compile|poetry|pdm|pipenv)\b.*)$/m.exec(text.slice(0, 1000))?.[1];
  // Hashes are all or nothing to pip, so they are there for the dependencies of dependencies, too.
  const locked = pinned && (hashed || madeBy !== undefined || packages.length === 0);
  const complete = (list: LockedPackage[]) => sortPackages(locked ? list : withBrought(list));
  return {
    files: reading.files,
    folders: [...reading.folders].sort(),
    entries,
    locals: reading.entries.flatMap(({ local, file, line }) => local !== undefined && local !== '' && reading.source.isFolder(local)
      ? [{ place: local, file, first: line.number, last: line.end }] : []),
    packages: complete(packages.map((one) => one.locked)),
    packagesFor: (environment: MarkerEnvironment) => complete(
      packages.filter(({ entry }) => evaluateMarker(entry.requirement.marker, environment)).map((one) => one.locked)),
    pinned,
    locked,
    hashed,
    ...(reading.variables.length > 0 && { variables: reading.variables }),
    inventory: { filesOf: (one) => files.of(one) },
    rewritten: rewrittenFiles(reading),
    ...(itself.length > 0 && { projectExtras: [...new Set(itself.flatMap(({ entry }) => entry.requirement.extras))].sort() }),
    ...(madeBy !== undefined && { madeBy: madeBy.trim() }),
  };
}

function rewrittenFiles({ entries, utf16, void: nothing }: Reading): RewrittenFile[] {
  const itself = [...entries.filter(({ local }) => local === ''), ...nothing];
  const repositories = entries.filter(({ entry }) => entry.editable && isVcs(entry.requirement.url ?? ''));
  return [...new Set([...utf16, ...[...itself, ...repositories].map(({ file }) => file)])].sort().map((file) => ({
    file,
    utf16: utf16.has(file),
    without: itself.filter((one) => one.file === file).map(({ line }) => ({ first: line.number, last: line.end })),
    plain: repositories.filter((one) => one.file === file).map(({ line }) => line.number),
  }));
}

function readFile(reading: Reading, file: string, constraints: boolean, above: string[]): void {
  const { text, utf16 } = reading.source.readUnicode(file) ?? {};
  if (text === undefined) {
    throw new CodedError('LockNotFound', {
      what: `${file} does not exist`,
      found: above.length > 1 ? `named by ${above[above.length - 2]}` : besideIt(reading.source.list('').map(({ name }) => name)),
      expected: 'a requirements file inside the source',
      write: above.length > 1 ? `the file, or no line for it in ${above[above.length - 2]}` : requirementsMeant(reading.source, file),
    });
  }
  refuseConflict(text, file, 'RequirementsInvalid');
  refuseCredentials(text, file);
  if (utf16) {
    reading.utf16.add(file);
  }
  if (!reading.files.includes(file)) {
    reading.files.push(file);
  }
  requirementsLines(text).forEach((line) => readFileLine(reading, file, line, constraints, above));
}

/** The file of requirements that has nearly the name of one that is not there, or the usual one; else there is none to name. */
function requirementsMeant(source: SourceFolder, file: string): string {
  const files = source.list('').filter(({ kind, name }) => kind === 'file' && /\.(?:txt|in|lock)$/.test(name)).map(({ name }) => name);
  const meant = nearestNames(file, files)[0] ?? (files.includes('requirements.txt') ? 'requirements.txt' : undefined);
  return meant === undefined ? 'the file, or Dependencies.none() for an app that needs nothing' : `Dependencies.fromRequirements({ file: '${meant}' })`;
}

function readFileLine(reading: Reading, file: string, line: RequirementsLine, constraints: boolean, above: string[]): void {
  // As pip and uv replace them: https://pip.pypa.io/en/stable/reference/requirements-file-format/#using-environment-variables
  reading.variables.push(...[...line.text.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map(([, name]) => ({ name, place: placeOf(file, line) })));
  parsed(() => readLine(reading, file, line, constraints, above), ({ problem, position }) => {
    throw new CodedError('RequirementsInvalid', {
      what: `${placeOf(file, line)} cannot be read`,
      found: excerpt(line.text, position + 1),
      expected: problem,
      write: meantRequirement(line.text) ?? 'a requirement such as fastapi>=0.115,<1',
    });
  });
}

function readLine(reading: Reading, file: string, line: RequirementsLine, constraints: boolean, above: string[]): void {
  const { body, options } = splitOptions(line.text);
  for (const { name, value } of options) {
    if (name === '--requirement' || name === '--constraint') {
      const target = included(reading.source, file, line, value);
      if (above.includes(target)) {
        throw new CodedError('RequirementsInvalid', {
          what: `${placeOf(file, line)} includes a file that includes it in turn`,
          found: [...above, target].join(' → '),
          expected: 'files that do not include each other',
          write: `no line for ${target} in ${file}`,
        });
      }
      readFile(reading, target, constraints || name === '--constraint', [...above, target]);
    } else if (name === '--no-binary') {
      value.split(',').forEach((item) => reading.noBinary.add(isName(item) ? normalizeName(item) : item));
    } else if (name === '--find-links' && !/^[a-z+]+:\/\//i.test(value)) {
      reading.folders.add(reading.source.normalize(path.posix.join(path.posix.dirname(file), value), placeOf(file, line)));
    }
  }
  const hashes = options.filter(({ name }) => name === '--hash').map(({ value }) => value);
  const editable = options.find(({ name }) => name === '--editable');
  if (body === '' && !editable) {
    return;
  }
  const entry = parseEntry(editable ? editable.value : body, editable !== undefined, hashes);
  if (/^(?:hg|svn|bzr)\+/i.test(entry.requirement.url ?? '')) {
    throw new CodedError('RequirementsInvalid', {
      what: `${placeOf(file, line)} names a repository that uv cannot read`,
      found: line.text,
      expected: 'a repository of git, an archive or a version',
      write: `${entry.requirement.name}==1.2.3, or ${entry.requirement.name} @ git+https://…`,
    });
  }
  if (entry.requirement.name === 'pkg-resources' && pinnedVersion(entry.requirement.clauses) === '0.0.0') {
    // What `pip freeze` of Debian and Ubuntu wrote of a part of setuptools: no index has it.
    reading.void.push({ file, line });
    return;
  }
  if (constraints) {
    const version = pinnedVersion(entry.requirement.clauses);
    if (version !== undefined) {
      reading.pins.set(entry.requirement.name, version);
    }
    return;
  }
  reading.entries.push({ entry, file, line, ...(entry.path !== undefined && { local: localPath(reading, file, line, entry.path) }) });
}

/** A local path relative to the source: pip reads it from the working directory, which is the project's folder. */
function localPath(reading: Reading, file: string, line: RequirementsLine, written: string): string {
  if (/(?:^|[\s@])file:\/\/\//i.test(line.text)) {
    throw new CodedError('RequirementsInvalid', {
      what: `${placeOf(file, line)} names a place of the machine that it was written on`,
      found: line.text,
      expected: 'a version, or a path inside the source',
      write: `pip list --format=freeze > ${file}\nor the version of the package in this line, name==1.2.3`,
    });
  }
  const local = reading.source.place(written, placeOf(file, line));
  const kind = reading.source.kindOf(local);
  if (kind === undefined) {
    throw new CodedError('RequirementsInvalid', {
      what: `${placeOf(file, line)} names ${JSON.stringify(written)}, which does not exist`,
      found: `nothing at ${local}`,
      expected: 'a folder, a wheel or an archive',
      write: meantRequirement(line.text) ?? 'its path, relative to the source, or no line for it',
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
      what: `${placeOf(file, line)} includes a file from the network`,
      found: value,
      expected: 'a file inside the source: the lock is read without a network',
      write: `curl --remote-name ${value}, then: -${/constraint/.test(line.text) || line.text.startsWith('-c') ? 'c' : 'r'} ${path.posix.basename(value)}`,
    });
  }
  return source.place(path.posix.isAbsolute(value) ? value : path.posix.join(path.posix.dirname(file), value), placeOf(file, line));
}

function toPackage({ requirement, path: written }: RequirementsEntry, local: string | undefined, reading: Reading): LockedPackage {
  const version = pinnedVersion(requirement.clauses) ?? (requirement.url === undefined ? reading.pins.get(requirement.name) : undefined);
  const wheel = requirement.url?.replace(/[?#].*$/, '').split('/').pop() ?? '';
  return {
    name: requirement.name,
    ...(version !== undefined && { version }),
    extras: requirement.extras,
    source: written !== undefined ? 'path' : requirement.url === undefined ? 'index' : isVcs(requirement.url) ? 'git' : 'url',
    ...(isVcs(requirement.url ?? '') && { url: requirement.url }),
    ...(wheel.endsWith('.whl') && { wheels: [decodeURIComponent(wheel)] }),
    ...((reading.noBinary.has(requirement.name) || reading.noBinary.has(':all:')) && { noBinary: true }),
    ...(local !== undefined && { path: local }),
  };
}
