import { aptCaches } from './layout';
import { Command, Instruction } from '../dockerfile';

/** The RUN that installs Debian packages; none for no packages. What is downloaded stays in a cache of the builder, not in the stage. */
export function aptInstall(packages: string[], afterwards: Command[] = []): Instruction[] {
  if (packages.length === 0) {
    return [];
  }
  return [Instruction.run([
    Command.argv('rm', '-f', '/etc/apt/apt.conf.d/docker-clean'),
    Command.argv('apt-get', 'update'),
    Command.argv('apt-get', 'install', '--yes', '--no-install-recommends', ...packages),
    ...afterwards,
  ], { mounts: aptCaches() })];
}
