import { clean } from '@renovatebot/pep440';
import { ImagePlatform } from '../../dockerfile';
import { markerEnvironment } from '../dependencies/install-target';
import { UvRecordedRequirement } from '../locks/uv-record';
import { evaluateMarker, MarkerEnvironment } from '../syntax/marker';
import { Requirement } from '../syntax/requirement';
import { clausesAllow, parseSpecifier, VersionClause } from '../syntax/version-specifier';

/** A requirement that pyproject.toml and a lock see differently. */
export interface RequirementDifference {
  readonly name: string;
  /** undefined when it is not declared. */
  readonly declared?: string;
  /** undefined when it is not recorded. */
  readonly recorded?: string;
}

/** How to compare. */
export interface DifferenceOptions {
  /** Packages of which the version is not compared. */
  readonly nameOnly: ReadonlySet<string>;
  /** Markers are compared on the Pythons that this allows. */
  readonly requiresPython?: string;
  /** The extra that both lists belong to. */
  readonly extra?: string;
}

const MINORS = Array.from({ length: 9 }, (_, index) => `3.${index + 8}`);

/** The first requirement, by name, that the two lists see differently: whether it is there, its versions, its extras, when its marker holds. */
export function findDifference(
  declared: Requirement[], recorded: UvRecordedRequirement[], options: DifferenceOptions,
): RequirementDifference | undefined {
  const environments = [undefined, ...sampleEnvironments(options)];
  for (const name of [...new Set([...declared, ...recorded].map((item) => item.name))].sort()) {
    const mine = declared.filter((item) => item.name === name);
    const theirs = recorded.filter((item) => item.name === name);
    const versions = !options.nameOnly.has(name) && theirs.every(({ clauses }) => clauses !== undefined)
      && mine.every(({ url }) => url === undefined);
    const differs = environments.some((environment) => {
      const now = mine.filter(({ marker }) => environment === undefined || evaluateMarker(marker, environment));
      const then = theirs.filter(({ marker }) => environment === undefined || evaluateMarker(marker, environment));
      return now.length === 0 !== (then.length === 0)
        || (versions && canonical(now.map(({ clauses, extras }) => ({ clauses, extras })))
          !== canonical(then.map(({ clauses, requestedExtras }) => ({ clauses: clauses ?? [], extras: requestedExtras }))));
    });
    if (differs) {
      return {
        name,
        ...(mine.length > 0 && { declared: mine.map(({ text }) => text).join(' and ') }),
        ...(theirs.length > 0 && { recorded: theirs.map(describe).join(' and ') }),
      };
    }
  }
  return undefined;
}

/** The targets that images have: markers for other systems are not compared. */
function sampleEnvironments({ requiresPython, extra }: DifferenceOptions): MarkerEnvironment[] {
  const clauses = parseSpecifier(requiresPython ?? '') ?? [];
  return MINORS.filter((version) => clausesAllow(clauses, `${version}.99`)).flatMap((version) =>
    [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64].map((platform) =>
      markerEnvironment({ python: { implementation: 'cpython', version, path: '' }, platform }, extra === undefined ? [] : [extra])));
}

/** One spelling for requirements that mean the same: order, repetition and the spelling of versions do not matter. */
function canonical(items: { readonly clauses: VersionClause[]; readonly extras: string[] }[]): string {
  const clauses = items.flatMap((item) => item.clauses).map(({ operator, version }) => operator + canonicalVersion(operator, version));
  return `${unique(items.flatMap(({ extras }) => extras))} ${unique(clauses)}`;
}

function unique(texts: string[]): string {
  return [...new Set(texts)].sort().join(',');
}

/** `8.0` is `8`, but not behind `~=`, which counts the numbers, nor before `.*`. */
function canonicalVersion(operator: string, version: string): string {
  const wildcard = version.endsWith('.*');
  const text = clean(wildcard ? version.slice(0, -2) : version) ?? version;
  const counts = wildcard || operator === '~=' || operator === '===';
  return counts ? `${text}${wildcard ? '.*' : ''}` : text.replace(/^(\d+!)?(\d+(?:\.\d+)*?)(?:\.0)+(?!\.?\d)/, '$1$2');
}

function describe({ name, clauses, requestedExtras }: UvRecordedRequirement): string {
  const extras = requestedExtras.length > 0 ? `[${requestedExtras.join(',')}]` : '';
  return `${name}${extras}${(clauses ?? []).map(({ operator, version }) => operator + version).join(',')}`;
}
