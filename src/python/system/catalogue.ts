import data from './system-packages.json';
import { Libc } from '../../dockerfile';
import { InstallTarget } from '../dependencies/install-target';
import { normalizeName } from '../syntax/package-name';

/** System packages of one release of a distribution. */
export interface CataloguePackages {
  /** To compile the package: the compiler is among them. */
  readonly build: string[];
  /** To run what was compiled. */
  readonly runtime: string[];
}

/** The name of a system package, or its names by suite. A suite that is not there does not have it. */
export type CatalogueName = string | Readonly<Partial<Record<string, string>>>;

/** What is known of one package of PyPI. The data is in system-packages.json; a test holds it to this form, another to the index of each suite. */
export interface CatalogueEntry {
  /** Why it needs them, as the end of a sentence: "psycopg2 links libpq". */
  readonly why: string;
  /**
   * What it has wheels for: `any` for pure Python, a machine for glibc and musl, `manylinux_` or `musllinux_` with a machine for one of them;
   * nothing if it has none. Counts when the lock lists no wheels.
   */
  readonly wheels: string[];
  /** How the wheel, too, uses the runtime packages: it links them, opens a library by its name or executes a program. Without it, only what was compiled needs them. */
  readonly always?: string;
  /** Packages (or `package[extra]`) that bring the library along. */
  readonly unless?: string[];
  /** The suites of Debian. */
  readonly debian: { readonly build: CatalogueName[]; readonly runtime: CatalogueName[] };
  /** Alpine, whose names do not change from one release to the next. Without it, nobody has it running there. */
  readonly alpine?: { readonly build: CatalogueName[]; readonly runtime: CatalogueName[] };
}

/** The suites of Debian that the catalogue is checked against. */
export const CATALOGUE_SUITES = ['trixie', 'bookworm', 'bullseye'];

const CATALOGUE: Readonly<Record<string, CatalogueEntry>> = data;

/** The entry of a package of PyPI, under any spelling of its name. */
export function catalogueEntry(name: string): CatalogueEntry | undefined {
  const key = normalizeName(name);
  return Object.hasOwn(CATALOGUE, key) ? CATALOGUE[key] : undefined;
}

/** The names that the catalogue knows, sorted. */
export function catalogueNames(): string[] {
  return Object.keys(CATALOGUE).sort();
}

/** The system packages of an entry on a distribution; undefined when the catalogue does not have all of them there. The suite counts on Debian only. */
export function cataloguePackages(entry: CatalogueEntry, distribution?: string, suite?: string): CataloguePackages | undefined {
  const found = distribution === 'alpine' ? entry.alpine : distribution === 'debian' && CATALOGUE_SUITES.includes(suite ?? '') ? entry.debian : undefined;
  const [build, runtime] = [found?.build, found?.runtime].map((names) => names?.flatMap((name) => nameOn(name, suite ?? '') ?? []));
  const complete = build?.length === found?.build.length && runtime?.length === found?.runtime.length;
  return build !== undefined && runtime !== undefined && complete ? { build, runtime } : undefined;
}

/** Whether the catalogue says that the package has a wheel for a machine and its C library. */
export function catalogueHasWheel(entry: CatalogueEntry, { libc, platform: { machine } }: Pick<InstallTarget, 'libc' | 'platform'>): boolean {
  const family = libc === Libc.MUSL ? 'musllinux' : 'manylinux';
  return ['any', machine, `${family}_${machine}`].some((tag) => entry.wheels.includes(tag));
}

function nameOn(name: CatalogueName, suite: string): string | undefined {
  return typeof name === 'string' ? name : name[suite];
}
