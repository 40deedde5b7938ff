import { deployedInstructions } from '../source/dockerfile-stages';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';

/** What builds, fetches or looks after an image, and what the slim images of Python have. */
const FOR_BUILDING = new RegExp(`^(?:${[
  '.*-dev', '.*-doc', 'build-essential', 'gcc(?:-\\d+)?', 'g\\+\\+(?:-\\d+)?', 'gfortran', 'clang(?:-\\d+)?', 'make', 'cmake', 'ninja-build', 'autoconf', 'automake', 'libtool', 'pkg-config', 'pkgconf', 'rustc', 'cargo',
  'python3?', 'python3?-.*', 'python\\d\\.\\d+.*', 'pipx?', 'virtualenv', 'apt-utils', 'apt-transport-https', 'software-properties-common', 'ca-certificates', 'gnupg2?', 'dirmngr', 'lsb-release', 'debian-archive-keyring',
  'curl', 'wget', 'unzip', 'zip', 'xz-utils', 'bzip2', 'tar', 'git', 'openssh-client', 'vim(?:-tiny)?', 'nano', 'less', 'procps', 'htop', 'tree', 'sudo', 'bash', 'dos2unix', 'dumb-init', 'tini', 'gosu',
  'netcat(?:-openbsd|-traditional)?', 'iputils-ping', 'net-tools', 'dnsutils', 'telnet', 'patchelf', 'ccache', 'libc6', 'libssl\\d.*', 'zlib1g', 'libsqlite3-0', 'libffi\\d.*', 'libgcc-s1', 'libstdc\\+\\+6', 'tzdata', 'supervisor', 'nginx', 'cron',
].join('|')})$`);
const INSTALLS = /\bapt(?:-get)?\s+(?:-\S+\s+)*(install|remove|purge|autoremove)\s+([^&|;]*)/g;

/**
 * The packages that the project's own Dockerfile installs with apt in the stage that is deployed, without those that build or fetch, and those that it takes away again.
 * Source: Debian, apt-get(8).
 */
export function dockerfilePackages(source: SourceFolder): string[] {
  const dockerfile = ownDockerfile(source);
  const runs = (dockerfile === undefined ? [] : deployedInstructions(dockerfile)).filter(({ keyword }) => keyword === 'RUN');
  const named = runs.flatMap(({ rest }) => [...rest.matchAll(INSTALLS)]).map(([, verb, words]) => ({
    verb, names: words.split(/\s+/).map((word) => word.replace(/[=:].*$/, '')).filter((word) => word !== '' && !/^-|[$"'`\\*/]/.test(word)),
  }));
  const gone = new Set(named.filter(({ verb }) => verb !== 'install').flatMap(({ names }) => names));
  return named.filter(({ verb }) => verb === 'install').flatMap(({ names }) => names).filter((name) => !gone.has(name) && !FOR_BUILDING.test(name));
}
