import { DependencyPlan, uvSelection } from './dependency-plan';
import { checkUvLock } from './lock-check';
import { PartFile } from '../../dockerfile/context-part';
import { CodedError } from '../../private/coded-error';
import { refuseCredentials } from '../access/credential-check';
import { Member } from '../declarations/member';
import { Pyproject } from '../declarations/pyproject';
import { PYPROJECT } from '../declarations/pyproject-values';
import { lockNotFound } from '../locks/lock-tables';
import { UvSelection } from '../locks/uv-closure';
import { readUvLock, readUvScriptLock, UvLockFacts } from '../locks/uv-lock';
import { uvTitle } from '../locks/uv-record';
import { comparedPyproject, reducedPyproject } from '../locks/uv-reduce';
import { PythonProject } from '../python-project';
import { parseToml, tableAt } from '../source/toml-file';

/** Where uv has the lock of a project: beside the workspace that it belongs to, or beside itself. Undefined when there is none. */
export function uvLockOf({ _source: source, _workspace: workspace }: PythonProject): string | undefined {
  const shared = workspace === undefined ? 'uv.lock' : source.place(source.to(workspace.root, 'uv.lock'), 'the workspace');
  return [shared, 'uv.lock'].find((file) => source.isFile(file));
}

/**
 * The plan of a lock of uv. LockStale: it was made from another pyproject.toml, of the project or of another one that it needs.
 *
 * A lock of several projects is reduced to what this one needs: the others are neither in the image nor in its hash.
 */
export function planUvLock(project: PythonProject, file: string, selection: UvSelection): DependencyPlan {
  const source = project._source;
  const pyproject = requirePyproject(project, file);
  const dynamic = isDynamic(pyproject);
  const facts = readUvLock(source, file, selection);
  const reduces = facts.workspace || file.startsWith('../');
  checkUvLock(facts, file, pyproject, dynamic);
  const members = facts.locals.filter(({ isVirtual }) => !isVirtual).map(({ name, place }) => new Member(name, project._projectAt(place)));
  for (const { place, record } of facts.locals) {
    const inside = `${place}/pyproject.toml`;
    const declared = project._projectAt(place)._pyproject;
    if (declared !== undefined) {
      checkUvLock({ ...facts, record }, file, declared, isDynamic(declared), inside);
      refuseDynamic(declared, file, inside);
    }
  }
  if (reduces) {
    refuseDynamic(pyproject, file, 'pyproject.toml');
  }
  return {
    ...facts,
    ...selection,
    installer: dynamic ? 'written' : 'uv-lock',
    ...(dynamic && { writer: { tool: 'uv-lock', requires: [], options: ['--no-emit-project', '--no-default-groups', ...uvSelection(selection)], check: true, wholeSource: true } }),
    file,
    files: reduces ? [] : [...facts.files, ...facts.archives.map(({ place }) => place), ...(dynamic ? ['pyproject.toml'] : [])],
    ...(reduces ? { members, reduced: reducedFiles(project, facts) } : !dynamic && { reduced: [comparedFile(project)] }),
    refreshCommand: 'uv lock',
    pythonRules: [
      ...(facts.requiresPython === undefined ? [] : [{ file, requiresPython: facts.requiresPython }]),
      ...facts.locals.flatMap(({ place }) => project._projectAt(place)._declaredPython(`${place}/pyproject.toml`)),
    ],
  };
}

/** The plan of the lock that uv has for a script, `main.py.lock`: uv compares both in the build and writes requirements of it. Source: uv, "Locking scripts". */
export function planScriptLock({ _source: source }: PythonProject, script: string): DependencyPlan {
  const file = `${script}.lock`;
  const facts = readUvScriptLock(source, file);
  return {
    ...facts,
    installer: 'written',
    writer: { tool: 'uv-lock', requires: [], options: ['--script', script], check: true },
    file,
    files: [file, script],
    extras: [],
    groups: [],
    refreshCommand: `uv lock --script ${script}`,
    pythonRules: facts.requiresPython === undefined ? [] : [{ file, requiresPython: facts.requiresPython }],
  };
}

function reducedFiles(project: PythonProject, facts: UvLockFacts): PartFile[] {
  const tools = [tableAt(project._workspace?.pyproject ?? {}, 'tool'), project._pyproject?.tool,
    ...facts.locals.map(({ place }) => project._projectAt(place)._pyproject?.tool)];
  const pyproject = reducedPyproject(facts.record.name, tools);
  refuseCredentials(pyproject, 'pyproject.toml of the workspace');
  return [
    { path: 'pyproject.toml', text: pyproject },
    { path: 'uv.lock', text: facts.reduce() },
    ...facts.archives.map(({ path, place }) => ({ path, from: project._source.absolute(place) })),
  ];
}

function comparedFile({ _source: source }: PythonProject): PartFile {
  const text = comparedPyproject(parseToml(source.read(PYPROJECT) ?? '', PYPROJECT));
  refuseCredentials(text, PYPROJECT);
  return { path: PYPROJECT, text };
}

/** What uv.lock is compared with is known to the build back end alone: uv asks it in the build. */
function isDynamic(pyproject: Pyproject): boolean {
  return pyproject.project?.dynamic.some((key) => ['dependencies', 'optional-dependencies'].includes(key)) ?? false;
}

/** uv asks the back ends of all projects of a lock, and only those that are needed are in the build. */
function refuseDynamic(pyproject: Pyproject, file: string, name: string): void {
  if (isDynamic(pyproject)) {
    throw new CodedError('LockNotUnderstood', {
      what: `${file} cannot be checked against ${name}, where dependencies are dynamic`,
      found: `dependencies among the dynamic ones of ${name}`,
      expected: 'dependencies in [project] of each project of a lock that several share',
      write: 'the dependencies in [project] of ' + name + ', then: uv lock',
    });
  }
}

function requirePyproject(project: PythonProject, file: string): Pyproject {
  if (!project._source.isFile(file)) {
    throw lockNotFound(uvTitle(file));
  }
  if (!project._pyproject) {
    throw new CodedError('LockInvalid', {
      what: `${file} is there, but no pyproject.toml`,
      found: `${file} alone`,
      expected: 'the pyproject.toml that the lock was made from, beside it: uv reads both',
      write: 'the folder that has both as the source',
    });
  }
  return project._pyproject;
}
