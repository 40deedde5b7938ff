import { IConstruct } from 'constructs';
import { appSettingsOf } from '../app-settings';
import { indexVariables } from './index-variables';
import { BaseImage, Files, ImageStage, Instruction, Libc, StageScope } from '../../dockerfile';
import { atConstruct } from '../../private/coded-error';
import { packageCache } from '../layout';
import { toolRun, trustCertificates } from './package-access';
import { pinnedTool } from '../../private/pinned-tool';
import { UV_VERSION } from '../tool-versions';

/** uv on its own, so that it is fetched while the other stages install their system packages. Builders copy the program; no runtime has it. */
export class UvStage extends ImageStage {
  /** The stage of the app that has uv for stages which run where `user` runs and with its libc; made when it is first asked for. */
  public static for(user: ImageStage): UvStage {
    const root = StageScope.of(user).root;
    const libc = user.rootImage.libc ?? Libc.GLIBC;
    const name = libc === Libc.MUSL ? 'MuslUv' : 'Uv';
    const made = (id: string) => root.node.tryFindChild(id) as UvStage | undefined;
    const first = made(name);
    if (first === undefined || first.onBuildPlatform === user.onBuildPlatform) {
      return first ?? new UvStage(root, name, libc, user.onBuildPlatform);
    }
    return made(`Other${name}`) ?? new UvStage(root, `Other${name}`, libc, user.onBuildPlatform);
  }

  /** The program. */
  public readonly executable: Files;
  /** Its version: `0.13.8`. */
  public readonly version: string;

  private readonly requirement: string;

  private constructor(scope: IConstruct, id: string, libc: Libc, onBuildPlatform: boolean) {
    const { python, uvVersion } = appSettingsOf(scope);
    const requirement = atConstruct(scope.node.path, () => pinnedTool('uv', { prop: 'uvVersion', version: uvVersion, usual: UV_VERSION }));
    const description = 'installs and builds; only its program leaves this stage';
    const parent = libc === Libc.MUSL ? BaseImage.pythonAlpine(python.minor) : BaseImage.pythonSlim(python.minor);
    super(scope, id, { parent, onBuildPlatform, description });
    this.version = uvVersion;
    this.requirement = requirement;
    this.executable = new Files({ source: this, path: '/usr/local/bin/uv', libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const variables = indexVariables(this, 'replacing');
    return [
      ...(Object.keys(variables).length === 0 ? [] : [Instruction.env(variables)]),
      ...trustCertificates(this),
      toolRun(this, [this.requirement], [packageCache('pip', this)]),
    ];
  }
}
