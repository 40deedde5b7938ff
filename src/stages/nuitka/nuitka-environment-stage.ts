import { Construct } from 'constructs';
import { BaseImage, Files, ImageStage, Instruction } from '../../dockerfile';
import { CERTIFICATES } from '../runtimes/empty-system';

/** What the image without the program is made of. */
export interface NuitkaEnvironmentStageProps {
  /** The path of the runtime that it is made for. */
  readonly runtime: string;
  readonly baseImage: BaseImage;
  /** Loader, libraries, user. */
  readonly system: Files;
  readonly variables: Record<string, string>;
}

/** The image without the program: all that stays when the code changes. */
export class NuitkaEnvironmentStage extends ImageStage {
  private readonly runtime: string;
  private readonly system: Files;
  private readonly variables: Record<string, string>;

  constructor(scope: Construct, id: string, props: NuitkaEnvironmentStageProps) {
    super(scope, id, { parent: props.baseImage, description: 'is the image without the program: it stays when the code changes' });
    this.runtime = props.runtime;
    this.system = props.system;
    this.variables = { ...props.variables };
  }

  /** @internal */
  public override get _writtenAt(): string {
    return this.runtime;
  }

  protected instructions(): Instruction[] {
    return [
      Instruction.env({ HOME: '/tmp', LANG: 'C.UTF-8', SSL_CERT_FILE: CERTIFICATES, ...this.variables }),
      Instruction.copyArtifact(this.system),
    ];
  }
}
