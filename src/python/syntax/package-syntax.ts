/** How a package manager writes names and versions. */
export interface PackageSyntax {
  readonly manager: string;
  readonly distributions: string[];
  readonly title: string;
  readonly name: RegExp;
  readonly version: RegExp;
  readonly example: string;
  readonly pinned: (name: string, version: string) => string;
}

/** Of Debian and Ubuntu. */
export const APT: PackageSyntax = {
  manager: 'apt',
  distributions: ['debian', 'ubuntu'],
  title: 'Debian',
  name: /^[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?$/,
  version: /^[A-Za-z0-9][A-Za-z0-9.+:~-]*\*?$/,
  example: '17.6-0+deb13u1 or 17.*',
  pinned: (name, version) => `${name}=${version}`,
};

/** https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper: `=` for one version, `~` for those that begin so. */
export const APK: PackageSyntax = {
  manager: 'apk',
  distributions: ['alpine'],
  title: 'Alpine',
  name: /^[a-z0-9][A-Za-z0-9+._-]*$/,
  version: /^~?\d[a-z0-9._]*(-r\d+)?$/,
  example: '17.6-r0 or ~17',
  pinned: (name, version) => version.startsWith('~') ? `${name}${version}` : `${name}=${version}`,
};
