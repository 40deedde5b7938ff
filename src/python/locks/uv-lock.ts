import { CodedError } from '../../private/coded-error';
import { refuseCredentials } from '../credential-check';
import { normalizeName } from '../package-name';
import { SourceFolder } from '../source-folder';
import { isTable, parseToml, TomlTable } from '../toml-file';
import { LockFacts, sortPackages } from './locked-package';
import { UvPackage, UvSelection, uvClosure, uvLockedPackage } from './uv-closure';
import { UvDependency, UvProjectRecord, readUvDependencies, readUvRecord } from './uv-record';

/** What a uv.lock says for the project beside it. */
export interface UvLockFacts extends LockFacts {
  /** What the lock remembers of the project's pyproject.toml. */
  readonly record: UvProjectRecord;
  /** The lock has more than one project in it. */
  readonly workspace: boolean;
}

/**
 * Reads a uv.lock (version 1): the packages that the project in the same folder needs with the selected extras and groups.
 * Development groups are in only when they are selected. LockInvalid says what is wrong.
 */
export function readUvLock(source: SourceFolder, file: string, selection: UvSelection): UvLockFacts {
  const text = source.read(file);
  if (text === undefined) {
    throw new CodedError('LockNotFound', { what: `${file} does not exist`, expected: 'the lock of uv inside the source', write: 'uv lock' });
  }
  refuseCredentials(text, file);
  const table = parseToml(text, file);
  if (table.version !== 1) {
    throw invalid(`${file} is of a version that is not understood`, `version = ${JSON.stringify(table.version) ?? 'nothing'}`, 'version = 1');
  }
  const packages = (Array.isArray(table.package) ? table.package : []).map((entry, index) => readPackage(entry, index, file));
  const folderOfLock = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  const root = packages.find((candidate) => candidate.local === '.' && candidate.isProject);
  if (!root) {
    throw invalid(`${file} does not have the project in it`, `${packages.length} packages, none with source = { editable = "." } or { virtual = "." }`,
      'the lock of this very project');
  }
  const byName = new Map<string, UvPackage[]>();
  for (const locked of packages) {
    byName.set(locked.name, [...(byName.get(locked.name) ?? []), locked]);
  }
  checkSelection(root, selection, file);
  const everywhere = uvClosure(root, byName, selection);
  const files = [file];
  const folders: string[] = [];
  const place = (local: string) => source.normalize(folderOfLock === '' ? local : `${folderOfLock}/${local}`, file);
  for (const locked of packages) {
    if (locked.local !== undefined && locked !== root) {
      const where = place(locked.local);
      const reached = everywhere.includes(locked);
      if (locked.isProject && source.isFile(`${where}/pyproject.toml`)) {
        refuseCredentials(source.read(`${where}/pyproject.toml`) ?? '', `${where}/pyproject.toml`);
        files.push(`${where}/pyproject.toml`);
      }
      if (reached && source.isFile(where)) {
        files.push(where);
      } else if (reached && source.isFolder(where)) {
        folders.push(where);
      }
    }
  }
  const others = everywhere.filter((locked) => locked !== root);
  const pathOf = (locked: UvPackage) => locked.local === undefined ? undefined : place(locked.local);
  const finish = (list: UvPackage[]) => sortPackages(list.map((locked) => uvLockedPackage(locked, pathOf(locked))));
  return {
    files,
    folders: folders.sort(),
    packages: finish(others),
    packagesFor: (environment) => finish(uvClosure(root, byName, selection, environment).filter((locked) => locked !== root)),
    locked: true,
    hashed: others.every((locked) => locked.local !== undefined || locked.isGit || locked.hashed),
    ...(typeof table['requires-python'] === 'string' && { requiresPython: table['requires-python'] }),
    record: root.record,
    workspace: packages.filter((locked) => locked.isProject).length > 1,
  };
}

function checkSelection(root: UvPackage, selection: UvSelection, file: string): void {
  for (const [kind, wanted, known] of [['extra', selection.extras, root.optional], ['group', selection.groups, root.groups]] as const) {
    const declared = [...new Set([...Object.keys(known), ...(kind === 'extra' ? root.record.extras ?? [] : Object.keys(root.record.groups))])].sort();
    const unknown = wanted.find((name) => !declared.includes(normalizeName(name)));
    if (unknown !== undefined) {
      throw new CodedError('DependencyGroupUnknown', {
        what: `${kind === 'extra' ? 'the extra' : 'the dependency group'} ${JSON.stringify(unknown)} is not in ${file}`,
        found: declared.length === 0 ? 'none' : declared.join(', '),
        expected: kind === 'extra' ? 'a name of [project.optional-dependencies]' : 'a name of [dependency-groups]',
      });
    }
  }
}

function readPackage(entry: unknown, index: number, file: string): UvPackage {
  const name = isTable(entry) ? entry.name : undefined;
  const source = isTable(entry) ? entry.source : undefined;
  if (!isTable(entry) || typeof name !== 'string' || !isTable(source)) {
    throw invalid(`package ${index + 1} of ${file} has no name or no source`, JSON.stringify(entry)?.slice(0, 120), '[[package]] with name and source');
  }
  const isProject = ['editable', 'virtual', 'directory'].some((key) => typeof source[key] === 'string');
  const local = [source.editable, source.virtual, source.directory, source.path].find((value): value is string => typeof value === 'string');
  const wheels = (Array.isArray(entry.wheels) ? entry.wheels : []).filter(isTable);
  const sdist = isTable(entry.sdist) ? entry.sdist : undefined;
  const named = (key: string) => {
    const tables = isTable(entry[key]) ? entry[key] : {};
    return Object.fromEntries(Object.keys(tables).map((group) =>
      [normalizeName(group), readUvDependencies(tables[group], `${key} of ${name}`, file)])) as Record<string, UvDependency[]>;
  };
  return {
    name: normalizeName(name),
    ...(typeof entry.version === 'string' && { version: entry.version }),
    source: JSON.stringify(source),
    isProject,
    isGit: typeof source.git === 'string',
    ...(typeof source.git === 'string' && { git: source.git }),
    isUrl: typeof source.url === 'string',
    ...(local !== undefined && { local }),
    wheels: wheels.map(wheelFileName).filter((wheel) => wheel !== ''),
    hasSdist: sdist !== undefined,
    hashed: [...wheels, ...(sdist ? [sdist] : [])].every((artifact) => typeof artifact.hash === 'string'),
    dependencies: readUvDependencies(entry.dependencies, `dependencies of ${name}`, file),
    optional: named('optional-dependencies'),
    groups: named('dev-dependencies'),
    record: readUvRecord(name, entry, file),
  };
}

/** The file name at the end of a wheel's `url`, `path` or `filename`. */
function wheelFileName(wheel: TomlTable): string {
  const text = [wheel.filename, wheel.url, wheel.path].find((value): value is string => typeof value === 'string') ?? '';
  const base = text.replace(/[?#].*$/, '').split('/').pop() ?? '';
  try {
    return decodeURIComponent(base);
  } catch {
    return base;
  }
}

function invalid(what: string, found: string | undefined, expected: string): CodedError {
  return new CodedError('LockInvalid', { what, ...(found !== undefined && { found }), expected, write: 'uv lock' });
}
