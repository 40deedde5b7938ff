import { IConstruct } from 'constructs';
import { appSettingsOf } from './app-settings';
import { toolIndex } from './index-variables';
import { packageCache } from './layout';
import { BaseImage, Command, Files, ImageStage, Instruction, StageScope } from '../dockerfile';

/** uv on its own, so that it is fetched while the other stages install their system packages. Builders copy the program; no runtime has it. */
export class UvStage extends ImageStage {
  /** The stage of the app that has uv for stages which run where `user` runs; made when it is first asked for. */
  public static for(user: ImageStage): UvStage {
    const root = StageScope.of(user).root;
    const first = root.node.tryFindChild('Uv') as UvStage | undefined;
    if (first === undefined || first.onBuildPlatform === user.onBuildPlatform) {
      return first ?? new UvStage(root, 'Uv', user.onBuildPlatform);
    }
    return root.node.tryFindChild('OtherUv') as UvStage | undefined ?? new UvStage(root, 'OtherUv', user.onBuildPlatform);
  }

  /** The program. */
  public readonly executable: Files;
  /** Its version: `0.13.8`. */
  public readonly version: string;

  private constructor(scope: IConstruct, id: string, onBuildPlatform: boolean) {
    const { python, uvVersion } = appSettingsOf(scope);
    const description = 'installs and builds; only its program leaves this stage';
    super(scope, id, { parent: BaseImage.pythonSlim(python.minor), onBuildPlatform, description });
    this.version = uvVersion;
    this.executable = new Files({ source: this, path: '/usr/local/bin/uv', libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    return [...toolIndex(this), Instruction.run([Command.argv('pip', 'install', '--root-user-action=ignore', `uv==${this.version}`)], { mounts: [packageCache('pip', this)] })];
  }
}
