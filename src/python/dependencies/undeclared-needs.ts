import { DependencyPlan, withAdded } from './dependency-plan';
import data from './undeclared-needs.json';
import { LockedPackage } from '../locks/locked-package';
import { evaluateMarker, MarkerEnvironment } from '../syntax/marker';
import type { OwnImport } from '../syntax/own-imports';
import { parseRequirement, Requirement } from '../syntax/requirement';
import { parsed } from '../syntax/syntax-problem';
import { clausesAllow, VersionClause } from '../syntax/version-specifier';

/** What versions of a package do not run without, and do not ask for. */
interface UndeclaredNeed {
  /** The first version that it is known of; undefined for all that are older than the others. */
  readonly since?: string;
  /** The first version that is without it. */
  readonly before: string;
  /** setuptools came with every environment before Python 3.12, and version 82 left pkg_resources out; others asked for any version of what has changed since. */
  readonly requirements: string[];
}

/** Requirements that are added for a package, and in which version it is asked for. */
export interface AddedNeed {
  readonly name: string;
  readonly asked: string;
  readonly requirements: string[];
  /** The line of the project's own code that needs them, where it is not a package. */
  readonly imported?: OwnImport;
}

/** The oldest versions first. Each was seen by an import with and without; where it ends is from the change logs. docs/decisions/0028 */
const NEEDS: Readonly<Record<string, UndeclaredNeed[]>> = data;

/** The last one with pkg_resources. */
const SETUPTOOLS = 'setuptools<82';

/** What uv resolves together with the rest: the others have resolved when it is their turn. */
const RESOLVED = new Set<DependencyPlan['installer']>(['requirements', 'words', 'pyproject']);

/**
 * The plan with what its packages are known to miss on a target. A lock is taken as it is, and so is the exact version of a package that a list names itself, or a range
 * that has nothing below the bound. `imports` are what the project's own code imports.
 */
export function withUndeclared(plan: DependencyPlan, environment: MarkerEnvironment, imports: OwnImport[] = []): DependencyPlan {
  const asked = [...plan.asked ?? [], ...(plan.requirements ?? []).flatMap(readRequirement)]
    .filter(({ marker }) => evaluateMarker(marker, environment));
  const exact = (wanted: string) => plan.packages.some(({ name, version, source }) => name === wanted && (version !== undefined || source !== 'index'));
  const needs = plan.locked ? [] : [...undeclaredNeeds(plan.packagesFor(environment), asked), ...needsOfCode(imports, environment, asked)];
  const missing = [...new Set(needs.flatMap(({ requirements }) => requirements))]
    .filter((text) => !exact(nameOf(text)) && !contradicts(text, asked));
  if (missing.length === 0) {
    return plan;
  }
  const others = [...new Set(missing.map(nameOf))].filter((wanted) => plan.packages.every(({ name }) => name !== wanted));
  return {
    ...withAdded(plan, missing, others.map((name): LockedPackage => ({ name, extras: [], source: 'index' }))),
    ...RESOLVED.has(plan.installer) && { added: plan.added, requirements: [...plan.requirements ?? [], ...missing] },
    needs: needs.map((need) => ({ ...need, requirements: need.requirements.filter((text) => missing.includes(text)) }))
      .filter(({ requirements }) => requirements.length > 0),
  };
}

/** What came with every environment until Python 3.12: nobody had to declare it. Who bounds it has thought of it, and any version has more than pkg_resources. */
function needsOfCode(imports: OwnImport[], { variables }: MarkerEnvironment, asked: Requirement[]): AddedNeed[] {
  const old = Number(variables.python_version.slice(2)) < 12;
  const declared = asked.filter(({ name }) => name === 'setuptools');
  const bounded = declared.some(({ clauses }) => clauses.some(({ operator }) => /^(?:<=?|~=|===?)$/.test(operator)));
  const found = imports.find(({ module }) => module === 'pkg_resources'
    || (declared.length === 0 && (module === 'setuptools' || (module === 'distutils' && !old))));
  return found === undefined || bounded ? [] : [{ name: 'setuptools', asked: '', requirements: [SETUPTOOLS], imported: found }];
}

function undeclaredNeeds(packages: LockedPackage[], asked: Requirement[]): AddedNeed[] {
  const pinned = packages.flatMap(({ name, version, source }) => source === 'index' && version !== undefined ? needOf(name, version) : []);
  return [...new Map([...pinned, ...asked.flatMap(needOfRange)].map((need) => [need.name, need])).values()];
}

/** Whether the project asks for newer versions of a package than a bound allows: `httpx>=0.28` beside `httpx<0.28`. Its owner says so on purpose. */
function contradicts(bound: string, asked: Requirement[]): boolean {
  const { name, clauses } = parseRequirement(bound);
  const lowest = asked.filter((one) => one.name === name).flatMap((one) => one.clauses).filter(({ operator }) => /^(?:>=?|~=|===?)$/.test(operator));
  return lowest.some(({ version }) => !clausesAllow(clauses, version.replace(/\.\*$/, '')));
}

function needOf(name: string, version: string): AddedNeed[] {
  const need = needsOf(name).find(({ before, since }) => clausesAllow([{ operator: '<', version: before }, ...since === undefined ? [] : [{ operator: '>=', version: since }]], version));
  return need === undefined ? [] : [{ name, asked: version, requirements: need.requirements }];
}

/** `gunicorn>=20.0.4,<21`: all that it allows is older. */
function needOfRange({ name, clauses }: Requirement): AddedNeed[] {
  const bounds = clauses.flatMap(upperBound);
  const need = needsOf(name).find(({ before, since }) => since === undefined
    && bounds.some((bound) => clausesAllow([{ operator: '<=', version: before }], bound)));
  const asked = clauses.map(({ operator, version }) => `${operator}${version}`).join(',');
  return need === undefined ? [] : [{ name, asked, requirements: need.requirements }];
}

/** What a clause allows nothing from: 21 of `<21`, 2.1 of `~=2.0.1` and of `==2.0.*`. */
function upperBound({ operator, version }: VersionClause): string[] {
  const numbers = version.replace(/\.\*$/, '').split('.');
  const next = operator === '~=' ? numbers.slice(0, -1) : operator === '==' && version.endsWith('.*') ? numbers : [];
  return operator === '<' ? [version] : next.length === 0 || next.some((number) => !/^\d+$/.test(number)) ? []
    : [[...next.slice(0, -1), Number(next[next.length - 1]) + 1].join('.')];
}

function needsOf(name: string): UndeclaredNeed[] {
  return Object.hasOwn(NEEDS, name) ? NEEDS[name] : [];
}

function nameOf(requirement: string): string {
  return parseRequirement(requirement).name;
}

function readRequirement(text: string): Requirement[] {
  return parsed(() => [parseRequirement(text)], () => []);
}
