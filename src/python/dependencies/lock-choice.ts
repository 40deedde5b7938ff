import { uvLockOf } from './uv-lock-plan';
import { CodedError } from '../../private/coded-error';
import { chooseDeclaration, DeclarationKind } from '../declarations/declaration-choice';
import { LockedPackage } from '../locks/locked-package';
import { readRequirementsTxt } from '../locks/requirements-txt';
import { PythonProject } from '../python-project';
import { requirementsElsewhere } from './requirements-elsewhere';
import { isTable, parseToml, tableAt } from '../source/toml-file';

/** What a plan can be made from: a lock of a tool, a file of requirements, or declarations without a lock. */
export type ChoiceKind = LockName | 'requirements' | DeclarationKind;

/** The file that says what to install, and why it is the one. */
export interface LockChoice {
  readonly kind: ChoiceKind;
  readonly file: string;
  readonly reason: string;
}

/** The locks that belong to a tool. */
export type LockName = 'uv.lock' | 'poetry.lock' | 'pdm.lock' | 'Pipfile.lock' | 'pylock.toml';

interface Tool {
  readonly lock: LockName;
  readonly factory: string;
  /** What says that the project is in the hands of this tool. */
  readonly declares: (project: PythonProject) => string | undefined;
  /** How a requirements.txt begins that this tool wrote. */
  readonly exports?: RegExp;
}

const byTable = (name: string, backend: RegExp) => (project: PythonProject) =>
  isTable(tableAt(project._pyproject?.tool ?? {}, name)) ? `pyproject.toml has [tool.${name}]`
    : backend.test(project._pyproject?.buildSystem?.backend ?? '') ? `pyproject.toml has build-backend = "${project._pyproject?.buildSystem?.backend}"`
      : undefined;

const TOOLS: Tool[] = [
  {
    lock: 'uv.lock',
    factory: 'fromUvLock',
    declares: (project) => project._workspace ? 'the project is in a workspace of uv' : byTable('uv', /^uv_build\b/)(project),
    exports: /^uv export/,
  },
  { lock: 'poetry.lock', factory: 'fromPoetryLock', declares: byTable('poetry', /^poetry\b/) },
  { lock: 'pdm.lock', factory: 'fromPdmLock', declares: byTable('pdm', /^pdm\.(backend|pep517)\b/), exports: /^pdm export/ },
  { lock: 'Pipfile.lock', factory: 'fromPipfileLock', declares: () => undefined },
  { lock: 'pylock.toml', factory: 'fromPylock', declares: () => undefined },
];

/**
 * Which file says what to install. The lock of the tool that the project declares comes first, then the only lock, then requirements.txt, then
 * what is declared without a lock; undefined when nothing is. A requirements.txt that is no lock, was exported from a lock or says the same gives way.
 *
 * LockAmbiguous: several locks and nothing that chooses. LockNotUnderstood: declarations that nothing here can read. LockNotFound: several
 * files of requirements under other names. `packagesOf` reads a lock, to compare.
 */
export function chooseLock(project: PythonProject, packagesOf: (lock: LockName) => LockedPackage[]): LockChoice | undefined {
  const source = project._source;
  const present = TOOLS.filter(({ lock }) => lock === 'uv.lock' ? uvLockOf(project) !== undefined : source.isFile(lock));
  const requirements = source.isFile('requirements.txt');
  const declared = present.flatMap((tool) => {
    const reason = tool.declares(project);
    return reason === undefined ? [] : [{ tool, reason }];
  });
  if (declared.length === 1) {
    return { kind: declared[0].tool.lock, file: declared[0].tool.lock, reason: declared[0].reason };
  }
  const candidates = (declared.length > 0 ? declared.map(({ tool }) => tool) : present).filter((tool, _, all) => !isExported(project, tool, all));
  if (candidates.length > 1) {
    throw ambiguous(candidates.map(({ lock }) => lock), candidates.map(({ factory }) => `${factory}()`));
  }
  const [only] = candidates;
  if (only !== undefined) {
    if (requirements && !givesWay(project, only, packagesOf)) {
      throw ambiguous([only.lock, 'requirements.txt'], [`${only.factory}()`, 'fromRequirements()']);
    }
    return { kind: only.lock, file: only.lock, reason: requirements ? 'requirements.txt is no other lock' : 'it is the only lock' };
  }
  // requirements_lock.txt is what requirements.txt was resolved to, if that has no pins itself.
  const resolved = requirements && requirementsElsewhere(source, project.isPackage).locked !== undefined && !readRequirementsTxt(source, 'requirements.txt').pinned;
  return requirements && !resolved ? { kind: 'requirements', file: 'requirements.txt', reason: 'there is no lock of a tool' } : chooseDeclaration(project);
}

/** A pylock.toml says who made it: one that was exported from a lock that is there, too, is a copy of it. */
function isExported(project: PythonProject, { lock }: Tool, all: Tool[]): boolean {
  if (lock !== 'pylock.toml') {
    return false;
  }
  const maker = parseToml(project._source.read(lock) ?? '', lock)['created-by'];
  return typeof maker === 'string' && all.some((tool) => tool.lock.startsWith(maker.toLowerCase()));
}

/** Whether a requirements.txt beside a lock is nobody's choice: without pins, exported from the lock, or with the very versions of it. */
function givesWay(project: PythonProject, tool: Tool, packagesOf: (lock: LockName) => LockedPackage[]): boolean {
  const facts = readRequirementsTxt(project._source, 'requirements.txt');
  if (!facts.pinned || (facts.madeBy !== undefined && tool.exports?.test(facts.madeBy))) {
    return true;
  }
  try {
    const locked = new Set(packagesOf(tool.lock).map(({ name, version }) => `${name} ${version}`));
    // One of an index without a version is not written there: another one is known to need it.
    return facts.packages.every(({ name, version, source }) => version === undefined ? source === 'index' : locked.has(`${name} ${version}`));
  } catch (error) {
    if (error instanceof CodedError) {
      return false;
    }
    throw error;
  }
}

function ambiguous(files: string[], factories: string[]): CodedError {
  return new CodedError('LockAmbiguous', {
    what: `${files.join(' and ')} are ${files.length === 2 ? 'both ' : ''}locks, and nothing says which one counts`,
    found: files.join('\n'),
    expected: 'one of them, or a table such as [tool.uv] or [tool.poetry] in pyproject.toml',
    write: factories.map((factory) => `dependencies: Dependencies.${factory}`).join('\nor '),
  });
}
