import { ResolvedSystemPackages } from './resolved-system-packages';
import { SystemPackageGroup } from './system-package-group';
import GROUPS from './system-package-groups.json';
import { CodedError } from '../../private/coded-error';
import { InstallTarget } from '../dependencies/install-target';

/** What is known of a group. The data is in system-package-groups.json; a test holds it to this form. */
interface GroupEntry {
  /** The end of a sentence that begins with the package. */
  readonly why: string;
  /** The packages of PyPI that compile with it. */
  readonly covers: string[];
  /** By suite. */
  readonly debian: Readonly<Record<string, { readonly build: string[]; readonly runtime: string[] }>>;
}

/** The packages of a group for a target. Fails with `SystemPackageUnknown` where the group is not known for its distribution. */
export function resolveGroup(group: SystemPackageGroup, { distribution, suite }: InstallTarget): ResolvedSystemPackages {
  const { debian, why, covers }: GroupEntry = GROUPS[group];
  const needed = distribution === 'debian' && suite !== undefined && Object.hasOwn(debian, suite) ? debian[suite] : undefined;
  if (needed === undefined) {
    throw new CodedError('SystemPackageUnknown', {
      what: `the group ${group} is not known for ${[distribution, suite].filter(Boolean).join(' ') || 'this base image'}`,
      found: `debian: ${Object.keys(debian).join(', ')}`,
      expected: 'a base image of one of these, or the packages by name',
      write: 'SystemPackages.apt({ buildPackages: […], runtimePackages: […] })',
    });
  }
  return {
    reasons: [
      ...needed.build.map((systemPackage) => ({ systemPackage, stage: 'build' as const, because: why })),
      // Whoever asks for a group may load its libraries by name, which takes the loader's cache.
      ...needed.runtime.map((systemPackage) => ({ systemPackage, stage: 'runtime' as const, because: why, opened: true })),
    ],
    covered: covers,
  };
}
