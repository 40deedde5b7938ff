import { builders } from './builder-of';
import { installTarget } from './builder-plan';
import { ImageStage } from '../../dockerfile';
import { PythonVersion } from '../../python';
import { DependencyPlan } from '../../python/dependencies/dependency-plan';
import { InstallTarget, markerEnvironment } from '../../python/dependencies/install-target';
import { LockedPackage } from '../../python/locks/locked-package';
import { wheelFits } from '../../python/syntax/wheel-tags';
import { allowsPython } from '../../python/versions/python-choice';
import { OldPin, oldPins } from '../../python/versions/release-limits';

/** What is older than the Python of the image. */
export interface OlderPython {
  /** The newest Python that runs all of it; undefined when none does. */
  readonly python?: PythonVersion;
  /** The Python of the image. */
  readonly instead: string;
  /** What the lock has wheels of for an older Python, and none for that of the image. */
  readonly packages: LockedPackage[];
  /** What is pinned to a version that is known not to run on it. */
  readonly pins: OldPin[];
  /** The file that pins it. */
  readonly file: string;
}

/**
 * The Python that a lock was made for, by the wheels that it lists, or that pinned versions are known to run on. A package that is older than a Python has no wheel for it, and its sources
 * often do not compile there. Undefined when nothing is older, or nothing is known to be and no older Python has all wheels.
 */
export function olderPython(stages: ImageStage[]): OlderPython | undefined {
  return builders(stages).map((stage) => ofPlan(stage._dependencies, installTarget(stage, stage))).find((found) => found !== undefined);
}

function ofPlan(plan: DependencyPlan, target: InstallTarget): OlderPython | undefined {
  const without = (version: string) => {
    const at = { ...target, python: { ...target.python, version } };
    return plan.packagesFor(markerEnvironment(at)).filter(({ wheels = [] }) => wheels.length > 0 && !wheels.some((wheel) => wheelFits(wheel, at)));
  };
  const pinsFor = (version: string) => oldPins(plan, markerEnvironment({ ...target, python: { ...target.python, version } }), version);
  const { version: instead } = target.python;
  const [packages, pins] = [without(instead), pinsFor(instead)];
  const older = PythonVersion._candidates().filter(({ minor }) => Number(minor.slice(2)) < Number(instead.slice(2)))
    .sort((a, b) => Number(b.minor.slice(2)) - Number(a.minor.slice(2)));
  const python = packages.length + pins.length === 0 ? undefined : older.find((one) => without(one.minor).length + pinsFor(one.minor).length === 0
    && plan.pythonRules.every((rule) => allowsPython(rule.requiresPython, one)));
  return python === undefined && pins.length === 0 ? undefined
    : { ...(python && { python }), instead, packages: python === undefined ? [] : packages, pins, file: plan.file ?? '' };
}
