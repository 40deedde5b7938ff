import { SystemPackages } from '../python';
import { InstallTarget } from '../python/install-target';

/** The packages for running that someone asked for by hand; undefined when nobody did. */
export function runtimePackages(systemPackages: SystemPackages | undefined, target: InstallTarget): string[] | undefined {
  const reasons = systemPackages?._resolve([], [], target).reasons.filter(({ stage }) => stage === 'runtime');
  return reasons && [...new Set(reasons.map(({ systemPackage }) => systemPackage))].sort();
}
