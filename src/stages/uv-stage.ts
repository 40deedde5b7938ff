import { Construct, IConstruct } from 'constructs';
import { BaseImage, Command, Files, ImageStage, Instruction, StageScope } from '../dockerfile';
import { appSettingsOf } from './app-settings';
import { pipCache } from './layout';

/** uv on its own, so that it is fetched while the other stages install their system packages. Builders copy the program; no runtime has it. */
export class UvStage extends ImageStage {
  /** The stage of the app that has uv; made when it is first asked for. */
  public static of(scope: Construct): UvStage {
    const root = StageScope.of(scope).root;
    return root.node.tryFindChild('Uv') as UvStage | undefined ?? new UvStage(root, 'Uv');
  }

  /** The program. */
  public readonly executable: Files;
  /** Its version: `0.13.8`. */
  public readonly version: string;

  private constructor(scope: IConstruct, id: string) {
    const { python, uvVersion } = appSettingsOf(scope);
    super(scope, id, { parent: BaseImage.pythonSlim(python.minor), description: 'installs and builds; only its program leaves this stage' });
    this.version = uvVersion;
    this.executable = new Files({ source: this, path: '/usr/local/bin/uv' });
  }

  protected instructions(): Instruction[] {
    return [Instruction.run([Command.argv('pip', 'install', '--root-user-action=ignore', `uv==${this.version}`)], { mounts: [pipCache()] })];
  }
}
