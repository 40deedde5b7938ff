import { Construct } from 'constructs';
import { CERTIFICATES, DISTRIBUTION, HOST_LOOKUP, LOCALE, rootUser, systemFolders, TIME_ZONES, trimTimeZones } from './empty-system';
import { interpreterOf } from './interpreter';
import { Command, Files, IImageSource, ImageStage, Instruction, Libc, Mount } from '../../dockerfile';
import { OUT, setTimes, sourceDateEpoch } from '../layout';

/** What is gathered, and from where. */
export interface CollectedPythonStageProps {
  /** The image that has the Python. */
  readonly image: IImageSource;
  /** Modules of the standard library that are left out, and with them what only they need. */
  readonly excludedModules: string[];
  /** Whether this runs on the platform of the machine that builds. */
  readonly onBuildPlatform: boolean;
  /**
   * The image as it is on the platform that the Python is for.
   * @default - the stage itself: it is on that platform
   */
  readonly seen?: IImageSource;
}

/** Where the image is seen, when it may be for another platform than that of the stage. */
const IMAGE = '/image';
const TOOLS = '/tools';

/** What glibc before 2.34 was split into, and what was built for one still loads: most wheels, and uv. PEP 600 counts on them. */
const PARTS_OF_GLIBC = ['libdl.so.2', 'libpthread.so.0', 'librt.so.1', 'libutil.so.1'];

/** Gathers a Python for the empty image: the interpreter, the standard library as byte code, and the libraries of both. */
export class CollectedPythonStage extends ImageStage {
  /** The files, assembled for the root of an image. */
  public readonly files: Files;
  private readonly seen?: IImageSource;
  private readonly excludedModules: string[];

  constructor(scope: Construct, id: string, props: CollectedPythonStageProps) {
    const { image, onBuildPlatform } = props;
    super(scope, id, { parent: image, onBuildPlatform, description: 'gathers Python, its standard library and the libraries of both' });
    this.seen = props.seen;
    this.excludedModules = [...props.excludedModules];
    this.files = new Files({ source: this, path: '/usr', root: OUT, libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const { path } = interpreterOf(this);
    const root = this.seen === undefined ? [] : ['--root', IMAGE];
    const tool = (name: string, ...words: string[]) => Command.argv(path, '-I', `${TOOLS}/${name}`, ...root, '--into', OUT, ...words);
    const zones = !this.excludedModules.includes('zoneinfo');
    const musl = this.rootImage.libc === Libc.MUSL;
    const also = [
      DISTRIBUTION,
      ...(this.excludedModules.includes('ssl') ? [] : [CERTIFICATES]),
      ...(zones ? [TIME_ZONES] : []),
      ...(musl ? [] : [HOST_LOOKUP, LOCALE]),
    ];
    const libraries = musl ? [] : PARTS_OF_GLIBC;
    return [sourceDateEpoch(), Instruction.run([
      tool('collect-python', ...this.excludedModules.map((name) => `--without=${name}`), path),
      tool('collect-system', ...also.map((file) => `--also=${file}`), ...libraries.map((name) => `--library=${name}`), '--like', OUT, ...(musl ? [] : ['--records'])),
      ...(zones ? [trimTimeZones(OUT)] : []),
      ...systemFolders(OUT),
      ...rootUser(OUT),
      setTimes(),
    ], {
      mounts: [
        ...['check-image', 'collect-python', 'collect-system'].map((name) => Mount._tool(name, `${TOOLS}/${name}`)),
        ...(this.seen === undefined ? [] : [Mount.bindFrom(this.seen, { source: '/', target: IMAGE })]),
      ],
    })];
  }
}
