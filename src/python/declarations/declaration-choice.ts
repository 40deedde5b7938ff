import { readCondaEnvironment } from './conda-environment';
import { CodedError } from '../../private/coded-error';
import { firstLines, shortened } from '../../private/shortened';
import { requirementsElsewhere } from '../dependencies/requirements-elsewhere';
import { PythonProject } from '../python-project';
import { parseIni } from '../source/ini-file';
import { nestedProjects, nestedSources } from '../source/nested-projects';
import { tableAt } from '../source/toml-file';

/** Where dependencies are declared when nothing locks them. */
export type DeclarationKind = 'requirements' | 'project' | 'dynamic' | 'poetry' | 'pipfile' | 'flit' | 'setup' | 'script' | 'conda';

/** The file and why it is the one. */
export interface DeclarationChoice {
  readonly kind: DeclarationKind;
  readonly file: string;
  readonly reason: string;
}

/** How a script begins that says itself what it needs. Source: PEP 723. */
export const SCRIPT_BLOCK = /^# \/\/\/ script\s*$/m;

/**
 * What a project without the lock of a tool declares: the requirements for production, those whose name says that they are locked, `[project]`, the tables of Poetry and Flit, Pipfile, the only file of
 * requirements, setup.cfg or setup.py, the block of a script, what an environment of conda takes from PyPI. Undefined when there is nothing.
 *
 * LockNotFound: several files of requirements and none for production, or projects in folders below and none in the source. LockNotUnderstood: an environment of conda with packages of conda.
 */
export function chooseDeclaration(project: PythonProject): DeclarationChoice | undefined {
  const source = project._source;
  const tool = project._pyproject?.tool ?? {};
  const declared = project._pyproject?.project;
  const elsewhere = requirementsElsewhere(source, project.isPackage);
  if (elsewhere.production !== undefined) {
    return { kind: 'requirements', file: elsewhere.production, reason: 'its name says that it is for production' };
  }
  if (elsewhere.locked !== undefined) {
    return { kind: 'requirements', file: elsewhere.locked, reason: 'its name says that it is a lock' };
  }
  if (declared && !declared.dynamic.includes('dependencies')) {
    const poetry = tableAt(tool, 'poetry', 'dependencies');
    if (declared.dependencies.length > 0) {
      return { kind: 'project', file: 'pyproject.toml', reason: 'nothing is locked' };
    }
    if (poetry === undefined) {
      // The package needs nothing, and what it is installed with is in the Pipfile.
      return source.isFile('Pipfile') ? { kind: 'pipfile', file: 'Pipfile', reason: 'nothing is locked, and [project] of pyproject.toml has no dependencies' } : undefined;
    }
  }
  if (tableAt(tool, 'poetry', 'dependencies')) {
    return { kind: 'poetry', file: 'pyproject.toml', reason: 'nothing is locked, and pyproject.toml has [tool.poetry.dependencies]' };
  }
  if (declared) {
    return { kind: 'dynamic', file: 'pyproject.toml', reason: 'nothing is locked, and the build back end knows the dependencies' };
  }
  if (tableAt(tool, 'flit', 'metadata')) {
    return { kind: 'flit', file: 'pyproject.toml', reason: 'nothing is locked, and pyproject.toml has [tool.flit.metadata]' };
  }
  if (source.isFile('Pipfile')) {
    return { kind: 'pipfile', file: 'Pipfile', reason: 'nothing is locked' };
  }
  const { only, candidates } = elsewhere;
  if (only !== undefined) {
    return { kind: 'requirements', file: only, reason: 'it is the only file of requirements that is not for development' };
  }
  if (project.isPackage || parseIni(source.read('setup.cfg') ?? '').options?.install_requires !== undefined) {
    return { kind: 'setup', file: source.isFile('setup.py') ? 'setup.py' : 'setup.cfg', reason: 'nothing is locked' };
  }
  if (candidates.length > 1) {
    throw new CodedError('LockNotFound', {
      what: 'there is no lock and no requirements.txt',
      found: candidates.join(', '),
      expected: 'which of these files has what the app needs when it runs',
      write: `dependencies: Dependencies.fromRequirements({ file: '${candidates[0]}' })`,
    });
  }
  const { modules, programs } = project._layout;
  const script = [...modules, ...programs].find((file) => SCRIPT_BLOCK.test(source.readBytes(file)?.toString() ?? ''));
  if (script !== undefined) {
    return { kind: 'script', file: script, reason: source.isFile(`${script}.lock`) ? 'it has a script block and a lock' : 'nothing is locked, and it has a script block' };
  }
  const conda = readCondaEnvironment(source);
  if (conda?.words !== undefined) {
    return { kind: 'conda', file: conda.file, reason: 'nothing is locked, and it takes nothing but Python from conda' };
  }
  if (conda !== undefined) {
    throw new CodedError('LockNotUnderstood', {
      what: `the dependencies are in ${conda.file}, and packages of conda are not packages of Python`,
      found: `${conda.file}, and nothing that pip or uv reads`,
      expected: `a file that pip or uv reads, with the names of PyPI${conda.others.length === 0 ? '' : `; no packages of Python are ${shortened(conda.others, 6)}: what runs needs of them is in SystemPackages.apt`}`,
      write: conda.requirements.length === 0 ? `a requirements.txt with the Python packages of ${conda.file}: their names on PyPI, a version each`
        : `a requirements.txt, where a name on PyPI is not that of conda with that one:\n${firstLines(conda.requirements)}`,
    });
  }
  const nested = project._pyproject === undefined ? nestedProjects(project) : [];
  if (nested.length > 0) {
    throw new CodedError('LockNotFound', {
      what: 'the source declares no dependencies and has no code at its top, and folders below it do',
      found: nested.join(', '),
      expected: 'the folder of one project as the source, or Dependencies.none() for none',
      write: nestedSources(project).join('\nor '),
    });
  }
  return undefined;
}
