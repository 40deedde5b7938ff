import { CodedError } from '../private/coded-error';
import { readRequirementsTxt } from './locks/requirements-txt';
import { PythonProject } from './python-project';
import { isTable, tableAt } from './toml-file';

/** The files that a plan can be made from. */
export type KnownLock = 'uv.lock' | 'requirements.txt' | 'pyproject.toml';

/** Locks of tools that are not read yet, and the command that makes a requirements.txt of each. */
const NOT_READ: Record<string, string> = {
  'poetry.lock': 'poetry export -f requirements.txt -o requirements.txt',
  'pdm.lock': 'pdm export -f requirements --prod -o requirements.txt',
  'Pipfile.lock': 'pipenv requirements --hash > requirements.txt',
  'pylock.toml': 'uv pip compile pyproject.toml -o requirements.txt --generate-hashes',
  'environment.yml': 'a requirements.txt by hand: conda packages are not Python packages',
};

/**
 * Which file says what to install: uv.lock before requirements.txt before the dependencies of pyproject.toml; undefined when nothing does.
 * LockAmbiguous: two locks and no hint; LockNotUnderstood: the lock of a tool that is not read yet; LockNotFound: requirements under other names.
 */
export function chooseLock(project: PythonProject): KnownLock | undefined {
  const source = project._source;
  const [uvLock, requirements] = [source.isFile('uv.lock'), source.isFile('requirements.txt')];
  if (uvLock && requirements) {
    return isTable(tableAt(project._pyproject?.tool ?? {}, 'uv')) ? 'uv.lock' : chooseOfTwo(project);
  }
  if (uvLock || requirements) {
    return uvLock ? 'uv.lock' : 'requirements.txt';
  }
  const other = Object.keys(NOT_READ).find((file) => source.isFile(file));
  if (other) {
    throw notUnderstood(`${other} found: it is not read yet`, NOT_READ[other]);
  }
  const declared = project._pyproject?.project;
  if (declared && !declared.dynamic.includes('dependencies')) {
    return declared.dependencies.length > 0 ? 'pyproject.toml' : undefined;
  }
  if (source.isFile('Pipfile')) {
    throw notUnderstood('Pipfile found: it is not read yet', 'pipenv requirements > requirements.txt');
  }
  if (tableAt(project._pyproject?.tool ?? {}, 'poetry', 'dependencies')) {
    throw notUnderstood('the dependencies are in [tool.poetry], which is not read yet', NOT_READ['poetry.lock']);
  }
  const script = project._layout.modules.find((file) => /^# \/\/\/ script\s*$/m.test(source.read(file) ?? ''));
  if (script !== undefined) {
    throw notUnderstood(`${script} declares its dependencies in a script block (PEP 723), which is not read yet`,
      `uv export --script ${script} -o requirements.txt`);
  }
  const elsewhere = otherRequirements(project);
  if (elsewhere.length > 0) {
    throw new CodedError('LockNotFound', {
      what: 'there is no uv.lock and no requirements.txt',
      found: elsewhere.join(', '),
      expected: 'which of these files has what the app needs when it runs',
      write: `dependencies: Dependencies.fromRequirements({ file: '${preferred(elsewhere)}' })`,
    });
  }
  if (project.isPackage) {
    throw notUnderstood(declared ? 'the dependencies are declared as dynamic: the build back end knows them, and nothing is executed to ask it'
      : 'the dependencies are in setup.py or setup.cfg, and nothing is executed to ask them',
    `uv pip compile ${declared ? 'pyproject.toml' : source.isFile('setup.py') ? 'setup.py' : 'setup.cfg'} -o requirements.txt --generate-hashes`);
  }
  return undefined;
}

/** uv.lock and requirements.txt: an exported or unpinned requirements.txt gives way; two locks do not. */
function chooseOfTwo(project: PythonProject): KnownLock {
  const facts = readRequirementsTxt(project._source, 'requirements.txt');
  if (!facts.pinned || facts.madeBy?.startsWith('uv export')) {
    return 'uv.lock';
  }
  throw new CodedError('LockAmbiguous', {
    what: 'uv.lock and requirements.txt are both locks, and nothing says which one counts',
    found: `uv.lock\nrequirements.txt${facts.madeBy ? ` (${facts.madeBy.includes('://') ? 'generated' : facts.madeBy})` : ''}`,
    expected: 'one of them, or a [tool.uv] table in pyproject.toml',
    write: 'dependencies: Dependencies.fromUvLock()\nor dependencies: Dependencies.fromRequirements()',
  });
}

function otherRequirements(project: PythonProject): string[] {
  const source = project._source;
  const inFolder = source.isFolder('requirements') ? source.list('requirements') : [];
  return [...source.list('').filter(({ name }) => /requirements/i.test(name)), ...inFolder]
    .filter(({ kind, name }) => kind === 'file' && name.endsWith('.txt')).map(({ path }) => path);
}

function preferred(files: string[]): string {
  return files.find((file) => /prod/i.test(file)) ?? files.find((file) => !/dev|test|doc|lint|local/i.test(file)) ?? files[0];
}

function notUnderstood(what: string, write: string): CodedError {
  return new CodedError('LockNotUnderstood', { what, expected: 'a uv.lock, a requirements.txt or [project] dependencies', write });
}
