import { catalogueEntry, catalogueHasWheel } from './catalogue';
import { SystemPackageReason } from './resolved-system-packages';
import { SystemPackages } from './system-packages';
import { Libc } from '../../dockerfile';
import { InstallTarget } from '../dependencies/install-target';
import { LockedPackage } from '../locks/locked-package';
import { parseWheelName, wheelFits } from '../syntax/wheel-tags';

/** What compiling means for the stages: which image builds, and what it and the final image need. */
export interface CompilePlan {
  /** The packages that have no wheel for the target, and why. */
  readonly compiled: { readonly name: string; readonly reason: string }[];
  /** `full`: something compiles of which nobody knows what it takes. `slim`: nothing compiles, or the build packages suffice. */
  readonly builder: 'slim' | 'full';
  /** For apt, sorted. */
  readonly buildPackages: string[];
  /** For running, sorted: those that are unpacked and those that apt has to install. */
  readonly runtimePackages: string[];
  /** Why each system package is there. */
  readonly reasons: SystemPackageReason[];
}

/** Decides by the lock's list of wheels, and by the catalogue's word where the lock has none. A package that neither knows has a wheel. */
export function compilePlan(packages: LockedPackage[], target: InstallTarget, systemPackages: SystemPackages): CompilePlan {
  const compiled = packages.flatMap((locked) => {
    const reason = whyCompiled(locked, target);
    return reason === undefined ? [] : [{ name: locked.name, reason }];
  });
  const names = compiled.map(({ name }) => name);
  const { reasons, covered } = systemPackages._resolve(packages, names, target);
  const builder = covered.includes('*') || names.every((name) => covered.includes(name)) ? 'slim' : 'full';
  const fromGit = packages.filter(({ source }) => source === 'git');
  const git: SystemPackageReason[] = builder === 'full' ? [] : fromGit.flatMap(({ name, url }) =>
    ['git', 'ca-certificates', ...(/^(git\+)?ssh:/i.test(url ?? '') ? ['openssh-client'] : [])].map((systemPackage) =>
      ({ systemPackage, stage: 'build' as const, forPackage: name, because: 'comes from a git repository' })));
  const all = [...reasons, ...git];
  return {
    compiled,
    builder,
    buildPackages: packagesOf(all.filter(({ stage }) => stage === 'build')),
    runtimePackages: packagesOf(all.filter(({ stage }) => stage !== 'build')),
    reasons: all,
  };
}

/** Whether compiled files may come with a package: not with one of which there is a wheel of pure Python. */
export function mayHoldBinaries({ name, wheels }: LockedPackage): boolean {
  return wheels === undefined ? !catalogueEntry(name)?.wheels.includes('any') : !wheels.some((wheel) => parseWheelName(wheel)?.platforms.includes('any'));
}

/** The packages of the reasons, sorted. */
export function packagesOf(reasons: SystemPackageReason[]): string[] {
  return [...new Set(reasons.map(({ systemPackage }) => systemPackage))].sort();
}

function whyCompiled(locked: LockedPackage, target: InstallTarget): string | undefined {
  const { name, version, source, wheels } = locked;
  const title = version === undefined ? name : `${name} ${version}`;
  if (locked.noBinary) {
    return `${title}: the requirements say --no-binary`;
  }
  if (wheels !== undefined && wheels.some((wheel) => wheelFits(wheel, target))) {
    return undefined;
  }
  if (source === 'git') {
    return `${title} comes from a git repository, which has no wheels`;
  }
  if (source === 'path' && wheels === undefined) {
    return undefined;
  }
  if (source === 'url' && wheels === undefined) {
    return `${title} comes from an archive of sources`;
  }
  if (wheels !== undefined) {
    return wheels.length === 0 ? `${title} has no wheel at all` : `${title} has no wheel for ${describeTarget(target)}`;
  }
  const known = catalogueEntry(name);
  if (known === undefined || catalogueHasWheel(known, target)) {
    return undefined;
  }
  return known.wheels.length === 0 ? `${title} has no wheel at all` : `${title} has no wheel for ${describeTarget(target)}`;
}

function describeTarget({ python, libc, glibcVersion, platform }: InstallTarget): string {
  const c = libc === Libc.MUSL ? 'musl' : `glibc${glibcVersion ? ` ${glibcVersion}` : ''}`;
  return `Python ${python.version} on ${platform.machine} with ${c}`;
}
