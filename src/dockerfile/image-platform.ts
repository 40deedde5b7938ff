import { CodedError } from '../private/coded-error';
import { expectText } from '../private/expected-text';

interface Architecture {
  readonly debian: string;
  readonly machine: string;
}

/** What Debian (dpkg) and the kernel (`uname -m`) call the architectures that Docker names. */
const ARCHITECTURES = new Map<string, Architecture>([
  ['amd64', { debian: 'amd64', machine: 'x86_64' }],
  ['arm64', { debian: 'arm64', machine: 'aarch64' }],
  ['arm/v7', { debian: 'armhf', machine: 'armv7l' }],
  ['arm/v6', { debian: 'armel', machine: 'armv6l' }],
  ['386', { debian: 'i386', machine: 'i686' }],
  ['ppc64le', { debian: 'ppc64el', machine: 'ppc64le' }],
  ['riscv64', { debian: 'riscv64', machine: 'riscv64' }],
  ['s390x', { debian: 's390x', machine: 's390x' }],
]);

/** The platform that an image runs on, in Docker's words. */
export class ImagePlatform {
  /** 64-bit x86. */
  public static readonly LINUX_AMD64 = ImagePlatform.of('linux/amd64');
  /** 64-bit ARM: Graviton, Apple silicon. */
  public static readonly LINUX_ARM64 = ImagePlatform.of('linux/arm64');
  /** 32-bit ARM with hardware floating point. */
  public static readonly LINUX_ARM_V7 = ImagePlatform.of('linux/arm/v7');

  /**
   * A platform by its Docker name.
   *
   * Fails with `PlatformInvalid` when the name is not `linux/<architecture>` with an architecture that Python images exist for.
   *
   * @param value for example `linux/arm/v7`
   */
  public static of(value: string): ImagePlatform {
    const [os, ...rest] = expectText(value, 'the platform', "ImagePlatform.of('linux/arm64')").split('/');
    const architecture = rest.join('/').replace(/^arm64\/v8$/, 'arm64').replace(/^arm$/, 'arm/v7');
    const names = ARCHITECTURES.get(architecture);
    if (os !== 'linux' || names === undefined) {
      throw new CodedError('PlatformInvalid', {
        what: 'the platform is not known',
        found: JSON.stringify(value),
        expected: `one of ${[...ARCHITECTURES.keys()].map((name) => `linux/${name}`).join(', ')}`,
        write: "ImagePlatform.of('linux/arm64')",
      });
    }
    const known = [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64, ImagePlatform.LINUX_ARM_V7];
    return known.find((platform) => platform?.architecture === architecture) ?? new ImagePlatform(architecture, names);
  }

  /** The Docker name, for example `linux/arm64`. Two platforms are the same when their values are. */
  public readonly value: string;
  /** The operating system: `linux`. */
  public readonly os: string = 'linux';
  /** Debian's name of the architecture: `amd64`, `arm64`, `armhf`. */
  public readonly debianArchitecture: string;
  /** What `uname -m` prints: `x86_64`, `aarch64`, `armv7l`. */
  public readonly machine: string;

  private constructor(
    /** The architecture with its variant: `amd64`, `arm64`, `arm/v7`. */
    public readonly architecture: string,
    names: Architecture,
  ) {
    this.value = `linux/${architecture}`;
    this.debianArchitecture = names.debian;
    this.machine = names.machine;
  }
}
