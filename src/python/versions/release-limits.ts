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

/** A package whose pinned version is older than a Python. */
export interface OldPin {
  readonly name: string;
  readonly version: string;
  /** What is not, `numpy>=2.1.0`. */
  readonly newer: string;
}

/** The packages of a plan whose pinned versions do not run on a Python. */
export function oldPins({ packagesFor }: DependencyPlan, environment: MarkerEnvironment, minor: string): OldPin[] {
  return packagesFor(environment).flatMap((one) => {
    const beyond = limitsOf(one).filter(({ first }) => numberOf(first) <= numberOf(minor));
    const last = beyond[beyond.length - 1];
    return last === undefined ? [] : [{ name: last.name, version: last.version, newer: `${last.name}>=${last.needed}` }];
  });
}

interface Limit {
  readonly name: string;
  readonly version: string;
  /** A Python that is too new for the version. */
  readonly first: string;
  /** The first version after it that runs there. */
  readonly needed: string;
}

/** The oldest Python that is too new for a package. */
function limitOf(locked: LockedPackage): Limit | undefined {
  return limitsOf(locked)[0];
}

/** The Pythons that are too new for a package, the oldest first. */
function limitsOf({ name, version, source, wheels }: LockedPackage): Limit[] {
  const limits = Object.entries(Object.hasOwn(LIMITS, name) ? LIMITS[name] : {});
  return version === undefined || source !== 'index' || wheels !== undefined ? []
    : limits.flatMap(([first, limit]) => neededFor(limit ?? '', version).map((needed) => ({ name, version, first, needed })))
      .sort((a, b) => numberOf(a.first) - numberOf(b.first));
}

function numberOf(minor: string): number {
  return Number(minor.slice(2));
}

/** `2.1.0`, the first version that runs; or the versions that do not, `>=2.0,<2.0.31`, with `||` between several: what comes after those that a version is among. */
function neededFor(limit: string, version: string): string[] {
  return limit.split('||').map((one) => /^\d/.test(one) ? `<${one}` : one.trim())
    .filter((one) => one !== '' && clausesAllow(parseSpecifier(one) ?? [], version)).map((one) => /[\d.]+$/.exec(one)?.[0] ?? '');
}
