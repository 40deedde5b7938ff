import { pylockOf } from './pylock-name';
import { uvLockOf } from './uv-lock-plan';
import { CodedError } from '../../private/coded-error';
import { unlessRefused } from '../../private/unless-refused';
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

/** The lock of a tool where it lies: a lock of the standard may have a name of its own. */
interface ToolLock extends Tool {
  readonly kind: LockName;
  readonly file: string;
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
export function chooseLock(project: PythonProject, packagesOf: (lock: ToolLock) => LockedPackage[]): LockChoice | undefined {
  const source = project._source;
  const present = TOOLS.flatMap((tool) => {
    const file = tool.lock === 'pylock.toml' ? pylockOf(source) : tool.lock === 'uv.lock' ? uvLockOf(project) && tool.lock : source.isFile(tool.lock) ? tool.lock : undefined;
    return file === undefined ? [] : [{ ...tool, kind: tool.lock, file }];
  });
  const requirements = source.isFile('requirements.txt');
  const declared = present.flatMap((tool) => {
    const reason = tool.declares(project);
    return reason === undefined ? [] : [{ tool, reason }];
  });
  if (declared.length === 1) {
    const [{ tool: { kind, file }, reason }] = declared;
    return { kind, file, reason };
  }
  const candidates = (declared.length > 0 ? declared.map(({ tool }) => tool) : present).filter((tool, _, all) => !isExported(project, tool, all));
  if (candidates.length > 1) {
    const third = requirements && declared.length === 0 && countsBeside(project, candidates, packagesOf);
    throw ambiguous([...candidates.map(({ file }) => file), ...third ? ['requirements.txt'] : []], [...candidates.map(written), ...third ? ['fromRequirements()'] : []]);
  }
  const [only] = candidates;
  if (only !== undefined) {
    if (requirements && !givesWay(project, only, packagesOf)) {
      throw ambiguous([only.file, 'requirements.txt'], [written(only), 'fromRequirements()']);
    }
    return { kind: only.kind, file: only.file, reason: `${requirements ? 'requirements.txt is no other lock' : 'it is the only lock'}${lackingLock(project, only)}` };
  }
  // requirements_lock.txt is what requirements.txt was resolved to, if that has no pins itself.
  const resolved = requirements && requirementsElsewhere(source, project.isPackage).locked !== undefined && !readRequirementsTxt(source, 'requirements.txt').pinned;
  return requirements && !resolved ? { kind: 'requirements', file: 'requirements.txt', reason: `there is no lock of a tool${source.isFile('Pipfile') ? ', and Pipfile has none either' : ''}` } : chooseDeclaration(project);
}

/** A pylock.toml says who made it: one that was exported from a lock that is there, too, is a copy of it. */
function isExported(project: PythonProject, { kind, file }: ToolLock, all: ToolLock[]): boolean {
  if (kind !== 'pylock.toml') {
    return false;
  }
  const maker = parseToml(project._source.read(file) ?? '', file)['created-by'];
  return typeof maker === 'string' && all.some((other) => other.kind.startsWith(maker.toLowerCase()));
}

/** Whether a requirements.txt is one more lock beside several: one that cannot be read is not told before them. */
function countsBeside(project: PythonProject, locks: ToolLock[], packagesOf: (lock: ToolLock) => LockedPackage[]): boolean {
  return unlessRefused(() => !locks.some((lock) => givesWay(project, lock, packagesOf)), () => false);
}

/** Whether a requirements.txt beside a lock is nobody's choice: without pins, exported from the lock, or with the very versions of it. */
function givesWay(project: PythonProject, tool: ToolLock, packagesOf: (lock: ToolLock) => LockedPackage[]): boolean {
  const facts = readRequirementsTxt(project._source, 'requirements.txt');
  if (!facts.pinned || (facts.madeBy !== undefined && tool.exports?.test(facts.madeBy))) {
    return true;
  }
  return unlessRefused(() => {
    const locked = new Set(packagesOf(tool).map(({ name, version }) => `${name} ${version}`));
    // One of an index without a version is not written there: another one is known to need it.
    return facts.packages.every(({ name, version, source }) => version === undefined ? source === 'index' : locked.has(`${name} ${version}`));
  }, () => false);
}

/** A tool that the project declares and whose lock is not there: that of another tool is taken, and that is said. */
function lackingLock(project: PythonProject, only: ToolLock): string {
  const [declared] = TOOLS.flatMap((tool) => tool.lock === only.kind || only.kind === 'pylock.toml' ? [] : tool.declares(project)?.startsWith('pyproject.toml has [') ? [tool] : []);
  return declared === undefined ? '' : `; ${declared.declares(project)}, but there is no ${declared.lock}`;
}

function written({ factory, lock, file }: ToolLock): string {
  return `${factory}(${file === lock ? '' : `{ file: '${file}' }`})`;
}

function ambiguous(files: string[], factories: string[]): CodedError {
  return new CodedError('LockAmbiguous', {
    what: `${files.slice(0, -1).join(', ')} and ${files.at(-1)} are ${files.length === 2 ? 'both ' : ''}locks, and nothing says which one counts`,
    found: files.join('\n'),
    expected: 'one of them, or a table such as [tool.uv] or [tool.poetry] in pyproject.toml',
    write: factories.map((factory) => `dependencies: Dependencies.${factory}`).join('\nor '),
  });
}
