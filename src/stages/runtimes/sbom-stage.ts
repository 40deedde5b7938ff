import { Construct } from 'constructs';
import { Command, Files, IImageSource, ImageStage, Instruction, Mount } from '../../dockerfile';
import { WRITTEN_FOLDER } from '../../dockerfile/context-layout';
import { workshopOf } from '../builders/workshop';
import { OUT, setTimes, sourceDateEpoch } from '../layout';

/** Where the bill is in an image. Scanners look for files that end so. */
const SBOM = '/usr/share/sbom/app.cdx.json';

/** What the stage is made of. */
export interface SbomStageProps {
  /** The base of the runtime. */
  readonly baseImage: IImageSource;
  /** The bill, which is asked for when the image is rendered. */
  readonly text: () => string;
}

/** The bill of materials, on its way into the image. */
export class SbomStage extends ImageStage {
  /** The file. */
  public readonly files: Files;
  private readonly text: () => string;

  constructor(scope: Construct, id: string, props: SbomStageProps) {
    super(scope, id, { parent: workshopOf(props.baseImage), onBuildPlatform: true, description: 'has the bill of materials' });
    this.text = props.text;
    this.files = new Files({ source: this, path: SBOM, root: OUT });
  }

  protected instructions(): Instruction[] {
    const source = '/sbom/app.cdx.json';
    const part = { path: `${WRITTEN_FOLDER}/${this.stageName}/app.cdx.json`, files: () => [{ path: '', text: this.text() }] };
    const folder = `${OUT}${SBOM.slice(0, SBOM.lastIndexOf('/'))}`;
    return [
      sourceDateEpoch(),
      Instruction.run([Command.argv('mkdir', '-p', folder), Command.argv('cp', source, folder), setTimes()], { mounts: [Mount._part(part, source)] }),
    ];
  }
}
