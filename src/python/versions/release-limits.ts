import { PythonRule } from './python-choice';
import data from './release-limits.json';
import { DependencyPlan } from '../dependencies/dependency-plan';
import { LockedPackage } from '../locks/locked-package';
import { MarkerEnvironment } from '../syntax/marker';
import { clausesAllow, parseSpecifier } from '../syntax/version-specifier';

/**
 * The first version of a package that has wheels for a Python, or runs on it: by the minor version of the Python. Where older ones do, too, the versions that do not.
 * A Python that is not there has been run on by all that anybody still pins. Sources: the indexes of the packages, by `uv pip compile --no-deps --resolution lowest
 * --only-binary :all: --python-version 3.13`; where a package has one wheel for all, its change log, tried on that Python.
 */
const LIMITS: Readonly<Record<string, Readonly<Partial<Record<string, string>>>>> = data;

/**
 * The Pythons that pinned packages are too old for, where the list of packages says nothing of wheels: `numpy==1.26.4` knows no
 * Python 3.13, and its sources do not compile there. Nobody has declared them, so they give way to every file that names a Python.
 */
export function releaseLimits({ file, packagesFor }: DependencyPlan, environment: MarkerEnvironment): PythonRule[] {
  return file === undefined ? [] : packagesFor(environment).flatMap((one) => limitOf(one) ?? []).map(({ name, version, first }) => ({
    file,
    requiresPython: `<${first}`,
    says: `${name}==${version}, which is older than Python ${first}`,
    package: name,
  }));
}

/** The oldest Python that is too new for a package. */
function limitOf({ name, version, source, wheels }: LockedPackage): { name: string; version: string; first: string } | undefined {
  const limits = Object.hasOwn(LIMITS, name) ? LIMITS[name] : {};
  if (version === undefined || source !== 'index' || wheels !== undefined) {
    return undefined;
  }
  const tooNew = Object.entries(limits).filter(([, limit]) => limit !== undefined && tooOld(limit, version));
  const [first] = tooNew.map(([minor]) => minor).sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
  return first === undefined ? undefined : { name, version, first };
}

/** `2.1.0`, the first version that runs; or the versions that do not, `>=2.0,<2.0.31`, with `||` between several. */
function tooOld(limit: string, version: string): boolean {
  return limit.split('||').some((one) => clausesAllow(parseSpecifier(/^\d/.test(one) ? `<${one}` : one.trim()) ?? [], version));
}
