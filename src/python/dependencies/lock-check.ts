import { compare as compareVersions } from '@renovatebot/pep440';
import { CodedError } from '../../private/coded-error';
import { Pyproject } from '../declarations/pyproject';
import { PYPROJECT } from '../declarations/pyproject-values';
import { findDifference } from '../declarations/requirement-difference';
import { RequirementsFacts } from '../locks/requirements-txt';
import { UvLockFacts } from '../locks/uv-lock';
import { UvProjectRecord } from '../locks/uv-record';
import { isTable, tableAt } from '../source/toml-file';
import { evaluateMarker, MarkerEnvironment } from '../syntax/marker';
import { normalizeName } from '../syntax/package-name';
import { Requirement } from '../syntax/requirement';
import { clausesAllow, isVersion, parseSpecifier } from '../syntax/version-specifier';

const UV_LOCK = 'uv lock';

/**
 * Compares what uv.lock remembers of pyproject.toml with what it says now, as `uv lock --check` does. LockStale names the difference.
 * Dependencies that are dynamic are not in pyproject.toml, and are left to uv. `name` is that of the file for the message.
 */
export function checkUvLock(
  facts: Pick<UvLockFacts, 'record' | 'workspace' | 'requiresPython'>, file: string, pyproject: Pyproject, dynamic = false, name = PYPROJECT,
): void {
  const { record } = facts;
  const project = pyproject.project;
  if (!project) {
    if (tableAt(pyproject.tool, 'poetry') !== undefined) {
      throw stale(file, name, '[project], without which uv knows no project,', undefined, record.name, `poetry lock, and remove ${file}`);
    }
    return;
  }
  if (project.name !== undefined && normalizeName(project.name) !== record.name) {
    throw stale(file, name, 'the name of the project', project.name, record.name);
  }
  if (project.version !== undefined && record.version !== undefined && !sameVersion(project.version, record.version)) {
    throw stale(file, name, 'the version of the project', project.version, record.version);
  }
  // What another project needs is installed by uv as if it had a [build-system].
  const isPackage = tableAt(pyproject.tool, 'uv')?.package ?? (pyproject.buildSystem !== undefined || (facts.workspace && record.isPackage));
  if (typeof isPackage === 'boolean' && isPackage !== record.isPackage) {
    throw stale(file, name, 'whether there is something to build', isPackage ? '[build-system]' : undefined,
      `source = { ${record.isPackage ? 'editable' : 'virtual'} = "." }`);
  }
  if (!facts.workspace && project.requiresPython !== undefined && facts.requiresPython !== undefined
    && !samePythons(project.requiresPython, facts.requiresPython)) {
    throw stale(file, name, 'requires-python', project.requiresPython, facts.requiresPython);
  }
  if (!dynamic) {
    checkRequirementsOf(record, file, pyproject, name);
  }
}

/**
 * Compares requirements with the dependencies that pyproject.toml declares: none has another version, and none is missing in a lock.
 * LockStale names the difference.
 */
export function checkRequirements(
  facts: Pick<RequirementsFacts, 'locked' | 'packagesFor'>, file: string, declared: Requirement[], environment: MarkerEnvironment, refresh: string,
): void {
  const packages = facts.packagesFor(environment);
  for (const requirement of declared.filter(({ marker }) => evaluateMarker(marker, environment))) {
    const matches = packages.filter(({ name }) => name === requirement.name);
    if (matches.length === 0 && facts.locked) {
      throw stale(file, PYPROJECT, requirement.name, requirement.text, undefined, refresh);
    }
    const wrong = matches.find(({ version }) => version !== undefined && !clausesAllow(requirement.clauses, version));
    if (wrong) {
      throw stale(file, PYPROJECT, requirement.name, requirement.text, `${wrong.name}==${wrong.version}`, refresh);
    }
  }
}

function checkRequirementsOf(record: UvProjectRecord, file: string, pyproject: Pyproject, name: string): void {
  const recorded = record.requirements;
  const project = pyproject.project;
  if (recorded === undefined || !project) {
    return;
  }
  // `[tool.uv.sources]` replaces the version by a place; those are compared by name only.
  const sources = tableAt(pyproject.tool, 'uv', 'sources') ?? {};
  const nameOnly = new Set(Object.keys(sources).filter((source) => !isIndexOnly(sources[source])).map(normalizeName));
  const check = (declared: Parameters<typeof findDifference>[0], remembered: Parameters<typeof findDifference>[1], where: string, extra?: string) => {
    const difference = findDifference(declared, remembered, { nameOnly, requiresPython: project.requiresPython, extra });
    if (difference) {
      throw stale(file, name, `${difference.name}${where}`, difference.declared, difference.recorded);
    }
  };
  check(project.dependencies, recorded.filter(({ extra }) => extra === undefined), '');
  const extras = new Map(Object.entries(project.optionalDependencies).map(([extra, list]) => [normalizeName(extra), list]));
  for (const extra of new Set([...extras.keys(), ...record.extras ?? [], ...recorded.flatMap((item) => item.extra ?? [])])) {
    if (!extras.has(extra) || (record.extras !== undefined && !record.extras.includes(extra))) {
      throw stale(file, name, `the extra ${JSON.stringify(extra)}`, extras.has(extra) ? 'declared' : undefined, extras.has(extra) ? undefined : 'locked');
    }
    check(extras.get(extra) ?? [], recorded.filter((item) => item.extra === extra), ` of the extra ${JSON.stringify(extra)}`, extra);
  }
  for (const group of new Set([...Object.keys(pyproject.groups), ...Object.keys(record.groups)])) {
    check(pyproject.groups[group] ?? [], record.groups[group] ?? [], ` of the group ${JSON.stringify(group)}`);
  }
}

function stale(file: string, name: string, what: string, declared: string | undefined, locked: string | undefined, refresh = UV_LOCK): CodedError {
  return new CodedError('LockStale', {
    what: `${file} does not agree with ${name}: ${what} differs`,
    found: `${name}: ${declared ?? 'not declared'}\n${file}: ${locked ?? 'not there'}`,
    expected: 'a lock that was made from this pyproject.toml',
    write: refresh,
  });
}

function sameVersion(a: string, b: string): boolean {
  return isVersion(a) && isVersion(b) ? compareVersions(a, b) === 0 : a === b;
}

/** uv writes requires-python in its own words (`~=3.11` is `>=3.11, <4`): compared by what they allow. */
function samePythons(a: string, b: string): boolean {
  const [left, right] = [parseSpecifier(a), parseSpecifier(b)];
  const minors = Array.from({ length: 30 }, (_, minor) => Array.from({ length: 25 }, (__, patch) => `3.${minor}.${patch}`));
  const versions = ['2.7.18', '4.0.0', ...minors.flat()];
  return left !== undefined && right !== undefined && versions.every((version) => clausesAllow(left, version) === clausesAllow(right, version));
}

function isIndexOnly(source: unknown): boolean {
  return isTable(source) && Object.keys(source).every((key) => key === 'index' || key === 'marker');
}
