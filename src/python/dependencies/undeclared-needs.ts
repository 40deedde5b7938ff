import { DependencyPlan, withAdded } from './dependency-plan';
import { LockedPackage } from '../locks/locked-package';
import { parseRequirement } from '../syntax/requirement';
import { parsed } from '../syntax/syntax-problem';
import { clausesAllow } from '../syntax/version-specifier';

/** What a version of a package imports and does not ask for, or not in the version that it takes. */
interface UndeclaredNeed {
  /** The first version that no longer needs it. */
  readonly before: string;
  /** The package that has it. */
  readonly name: string;
  readonly requirement: string;
}

/** setuptools came with every environment before Python 3.12; version 82 left the module pkg_resources out. */
const PKG_RESOURCES = { name: 'setuptools', requirement: 'setuptools<82' };
/** Sources: the change logs of each. */
const NEEDS: Readonly<Record<string, UndeclaredNeed>> = {
  apscheduler: { before: '3.10', ...PKG_RESOURCES },
  gunicorn: { before: '21.0', ...PKG_RESOURCES },
  pyramid: { before: '2.1', ...PKG_RESOURCES },
};

/** The plan with what its packages are known to miss. A lock is taken as it is, and so is a list that names the missing package itself. */
export function withUndeclared(plan: DependencyPlan): DependencyPlan {
  const has = (wanted: string) => plan.packages.some(({ name }) => name === wanted);
  const all = [...plan.packages.map(({ name, version, source }) => source === 'index' ? needOf(name, version) : undefined), ...(plan.requirements ?? []).map(needOfRange)];
  const needs = plan.locked ? [] : all.flatMap((need) => need ?? []).filter(({ name }) => !has(name));
  if (needs.length === 0) {
    return plan;
  }
  const names = [...new Set(needs.map(({ name }) => name))];
  return withAdded(plan, [...new Set(needs.map(({ requirement }) => requirement))], names.map((name): LockedPackage => ({ name, extras: [], source: 'index' })));
}

function knownNeed(name: string): UndeclaredNeed | undefined {
  return Object.hasOwn(NEEDS, name) ? NEEDS[name] : undefined;
}

function needOf(name: string, version: string | undefined): UndeclaredNeed | undefined {
  const need = knownNeed(name);
  return need !== undefined && version !== undefined && clausesAllow([{ operator: '<', version: need.before }], version) ? need : undefined;
}

/** `gunicorn>=20.0.4,<21`: all that it allows is older. */
function needOfRange(requirement: string): UndeclaredNeed | undefined {
  const { name = '', clauses = [] } = parsed(() => parseRequirement(requirement), () => undefined) ?? {};
  const need = knownNeed(name);
  return need !== undefined && clauses.some(({ operator, version }) => operator === '<' && clausesAllow([{ operator: '<=', version: need.before }], version)) ? need : undefined;
}
