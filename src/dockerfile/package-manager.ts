/** The program that installs system packages into an image. */
export enum PackageManager {
  /** Debian and Ubuntu. */
  APT = 'apt',
  /** Alpine. */
  APK = 'apk',
  /** Fedora and Amazon Linux. */
  DNF = 'dnf',
}
