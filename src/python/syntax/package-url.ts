import { ImageReference } from '../../private/image-reference';
import { LockedPackage } from '../locks/locked-package';

/** What a bill of materials says of the distribution that system packages are of. */
export interface SystemDistribution {
  /** ID in /etc/os-release: `debian`. */
  readonly distribution?: string;
  /** `trixie`. */
  readonly suite?: string;
  /** As its packages name it: `amd64`. */
  readonly architecture: string;
}

/**
 * The package URL of a locked package; undefined for a project of the source tree, which no index has.
 * Source: https://github.com/package-url/purl-spec, type pypi.
 */
export function pythonPackageUrl({ name, version, source, url }: LockedPackage): string | undefined {
  if (source === 'path') {
    return undefined;
  }
  return packageUrl('pypi', [name], version, source === 'git' && url !== undefined ? { vcs_url: repositoryUrl(url) } : {});
}

/** Locks write the commit behind a `#`, requirements behind an `@`: as SPDX has it, `git+https://host/path@commit`. */
function repositoryUrl(url: string): string {
  const [, place, commit] = /^(?:git\+)?([^?#]*)[^#]*(?:#([0-9a-f]{7,40})$)?/.exec(url) ?? [url, url];
  return `git+${place}${commit === undefined ? '' : `@${commit}`}`;
}

/** The package URL of a package as apt and apk take it, `libpq5` or `libpq5=17.6-0+deb13u1`; undefined where the distribution is not known. */
export function systemPackageUrl(systemPackage: string, { distribution, suite, architecture }: SystemDistribution): string | undefined {
  if (distribution === undefined) {
    return undefined;
  }
  const [name, version] = nameAndVersion(systemPackage);
  return packageUrl(distribution === 'alpine' ? 'apk' : 'deb', [distribution, name], version, { arch: architecture, ...(suite !== undefined && { distro: suite }) });
}

/** `name=version`, as apt and apk write it. */
export function nameAndVersion(systemPackage: string): [name: string, version?: string] {
  const at = systemPackage.search(/[=<>~]/);
  return at < 0 ? [systemPackage] : [systemPackage.slice(0, at), systemPackage.slice(at).replace(/^[=<>~]+/, '')];
}

/** The package URL of an image. */
export function imagePackageUrl({ repository, tag, digest }: ImageReference): string {
  return packageUrl('oci', [repository.slice(repository.lastIndexOf('/') + 1)], digest, { repository_url: repository, ...(tag !== undefined && { tag }) });
}

function packageUrl(kind: string, path: string[], version: string | undefined, qualifiers: Record<string, string>): string {
  const list = Object.keys(qualifiers).sort().map((key) => `${key}=${encoded(qualifiers[key])}`);
  return `pkg:${[kind, ...path.map(encoded)].join('/')}${version === undefined ? '' : `@${encoded(version)}`}${list.length === 0 ? '' : `?${list.join('&')}`}`;
}

/** Letters, digits and `-._~:` stay as they are. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).replace(/%3A/g, ':');
}
