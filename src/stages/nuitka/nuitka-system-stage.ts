import { Construct } from 'constructs';
import { BaseImage, Command, Files, ImageStage, Instruction, Mount, StandaloneBinary } from '../../dockerfile';
import { setTimes } from '../layout';
import { CERTIFICATES, DISTRIBUTION, HOST_LOOKUP, LOCALE, rootUser, systemFolders, TIME_ZONES, trimTimeZones } from '../runtimes/empty-system';
import { interpreterOf } from '../runtimes/interpreter';
import { RuntimeUser } from '../runtimes/runtime-user';

/** What a program gets from the system that it was compiled in. */
export interface NuitkaSystemStageProps {
  readonly binary: StandaloneBinary;
  /** The base of the image; nothing of what it has is gathered. */
  readonly baseImage: BaseImage;
  readonly user: RuntimeUser;
}

/** What no library is, and every program relies on. */
const ALSO = [DISTRIBUTION, HOST_LOOKUP, CERTIFICATES, TIME_ZONES, LOCALE];

/** Where it is assembled, apart from the program. */
const SYSTEM = '/system';
/** Where the base of the image is seen. */
const BASE = '/base';
const TOOLS = '/tools';

/**
 * What a program needs beside itself and its image does not have: the loader and the libraries, and what every program takes for granted. Each of
 * these was seen to be missed: /etc/passwd by getpwuid, /tmp by tempfile, certificates by TLS, zone files by zoneinfo, and by the start of
 * a compiled program the locale that LANG names, without which it ends by a segmentation fault.
 */
export class NuitkaSystemStage extends ImageStage {
  /** The files, assembled for the root of an image. */
  public readonly files: Files;
  private readonly binary: StandaloneBinary;
  private readonly baseImage: BaseImage;
  private readonly user: RuntimeUser;

  constructor(scope: Construct, id: string, props: NuitkaSystemStageProps) {
    super(scope, id, { parent: props.binary.source, description: 'gathers what the program needs beside itself: loader, libraries, a user' });
    this.binary = props.binary;
    this.baseImage = props.baseImage;
    this.user = props.user;
    this.files = new Files({ source: this, path: '/etc', root: SYSTEM, libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const { user, baseImage } = this;
    const empty = baseImage.libc === undefined;
    const tools = ['check-image', 'collect-system'].map((tool) => Mount._tool(tool, `${TOOLS}/${tool}`));
    const [passwd, group] = ['passwd', 'group'].map((name) => `${SYSTEM}/etc/${name}`);
    return [Instruction.run([
      Command.argv(interpreterOf(this).path, '-I', `${TOOLS}/collect-system`, ...(empty ? [] : ['--base', BASE]), '--into', SYSTEM,
        ...ALSO.map((path) => `--also=${path}`), '--records', this.binary._storedPath),
      trimTimeZones(SYSTEM),
      ...systemFolders(SYSTEM),
      ...(empty
        ? rootUser(SYSTEM)
        : [Command.argv('cp', `${BASE}/etc/passwd`, `${BASE}/etc/group`, `${SYSTEM}/etc/`)]),
      Command.shell(`echo '${user.passwdLine}' >> ${passwd}`),
      Command.shell(`echo '${user.groupLine}' >> ${group}`),
      setTimes(SYSTEM),
    ], { mounts: [...tools, ...(empty ? [] : [Mount.bindFrom(baseImage, { source: '/', target: BASE })])] })];
  }
}
