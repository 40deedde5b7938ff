import { Construct } from 'constructs';
import { Command, Files, IImageSource, ImageStage, Instruction, Mount } from '../../dockerfile';
import { EXPOSED_FOLDER, exposedAs } from '../builders/exposed-scripts';
import { aptCaches, OUT, setTimes, sourceDateEpoch } from '../layout';
import { RuntimeUser } from './runtime-user';
import { workshopOf } from '../builders/workshop';

/** Where the base of the runtime is seen, when nothing can run in it. */
const BASE = '/base';

/** What is added to a base. */
export interface RuntimeSystemStageProps {
  /** The base of the runtime, whose packages are not fetched again. */
  readonly baseImage: IImageSource;
  /** Debian packages with shared libraries and programs. */
  readonly systemPackages: string[];
  /**
   * Who runs the app.
   * @default - nobody is added
   */
  readonly user?: RuntimeUser;
  /** Scripts of the environment that are linked into /usr/bin, absolute. */
  readonly exposed: string[];
  /**
   * The files of the base, where it is the empty image with a Python that was gathered.
   * @default - those of the base image
   */
  readonly collected?: Files;
  /** Whether the packages are unpacked on the platform of the machine that builds, for the platform of the image. */
  readonly onBuildPlatform: boolean;
}

/**
 * What the runtime adds to its base: the libraries that its packages load, and its user.
 *
 * The libraries are unpacked from their Debian packages here and copied: smaller than `apt-get install` in the runtime, and nothing runs there.
 */
export class RuntimeSystemStage extends ImageStage {
  /** What is added to a base; undefined when nothing is. */
  public static filesFor(scope: Construct, id: string, props: RuntimeSystemStageProps): Files | undefined {
    const known = props.user === undefined || isOfBase(props.user, props.baseImage);
    return known && props.systemPackages.length === 0 && props.exposed.length === 0 ? undefined : new RuntimeSystemStage(scope, id, props).files;
  }

  /** The files, assembled for the root of an image. */
  public readonly files: Files;
  private readonly systemPackages: string[];
  private readonly user?: RuntimeUser;
  private readonly base: IImageSource;
  private readonly exposed: string[];
  private readonly collected?: Files;

  private constructor(scope: Construct, id: string, props: RuntimeSystemStageProps) {
    super(scope, id, {
      parent: workshopOf(props.baseImage),
      onBuildPlatform: props.onBuildPlatform,
      description: 'gathers what the runtime adds to its base: a user and shared libraries',
    });
    this.systemPackages = [...props.systemPackages];
    this.user = props.user;
    this.base = props.baseImage;
    this.exposed = [...props.exposed];
    this.collected = props.collected;
    this.files = new Files({ source: this, path: '/etc', root: OUT, libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const { user } = this;
    const added = user !== undefined && !isOfBase(user, this.base);
    const elsewhere = added && this.parent !== this.base;
    const addUser = added ? [
      Command.argv('mkdir', '-p', `${OUT}/etc`),
      Command.argv('cp', ...['/etc/passwd', '/etc/group'].map((file) => `${elsewhere ? BASE : ''}${file}`), `${OUT}/etc/`),
      Command.shell(`echo '${user.passwdLine}' >> ${OUT}/etc/passwd`),
      Command.shell(`echo '${user.groupLine}' >> ${OUT}/etc/group`),
    ] : [];
    const libraries = this.systemPackages.length > 0;
    const tool = '/tools/unpack-packages';
    const architecture = this.onBuildPlatform ? ['--architecture', this.platform.debianArchitecture] : [];
    return [sourceDateEpoch(), Instruction.run(
      [...(libraries ? [Command.argv('sh', tool, '--root', OUT, ...architecture, ...this.systemPackages)] : []), ...addUser, ...linkScripts(this.exposed), setTimes()],
      {
        mounts: [
          ...(libraries ? [...aptCaches(this, this.platform.debianArchitecture), Mount._tool('unpack-packages', tool)] : []),
          ...(elsewhere ? [this.baseMount()] : []),
        ],
        ...(this.exposed.length > 0 && { comment: 'Linked in this /usr/bin first: a program that is there already fails the build, and is not replaced.' }),
      },
    )];
  }

  private baseMount(): Mount {
    const target = `${BASE}/etc`;
    return this.collected === undefined
      ? Mount.bindFrom(this.base, { source: '/etc', target })
      : Mount.bindFrom(this.collected.source, { source: `${this.collected.root}/etc`, target });
  }
}

/** Whether a base brings the user itself. */
function isOfBase({ spec }: RuntimeUser, base: IImageSource): boolean {
  return spec === base.rootImage._known.user;
}

/** Made in the /usr/bin of this stage first: a program that the base or a package has there is not replaced, it fails the build. */
function linkScripts(scripts: string[]): Command[] {
  const links = scripts.map(exposedAs);
  return scripts.length === 0 ? [] : [
    Command.argv('ln', '-s', ...scripts, EXPOSED_FOLDER),
    Command.argv('mkdir', '-p', `${OUT}${EXPOSED_FOLDER}`),
    Command.argv('mv', ...links, `${OUT}${EXPOSED_FOLDER}`),
  ];
}
