import { normalizeName } from './package-name';
import data from './system-packages.json';

/** System packages of one release of a distribution. */
export interface CataloguePackages {
  /** To compile the package: the compiler is among them. */
  readonly build: string[];
  /** To run what was compiled. */
  readonly runtime: string[];
}

/** What is known of one package of PyPI. The data is in system-packages.json; a test holds it to this form. */
export interface CatalogueEntry {
  /** Why it needs them, as the end of a sentence: "psycopg2 links libpq". */
  readonly why: string;
  /** The machines that it has wheels for, on glibc and musl: none, `any` for pure Python. Counts when the lock lists no wheels. */
  readonly wheels: string[];
  /** The runtime packages are needed by the wheel, too: it opens the library itself. */
  readonly always?: boolean;
  /** Packages (or `package[extra]`) that bring the library along. */
  readonly unless?: string[];
  /** By suite. */
  readonly debian: Readonly<Record<string, CataloguePackages>>;
}

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

/** The system packages of an entry on a distribution; undefined when the catalogue has none for it. */
export function cataloguePackages(entry: CatalogueEntry, distribution?: string, suite?: string): CataloguePackages | undefined {
  return distribution === 'debian' && suite !== undefined && Object.hasOwn(entry.debian, suite) ? entry.debian[suite] : undefined;
}
