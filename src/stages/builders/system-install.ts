import { Command, ImageStage, Instruction, PackageManager } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';
import { aptCaches } from '../layout';

/** The RUN that installs system packages by the package manager of the base; none for no packages. No list and no download of them stays. */
export function systemInstall(stage: ImageStage, packages: string[], options: { readonly inImage?: boolean } = {}): Instruction[] {
  if (packages.length === 0) {
    return [];
  }
  switch (stage.rootImage.packageManager) {
    case PackageManager.APT:
      return [aptInstall(stage, packages, options.inImage ?? false)];
    case PackageManager.APK:
      return [Instruction.run([Command.argv('apk', 'add', '--no-cache', ...packages)])];
    default:
      throw new CodedError('SystemPackageInvalid', {
        what: `system packages cannot be installed: ${packages.join(', ')}`,
        found: `a base image ${stage.rootImage.packageManager === undefined ? 'without a package manager' : `with ${stage.rootImage.packageManager}`}`,
        expected: 'a base image with apt or apk',
        write: 'packageManager: PackageManager.APT where the base image is described, or another base image',
      });
  }
}

/** What is downloaded stays in a cache of the builder. */
function aptInstall(stage: ImageStage, packages: string[], inImage: boolean): Instruction {
  const pinned = packages.filter((name) => name.includes('=')).map((name) => name.slice(0, name.indexOf('=')));
  return Instruction.run([
    Command.argv('rm', '-f', '/etc/apt/apt.conf.d/docker-clean'),
    Command.argv('apt-get', 'update'),
    // apt does not say which versions there are when the one that is asked for is not.
    ...(pinned.length > 0 ? [Command.argv('apt-cache', 'madison', ...pinned)] : []),
    Command.argv('apt-get', 'install', '--yes', '--no-install-recommends', ...packages),
    ...(inImage ? [Command.argv('rm', '-rf', '/var/cache/ldconfig', '/var/log/apt', '/var/log/dpkg.log')] : []),
  ], { mounts: aptCaches(stage, stage.onBuildPlatform ? undefined : stage.platform.debianArchitecture) });
}
