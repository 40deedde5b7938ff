import { Libc } from '../../dockerfile';
import { InstallTarget } from '../dependencies/install-target';

/** The parts of a wheel's file name. Each tag part is the list that the dots separate. Source: PEP 427, PEP 425. */
export interface WheelName {
  readonly distribution: string;
  readonly version: string;
  readonly pythons: string[];
  readonly abis: string[];
  readonly platforms: string[];
}

/** The newest glibc that is taken for granted when a base image does not say which one it has. */
const ASSUMED_GLIBC = 28;
const ASSUMED_MUSL = 2;
const LEGACY_MANYLINUX: Record<string, number> = { manylinux1: 5, manylinux2010: 12, manylinux2014: 17 };

/** The newest platform tag that an installer takes on the target: `manylinux_2_41_aarch64`, `musllinux_1_2_aarch64`. */
export function newestPlatformTag({ libc, glibcVersion, platform }: InstallTarget): string {
  const family = libc === Libc.MUSL ? `musllinux_1_${ASSUMED_MUSL}` : `manylinux_2_${glibcVersion?.split('.')[1] ?? ASSUMED_GLIBC}`;
  return `${family}_${platform.machine}`;
}

/** Splits a wheel's file name; undefined when it is not one. */
export function parseWheelName(fileName: string): WheelName | undefined {
  const match = /^([^-/\\\s]+)-([^-/\\\s]+)(?:-(\d[^-/\\\s]*))?-([^-/\\\s]+)-([^-/\\\s]+)-([^-/\\\s]+)\.whl$/.exec(fileName);
  if (!match) {
    return undefined;
  }
  const [, distribution, version, , pythons, abis, platforms] = match;
  const tags = (text: string) => text.toLowerCase().split('.');
  return { distribution, version, pythons: tags(pythons), abis: tags(abis), platforms: tags(platforms) };
}

/**
 * Whether an installer takes the wheel on the target: Python and ABI (PEP 425, abi3 included), glibc (PEP 600 and the older
 * manylinux names), musl (PEP 656), machine. A file name that is not a wheel's never fits.
 */
export function wheelFits(fileName: string, target: InstallTarget): boolean {
  const wheel = parseWheelName(fileName);
  return wheel !== undefined && wheel.pythons.some((python) => wheel.abis.some((abi) => wheel.platforms.some((platform) =>
    tagFits(python, abi, platform, target))));
}

function tagFits(python: string, abi: string, platform: string, target: InstallTarget): boolean {
  const minor = Number(target.python.version.split('.')[1]);
  const pure = platform === 'any';
  if (!pure && !platformFits(platform, target)) {
    return false;
  }
  if (abi === 'none' && (python === 'py3' || (/^py3\d+$/.test(python) && Number(python.slice(3)) <= minor))) {
    return true;
  }
  if (target.python.implementation !== 'cpython') {
    return false;
  }
  const own = `cp3${minor}`;
  if (python === own) {
    return abi === 'none' || (!pure && (abi === own || abi === 'abi3'));
  }
  const older = /^cp3(\d+)$/.exec(python);
  return !pure && abi === 'abi3' && older !== null && Number(older[1]) >= 2 && Number(older[1]) <= minor;
}

function platformFits(tag: string, target: InstallTarget): boolean {
  const machine = target.platform.machine;
  if (!tag.endsWith(`_${machine}`)) {
    return false;
  }
  const family = tag.slice(0, -machine.length - 1);
  if (family === 'linux') {
    return true;
  }
  const musl = /^musllinux_1_(\d+)$/.exec(family);
  if (musl) {
    return target.libc === Libc.MUSL && Number(musl[1]) <= ASSUMED_MUSL;
  }
  const glibc = /^manylinux_2_(\d+)$/.exec(family)?.[1] ?? LEGACY_MANYLINUX[family];
  const oldest = machine === 'x86_64' || machine === 'i686' ? 5 : 17;
  const newest = Number(target.glibcVersion?.split('.')[1] ?? ASSUMED_GLIBC);
  return target.libc === Libc.GLIBC && glibc !== undefined && Number(glibc) >= oldest && Number(glibc) <= newest;
}
