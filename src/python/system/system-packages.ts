import { CATALOGUE_SUITES, CatalogueEntry, catalogueEntry, catalogueNames, cataloguePackages } from './catalogue';
import { expectedLists } from './expected-lists';
import { ResolvedSystemPackages, SystemPackageReason } from './resolved-system-packages';
import SCRIPTED from './scripted-packages.json';
import { SystemPackageGroup } from './system-package-group';
import { resolveGroup } from './system-package-groups';
import { CodedError, ErrorFacts } from '../../private/coded-error';
import { nearestNames } from '../../private/nearest-names';
import { shortened } from '../../private/shortened';
import { InstallTarget } from '../dependencies/install-target';
import { LockedPackage } from '../locks/locked-package';
import { normalizeName } from '../syntax/package-name';
import { APK, APT, PackageSyntax } from '../syntax/package-syntax';

/** Packages of Debian or Ubuntu by name. */
export interface AptPackages {
  /**
   * What the builder stage needs: compilers and headers.
   * @default - none
   */
  readonly buildPackages?: string[];

  /**
   * What the image needs when it runs.
   * @default - none
   */
  readonly runtimePackages?: string[];

  /**
   * What the image needs when it runs and apt has to install there, because its maintainer scripts do more than refresh the loader's cache.
   * The others are unpacked and copied, which is smaller and runs nothing on the target. Some are known and need not be here: ffmpeg, libmariadb3 …
   * @default - none
   */
  readonly installedPackages?: string[];

  /**
   * Versions to pin, by the name of the package; `*` is allowed at the end.
   * @default - the version of the base image's suite
   */
  readonly versions?: Record<string, string>;
}

/** Packages of Alpine by name. */
export interface ApkPackages {
  /**
   * What the builder stage needs: compilers and headers.
   * @default - none
   */
  readonly buildPackages?: string[];

  /**
   * What the image needs when it runs.
   * @default - none
   */
  readonly runtimePackages?: string[];

  /**
   * Versions to pin, by the name of the package: `17.6-r0`, or `~17` for whichever 17 the release of Alpine has.
   * @default - the version of the base image's release
   */
  readonly versions?: Record<string, string>;
}

/** The system packages of an app: what its compiled dependencies need, and what the user adds. */
export abstract class SystemPackages {
  /** By the catalogue of the library: exactly for the locked packages that compile, or that open a system library themselves. */
  public static fromCatalogue(): SystemPackages {
    return new CatalogueSystemPackages();
  }

  /**
   * The catalogue's packages for these packages of PyPI, whether the lock has them or not.
   *
   * SystemPackageUnknown: the catalogue does not know one of them.
   */
  public static forPython(...names: string[]): SystemPackages {
    return new NamedSystemPackages(names);
  }

  /**
   * Packages of Debian or Ubuntu, by name.
   *
   * SystemPackageInvalid: a name or a version that apt would not take, a version of a package that is not listed, or a base image without apt.
   */
  public static apt(packages: AptPackages): SystemPackages {
    return new ListedSystemPackages(APT, packages);
  }

  /**
   * Packages of Alpine, by name.
   *
   * SystemPackageInvalid: a name or a version that apk would not take, a version of a package that is not listed, or a base image without apk.
   */
  public static apk(packages: ApkPackages): SystemPackages {
    return new ListedSystemPackages(APK, packages);
  }

  /**
   * A named group of packages that belong together, for building and for running.
   * SystemPackageUnknown: the group is not known for the distribution of the base image.
   */
  public static group(group: SystemPackageGroup): SystemPackages {
    return new GroupedSystemPackages(group);
  }

  /** No system packages at all. */
  public static none(): SystemPackages {
    return new CombinedSystemPackages([]);
  }

  /** Several of these together. */
  public static combine(...groups: SystemPackages[]): SystemPackages {
    return new CombinedSystemPackages(groups);
  }

  /**
   * For a target with these packages; `compiled` are the names of those that get compiled.
   * @internal
   */
  public abstract _resolve(packages: LockedPackage[], compiled: string[], target: InstallTarget): ResolvedSystemPackages;
}

class CatalogueSystemPackages extends SystemPackages {
  /** @internal */
  public _resolve(packages: LockedPackage[], compiled: string[], target: InstallTarget): ResolvedSystemPackages {
    const present = new Set(packages.flatMap(({ name, extras }) => [name, ...extras.map((extra) => `${name}[${extra}]`)]));
    const reasons: SystemPackageReason[] = [];
    const covered: string[] = [];
    for (const name of [...new Set(packages.map((locked) => locked.name))]) {
      const entry = catalogueEntry(name);
      const needed = entry && cataloguePackages(entry, target.distribution, target.suite);
      if (!entry || !needed) {
        continue;
      }
      const compiles = compiled.includes(name);
      if (compiles) {
        covered.push(name);
        reasons.push(...needed.build.map((systemPackage) => reason(systemPackage, 'build', { name, ...entry })));
      }
      if ((compiles || entry.always) && !entry.unless?.some((other) => present.has(other))) {
        reasons.push(...needed.runtime.map((systemPackage) => reason(systemPackage, 'runtime', { name, ...entry })));
      }
    }
    return { reasons, covered };
  }
}

class NamedSystemPackages extends SystemPackages {
  private readonly names: string[];

  constructor(names: string[]) {
    super();
    this.names = names.map(normalizeName);
    const unknown = names.find((name) => !catalogueEntry(name));
    if (unknown !== undefined) {
      const near = nearestNames(unknown, catalogueNames());
      throw new CodedError('SystemPackageUnknown', {
        what: `the catalogue does not know ${JSON.stringify(unknown)}`,
        found: JSON.stringify(unknown),
        expected: `one of ${catalogueNames().join(', ')}`,
        write: near.length > 0 ? `SystemPackages.forPython('${near[0]}')` : 'SystemPackages.apt({ buildPackages: […], runtimePackages: […] })',
      });
    }
  }

  /** @internal */
  public _resolve(_packages: LockedPackage[], _compiled: string[], target: InstallTarget): ResolvedSystemPackages {
    const reasons = this.names.flatMap((name) => {
      const entry = catalogueEntry(name);
      const needed = entry && cataloguePackages(entry, target.distribution, target.suite);
      if (!needed) {
        throw new CodedError('SystemPackageUnknown', {
          what: `the catalogue knows ${name}, but not for ${[target.distribution, target.suite].filter(Boolean).join(' ') || 'this base image'}`,
          found: knownFor(entry),
          expected: 'a base image of one of these, or the packages by name',
          write: target.distribution === 'alpine' ? "SystemPackages.apk({ runtimePackages: ['…'] })" : "SystemPackages.apt({ runtimePackages: ['…'] })",
        });
      }
      return [
        ...needed.build.map((systemPackage) => reason(systemPackage, 'build', { name, ...entry })),
        ...needed.runtime.map((systemPackage) => reason(systemPackage, 'runtime', { name, ...entry })),
      ];
    });
    return { reasons, covered: this.names };
  }
}

class ListedSystemPackages extends SystemPackages {
  private readonly build: string[];
  private readonly runtime: string[];
  private readonly installed: string[];

  constructor(private readonly syntax: PackageSyntax, given: AptPackages) {
    super();
    const packages = expectedLists(syntax, given);
    const versions = packages.versions ?? {};
    const listed = [...packages.buildPackages ?? [], ...packages.runtimePackages ?? [], ...packages.installedPackages ?? []];
    for (const name of listed) {
      const [, plain, version] = /^([^=\s]+)=([^=\s]+)$/.exec(name) ?? [];
      check(syntax.name.test(name), {
        what: `${JSON.stringify(name)} is not the name of ${/^[AEIOU]/.test(syntax.title) ? 'an' : 'a'} ${syntax.title} package`,
        found: `SystemPackages.${syntax.manager} with ${JSON.stringify(name)}`,
        expected: 'lower case letters, digits, "+", "-" and "."',
        write: plain === undefined ? `'${name.trim().toLowerCase().replace(/[^a-z0-9+.-]+/g, '-')}'` : `versions: { '${plain}': '${version}' }`,
      });
    }
    for (const [name, version] of Object.entries(versions)) {
      const found = `versions: { '${name}': ${JSON.stringify(version)} }`;
      check(listed.includes(name), {
        what: `a version is given for ${JSON.stringify(name)}, which is not listed`,
        found,
        expected: listed.length === 0 ? 'a package that is listed' : `one of ${listed.join(', ')}`,
        write: `runtimePackages: ['${nearestNames(name, listed)[0] ?? name}']`,
      });
      check(syntax.version.test(version), {
        what: `${JSON.stringify(version)} is not a version of the package ${name}`,
        found,
        expected: `a version such as ${syntax.example}`,
        write: `versions: { '${name}': '${syntax.example.split(' ')[0]}' }`,
      });
    }
    const pin = (name: string) => Object.hasOwn(versions, name) ? syntax.pinned(name, versions[name]) : name;
    this.build = (packages.buildPackages ?? []).map(pin);
    this.runtime = (packages.runtimePackages ?? []).map(pin);
    this.installed = (packages.installedPackages ?? []).map(pin);
  }

  /** @internal */
  public _resolve(_packages: LockedPackage[], _compiled: string[], target: InstallTarget): ResolvedSystemPackages {
    const { manager, distributions } = this.syntax;
    const any = this.build.length + this.runtime.length + this.installed.length > 0;
    check(!any || target.distribution === undefined || distributions.includes(target.distribution), {
      what: `packages of ${manager} cannot be installed on ${target.distribution}`,
      found: shortened([...this.build, ...this.runtime, ...this.installed]),
      expected: `a base image of ${manager === 'apt' ? 'Debian or Ubuntu' : 'Alpine'}`,
      write: `SystemPackages.${manager === 'apt' ? 'apk' : 'apt'}({ runtimePackages: ['…'] })`,
    });
    return {
      reasons: [
        ...this.build.map((systemPackage) => reason(systemPackage, 'build')),
        ...this.runtime.map((systemPackage) => reason(systemPackage, 'runtime')),
        ...this.installed.map((systemPackage) => reason(systemPackage, 'install')),
      ],
      covered: this.build.length > 0 ? ['*'] : [],
    };
  }
}

class GroupedSystemPackages extends SystemPackages {
  constructor(private readonly group: SystemPackageGroup) {
    super();
  }

  /** @internal */
  public _resolve(_packages: LockedPackage[], _compiled: string[], target: InstallTarget): ResolvedSystemPackages {
    return resolveGroup(this.group, target);
  }
}

class CombinedSystemPackages extends SystemPackages {
  constructor(private readonly groups: SystemPackages[]) {
    super();
  }

  /** @internal */
  public _resolve(packages: LockedPackage[], compiled: string[], target: InstallTarget): ResolvedSystemPackages {
    const parts = this.groups.map((group) => group._resolve(packages, compiled, target));
    return { reasons: parts.flatMap(({ reasons }) => reasons), covered: parts.flatMap(({ covered }) => covered) };
  }
}

/** Without a package of PyPI, the user asked for it. */
function reason(
  systemPackage: string, stage: SystemPackageReason['stage'], needed?: { readonly name: string; readonly why: string; readonly always?: string },
): SystemPackageReason {
  const scripted = stage === 'runtime' && SCRIPTED.includes(systemPackage.replace(/=.*/, ''));
  return {
    systemPackage,
    stage: scripted ? 'install' : stage,
    because: needed?.why ?? 'systemPackages asks for it',
    ...(needed && { forPackage: needed.name }),
    ...(needed?.always === 'opened' && stage === 'runtime' && { opened: true }),
  };
}

/** Where the catalogue has the packages of an entry. */
function knownFor(entry?: CatalogueEntry): string {
  const suites = CATALOGUE_SUITES.filter((suite) => entry && cataloguePackages(entry, 'debian', suite));
  return [`debian: ${suites.join(', ')}`, ...(entry?.alpine ? ['alpine'] : [])].join('; ');
}

function check(right: boolean, facts: ErrorFacts): void {
  if (!right) {
    throw new CodedError('SystemPackageInvalid', facts);
  }
}
