import { builders } from './builder-of';
import { installTarget } from './builder-plan';
import { ImageStage } from '../../dockerfile';
import { PythonVersion } from '../../python';
import { DependencyPlan } from '../../python/dependencies/dependency-plan';
import { InstallTarget, markerEnvironment } from '../../python/dependencies/install-target';
import { LockedPackage } from '../../python/locks/locked-package';
import { wheelFits } from '../../python/syntax/wheel-tags';
import { allowsPython } from '../../python/versions/python-choice';

/** What the lock has wheels of for an older Python, and none for the one of the image. */
export interface OlderPython {
  /** The newest Python that all of them have wheels for. */
  readonly python: PythonVersion;
  /** The Python of the image. */
  readonly instead: string;
  readonly packages: LockedPackage[];
}

/**
 * The Python that a lock was made for, by the wheels that it lists. A package that is older than a Python has none for it, and its sources
 * often do not compile there. Undefined when everything has a wheel, or no older Python has them all.
 */
export function olderPython(stages: ImageStage[]): OlderPython | undefined {
  return builders(stages).map((stage) => ofPlan(stage._dependencies, installTarget(stage, stage))).find((found) => found !== undefined);
}

function ofPlan(plan: DependencyPlan, target: InstallTarget): OlderPython | undefined {
  const without = (version: string) => {
    const at = { ...target, python: { ...target.python, version } };
    return plan.packagesFor(markerEnvironment(at)).filter(({ wheels = [] }) => wheels.length > 0 && !wheels.some((wheel) => wheelFits(wheel, at)));
  };
  const { version: instead } = target.python;
  const packages = without(instead);
  const older = PythonVersion._candidates().filter(({ minor }) => Number(minor.slice(2)) < Number(instead.slice(2)))
    .sort((a, b) => Number(b.minor.slice(2)) - Number(a.minor.slice(2)));
  const python = packages.length === 0 ? undefined
    : older.find((one) => without(one.minor).length === 0 && plan.pythonRules.every((rule) => allowsPython(rule.requiresPython, one)));
  return python && { python, instead, packages };
}
