import { bindWords } from './bind-words';
import { DependencyPlan } from './dependency-plan';
import { planInputs } from './plan-inputs';
import { TOOL_VERSIONS } from './tool-requirements';
import { withMembers } from './with-members';
import { pinnedTool } from '../../private/pinned-tool';
import { poetrySpecifier } from '../declarations/poetry-constraint';
import { PoetryDeclarations, poetryHashes, readPoetry } from '../declarations/poetry-project';
import { Pyproject } from '../declarations/pyproject';
import { edgeOf } from '../locks/lock-graph';
import { invalidLock, LockTitle, staleLock, unknownGroup } from '../locks/lock-tables';
import { readPoetryLock } from '../locks/poetry-lock';
import { parseEntry } from '../locks/requirements-entry';
import { PythonProject } from '../python-project';
import { tableAt } from '../source/toml-file';
import { normalizeName } from '../syntax/package-name';

/** What of a project in Poetry's hands is installed, and by which Poetry. */
export interface PoetryBinding {
  readonly file?: string;
  readonly extras?: string[];
  readonly groups?: string[];
  readonly poetryVersion?: string;
  readonly exportVersion?: string;
}

/** A plan for a poetry.lock: Poetry exports it, and what it exports is installed with its hashes. */
export function bindPoetryLock(project: PythonProject, options: PoetryBinding = {}): DependencyPlan {
  const source = project._source;
  const title: LockTitle = { file: source.normalize(options.file ?? 'poetry.lock', 'the lock'), tool: 'Poetry', refresh: 'poetry lock' };
  const pyproject = project._pyproject;
  if (!pyproject) {
    throw invalidLock(title, `${title.file} is there, but no pyproject.toml`, undefined, 'the pyproject.toml that the lock was made from, beside it');
  }
  const declared = readPoetry(pyproject);
  const selection = select(declared, options);
  const requirements = [...declared.main, ...selection.extras.flatMap((extra) => declared.extras[extra]),
    ...selection.groups.flatMap((group) => declared.groups[group])];
  const facts = readPoetryLock(source, title, { ...selection, roots: requirements.map((text) => edgeOf(parseEntry(text, false, []).requirement)) });
  const hashes = poetryHashes(source.read('pyproject.toml') ?? '');
  if (!hashes.includes(undefined) && !hashes.includes(facts.contentHash)) {
    throw staleLock(title, 'pyproject.toml');
  }
  const requiresPython = pythonOf(pyproject);
  return withMembers(project, {
    ...facts,
    ...selection,
    installer: 'written',
    file: title.file,
    ...planInputs([title.file, 'pyproject.toml'], facts.folders),
    writer: {
      tool: 'poetry',
      requires: [
        pinnedTool('poetry', { prop: 'poetryVersion', version: options.poetryVersion, usual: TOOL_VERSIONS.poetry }),
        pinnedTool('poetry-plugin-export', { prop: 'exportVersion', version: options.exportVersion, usual: TOOL_VERSIONS.poetryExport }),
      ],
      options: [...selection.extras.map((extra) => `--extras=${extra}`), ...selection.groups.map((group) => `--with=${group}`)],
      check: true,
    },
    refreshCommand: title.refresh,
    pythonRules: requiresPython === undefined ? [] : [{ file: title.file, requiresPython }],
  });
}

/** A plan for `[tool.poetry]` without a lock. */
export function bindPoetry(project: PythonProject): DependencyPlan {
  const requiresPython = project._pyproject && pythonOf(project._pyproject);
  return {
    ...bindWords(project, { file: 'pyproject.toml', words: project._pyproject ? readPoetry(project._pyproject).main : [], refreshCommand: 'poetry lock' }),
    pythonRules: requiresPython === undefined ? [] : [{ file: 'pyproject.toml', requiresPython }],
  };
}

function select(declared: PoetryDeclarations, { extras = [], groups = [] }: PoetryBinding): { extras: string[]; groups: string[] } {
  for (const [kind, wanted, known, where] of [
    ['extra', extras, declared.extras, '[tool.poetry.extras] or [project.optional-dependencies]'],
    ['group', groups, declared.groups, '[tool.poetry.group] or [dependency-groups]'],
  ] as const) {
    const unknown = wanted.find((name) => !Object.hasOwn(known, normalizeName(name)));
    if (unknown !== undefined) {
      throw unknownGroup(kind, unknown, Object.keys(known), where);
    }
  }
  return { extras: extras.map(normalizeName), groups: groups.map(normalizeName) };
}

/** `python = "^3.11"` of `[tool.poetry.dependencies]` as PEP 440 has it, where `[project]` has no requires-python. */
function pythonOf(pyproject: Pyproject): string | undefined {
  const python = tableAt(pyproject.tool, 'poetry', 'dependencies')?.python;
  return pyproject.project?.requiresPython === undefined && typeof python === 'string' ? poetrySpecifier(python) || undefined : undefined;
}
