import { clean } from '@renovatebot/pep440';
import { CodedError } from '../private/coded-error';
import { RequirementsFacts } from './locks/requirements-txt';
import { UvLockFacts } from './locks/uv-lock';
import { UvRecordedRequirement } from './locks/uv-record';
import { evaluateMarker, MarkerEnvironment } from './marker';
import { normalizeName } from './package-name';
import { Pyproject } from './pyproject';
import { Requirement } from './requirement';
import { isTable, tableAt } from './toml-file';
import { clausesAllow, parseSpecifier, VersionClause } from './version-specifier';

const UV_LOCK = 'uv lock';

/** Compares what uv.lock remembers of pyproject.toml with what it says now, as `uv lock --check` does. LockStale names the difference. */
export function checkUvLock(facts: UvLockFacts, file: string, pyproject: Pyproject): void {
  const { record } = facts;
  const project = pyproject.project;
  if (!project) {
    return;
  }
  if (project.name !== undefined && normalizeName(project.name) !== record.name) {
    throw stale(file, UV_LOCK, 'the name of the project', project.name, record.name);
  }
  if (project.version !== undefined && record.version !== undefined && clean(project.version) !== clean(record.version)) {
    throw stale(file, UV_LOCK, 'the version of the project', project.version, record.version);
  }
  if (!facts.workspace && project.requiresPython !== undefined && facts.requiresPython !== undefined
    && !samePythons(project.requiresPython, facts.requiresPython)) {
    throw stale(file, UV_LOCK, 'requires-python', project.requiresPython, facts.requiresPython);
  }
  if (record.requirements === undefined) {
    return;
  }
  const sources = tableAt(pyproject.tool, 'uv', 'sources') ?? {};
  const replaced = new Set([record.name, ...Object.keys(sources).filter((name) => !isIndexOnly(sources[name])).map(normalizeName)]);
  const recorded = record.requirements;
  if (!project.dynamic.includes('dependencies')) {
    compare(file, project.dependencies, recorded.filter(({ extra }) => extra === undefined), replaced, '');
  }
  if (!project.dynamic.includes('optional-dependencies')) {
    const extras = new Map(Object.entries(project.optionalDependencies).map(([extra, list]) => [normalizeName(extra), list]));
    for (const extra of new Set([...extras.keys(), ...recorded.flatMap((item) => item.extra ?? [])])) {
      compare(file, extras.get(extra) ?? [], recorded.filter((item) => item.extra === extra), replaced, ` of the extra ${JSON.stringify(extra)}`);
    }
  }
  for (const group of new Set([...Object.keys(pyproject.groups), ...Object.keys(record.groups)])) {
    compare(file, pyproject.groups[group] ?? [], record.groups[group] ?? [], replaced, ` of the group ${JSON.stringify(group)}`);
  }
}

/** Compares pinned requirements with the dependencies that pyproject.toml declares. LockStale names the difference. */
export function checkRequirements(
  facts: RequirementsFacts, file: string, pyproject: Pyproject, environment: MarkerEnvironment, refresh: string,
): void {
  if (facts.installsProject) {
    return;
  }
  const packages = facts.packagesFor(environment);
  for (const requirement of (pyproject.project?.dependencies ?? []).filter(({ marker }) => evaluateMarker(marker, environment))) {
    const matches = packages.filter(({ name }) => name === requirement.name);
    if (matches.length === 0) {
      throw stale(file, refresh, requirement.name, requirement.text, undefined);
    }
    const wrong = matches.find(({ version }) => version !== undefined && !clausesAllow(requirement.clauses, version));
    if (wrong) {
      throw stale(file, refresh, requirement.name, requirement.text, `${wrong.name}==${wrong.version}`);
    }
  }
}

function compare(file: string, declared: Requirement[], recorded: UvRecordedRequirement[], replaced: ReadonlySet<string>, where: string): void {
  for (const name of [...new Set([...declared, ...recorded].map((item) => item.name))].sort()) {
    const mine = declared.filter((item) => item.name === name);
    const theirs = recorded.filter((item) => item.name === name);
    const what = `${name}${where}`;
    if (mine.length === 0 || theirs.length === 0) {
      throw stale(file, UV_LOCK, what, mine[0]?.text, theirs.length === 0 ? undefined : describe(theirs[0]));
    }
    if (replaced.has(name) || theirs.some(({ clauses }) => clauses === undefined) || mine.some(({ url }) => url !== undefined)) {
      continue;
    }
    const now = mine.map((item) => canonical(item.clauses, item.extras));
    const then = theirs.map((item) => canonical(item.clauses ?? [], item.requestedExtras));
    if (now.some((item) => !then.includes(item)) || then.some((item) => !now.includes(item))) {
      throw stale(file, UV_LOCK, what, mine.map(({ text }) => text).join(' and '), theirs.map(describe).join(' and '));
    }
  }
}

function stale(file: string, refresh: string, what: string, declared: string | undefined, locked: string | undefined): CodedError {
  return new CodedError('LockStale', {
    what: `${file} is older than pyproject.toml: ${what} differs`,
    found: `pyproject.toml: ${declared ?? 'not declared'}\n${file}: ${locked ?? 'not there'}`,
    expected: 'a lock that was made from this pyproject.toml',
    write: refresh,
  });
}

function describe({ name, clauses, requestedExtras }: UvRecordedRequirement): string {
  const extras = requestedExtras.length > 0 ? `[${requestedExtras.join(',')}]` : '';
  return `${name}${extras}${(clauses ?? []).map(({ operator, version }) => operator + version).join(',')}`;
}

/** One spelling for specifiers that mean the same: order, repetition and the spelling of versions do not matter. */
function canonical(clauses: VersionClause[], extras: string[]): string {
  const parts = clauses.map(({ operator, version }) => {
    const wildcard = version.endsWith('.*');
    return `${operator}${clean(wildcard ? version.slice(0, -2) : version) ?? version}${wildcard ? '.*' : ''}`;
  });
  return `[${[...new Set(extras)].sort().join(',')}]${[...new Set(parts)].sort().join(',')}`;
}

/** uv writes requires-python in its own words (`~=3.11` is `>=3.11, <4`): compared by what they allow. */
function samePythons(a: string, b: string): boolean {
  const [left, right] = [parseSpecifier(a), parseSpecifier(b)];
  const versions = ['2.7.18', '4.0.0', ...Array.from({ length: 30 }, (_, minor) => Array.from({ length: 25 }, (__, patch) => `3.${minor}.${patch}`)).flat()];
  return left !== undefined && right !== undefined && versions.every((version) => clausesAllow(left, version) === clausesAllow(right, version));
}

function isIndexOnly(source: unknown): boolean {
  return isTable(source) && Object.keys(source).every((key) => key === 'index' || key === 'marker');
}
