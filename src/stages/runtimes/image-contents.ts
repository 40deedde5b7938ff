import { BaseImage } from '../../dockerfile';
import { ImageContents } from '../../python/dependencies/bill-of-materials';
import { DependencyPlan } from '../../python/dependencies/dependency-plan';
import { InstallTarget } from '../../python/dependencies/install-target';
import { LockedPackage } from '../../python/locks/locked-package';

/** What was decided of an image, for its bill of materials. */
export interface ContentsOptions {
  readonly plan: DependencyPlan;
  /** What is installed beside the dependencies. */
  readonly beside?: LockedPackage[];
  /** What packages were chosen for. */
  readonly target: InstallTarget;
  /** What the image starts from. */
  readonly base: BaseImage;
  readonly registry: string;
  /** What is added to the base, as apt and apk take it. */
  readonly systemPackages: string[];
}

/** The contents of an image: the packages are those of its target's distribution. */
export function contentsOf({ plan, beside, target, base, registry, systemPackages }: ContentsOptions): ImageContents {
  const { distribution, suite, platform } = target;
  return {
    plan,
    ...(beside !== undefined && { beside }),
    target,
    systemPackages: [...new Set(systemPackages)].sort(),
    distribution: { distribution, suite, architecture: distribution === 'alpine' ? platform.machine : platform.debianArchitecture },
    base: originOf(base)._reference(registry),
  };
}

/** The image that Python was gathered from, where it was. */
function originOf(base: BaseImage): BaseImage {
  const { collected, workshop } = base._known;
  return collected === undefined ? base : workshop?.rootImage ?? base;
}
