import { Construct } from 'constructs';
import { interpreterOf } from './interpreter';
import { Command, Files, IImageSource, ImageStage, Instruction, Libc, Mount } from '../../dockerfile';
import { OUT, setTimes, sourceDateEpoch } from '../layout';

/** What libraries are gathered for, and from where. */
export interface CollectedLibrariesStageProps {
  /** The image that has the libraries. */
  readonly image: IImageSource;
  /** The image with what needs them. */
  readonly installed: ImageStage;
  /** What the image for which they are gathered has: its Python. */
  readonly python: Files;
  /**
   * What was unpacked for it.
   * @default - nothing
   */
  readonly system?: Files;
  /** The folders with the files that need them. */
  readonly paths: string[];
  /** Whether this runs on the platform of the machine that builds. */
  readonly onBuildPlatform: boolean;
}

const IMAGE = '/image';
const BASE = '/base';
const SYSTEM = '/system';
const TOOLS = '/tools';

/** Gathers the libraries that packages load and the empty image with a Python does not have. */
export class CollectedLibrariesStage extends ImageStage {
  /** The files, assembled for the root of an image. */
  public readonly files: Files;
  private readonly props: CollectedLibrariesStageProps;

  constructor(scope: Construct, id: string, props: CollectedLibrariesStageProps) {
    super(scope, id, { parent: props.image, onBuildPlatform: props.onBuildPlatform, description: 'gathers the libraries that the packages load' });
    this.props = { ...props, paths: [...props.paths] };
    this.files = new Files({ source: this, path: '/usr', root: OUT, libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const { installed, python, system, paths } = this.props;
    return [sourceDateEpoch(), Instruction.run([
      Command.argv('mkdir', '-p', OUT),
      Command.argv(
        interpreterOf(this).path, '-I', `${TOOLS}/collect-system`, '--root', IMAGE, '--base', BASE, '--into', OUT, ...(system === undefined ? [] : ['--like', SYSTEM]),
        ...(this.rootImage.libc === Libc.MUSL ? [] : ['--records']), ...paths,
      ),
      setTimes(),
    ], {
      mounts: [
        ...['check-image', 'collect-system'].map((name) => Mount._tool(name, `${TOOLS}/${name}`)),
        Mount.bindFrom(installed, { source: '/', target: IMAGE }),
        Mount.bindFrom(python.source, { source: python.root, target: BASE }),
        ...(system === undefined ? [] : [Mount.bindFrom(system.source, { source: system.root, target: SYSTEM })]),
      ],
    })];
  }
}
