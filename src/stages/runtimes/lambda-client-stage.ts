import { Construct } from 'constructs';
import { interpreterOf } from './interpreter';
import { Command, Files, IImageSource, ImageStage, Instruction, StageArtifact } from '../../dockerfile';
import { pinnedTool } from '../../private/pinned-tool';
import { InstallTarget } from '../../python/dependencies/install-target';
import { LAMBDA_CLIENT } from '../../python/entrypoints/lambda-handler';
import { LockedPackage } from '../../python/locks/locked-package';
import { builderOf } from '../builders/builder-of';
import { Installed, sitePackagesOf } from '../builders/installed';
import { uvToolRun } from '../builders/package-access';
import { ToolchainStage } from '../builders/toolchain-stage';
import { uvPlatformOf } from '../builders/uv-platform';
import { removeLock } from '../builders/virtualenv-commands';
import { workshopOf } from '../builders/workshop';
import { OUT, packageCache, setTimes } from '../layout';
import { LAMBDA_CLIENT_NEEDS, LAMBDA_CLIENT_VERSION } from '../tool-versions';

/** What a runtime knows of itself when its client is made. */
export interface ClientPlace {
  readonly scope: Construct;
  /** The id of the runtime. */
  readonly id: string;
  readonly baseImage: IImageSource;
  readonly install: StageArtifact;
  readonly virtualenv: Installed;
  readonly target: InstallTarget;
  readonly onBuildPlatform: boolean;
  /** What is installed. */
  readonly packages: LockedPackage[];
}

/** What calls the app, and the packages of PyPI that it is. */
export interface RuntimeClient {
  readonly files: Files;
  readonly packages: LockedPackage[];
}

/** Makes what calls the app; nothing where it is installed already. */
export type MakeClient = (place: ClientPlace) => RuntimeClient | undefined;

/** Where Lambda's own images have their client, too. */
const CLIENT_FOLDER = '/var/runtime';

/**
 * Lambda's runtime client in a folder of its own, for an app that does not have it among its dependencies.
 *
 * The environment is what its lock says. One file is laid into it, which names the folder (https://docs.python.org/3/library/site.html): Python looks there last, so a package
 * that both have is the app's.
 */
export class LambdaClientStage extends ImageStage implements RuntimeClient {
  /** The client of a runtime; none when its packages have it. */
  public static for(place: ClientPlace, version?: string): LambdaClientStage | undefined {
    return place.packages.some(({ name }) => name === LAMBDA_CLIENT) ? undefined : new LambdaClientStage(place, version);
  }

  /** The client, assembled for the root of an image. */
  public readonly files: Files;
  /** The client, and what it needs where that is known. */
  public readonly packages: LockedPackage[];
  private readonly virtualenv: Installed;
  private readonly target: InstallTarget;
  private readonly requirements: string[];
  private readonly locked: boolean;

  private constructor(place: ClientPlace, version?: string) {
    const { scope, id, baseImage, install, onBuildPlatform } = place;
    const toolchain = builderOf(install)?.toolchain
      ?? new ToolchainStage(scope, `${id}ClientToolchain`, { baseImage: workshopOf(baseImage), systemPackages: [], onBuildPlatform });
    super(scope, `${id}Client`, { parent: toolchain, description: "installs Lambda's runtime client, which calls the app" });
    this.virtualenv = place.virtualenv;
    this.target = place.target;
    this.locked = version === undefined || version === LAMBDA_CLIENT_VERSION;
    this.requirements = [...(this.locked ? LAMBDA_CLIENT_NEEDS : []), pinnedTool(LAMBDA_CLIENT, { prop: 'clientVersion', version, usual: LAMBDA_CLIENT_VERSION })];
    this.packages = this.requirements.map((requirement) => requirement.split('==')).map(([name, pinned]) => ({ name, version: pinned, extras: [], source: 'index' }));
    this.files = new Files({ source: this, path: CLIENT_FOLDER, root: OUT, libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const folder = `${OUT}${CLIENT_FOLDER}`;
    const modules = `${OUT}${sitePackagesOf(this.virtualenv, this.target.python)}`;
    const platform = uvPlatformOf(this.target);
    const options = [
      '--python', interpreterOf(this).path, '--target', folder, ...(platform === undefined ? [] : ['--python-platform', platform]), '--only-binary', ':all:',
      ...(this.locked ? ['--no-deps'] : []),
    ];
    return [uvToolRun(this, { options, requirements: this.requirements }, [packageCache('uv', this)], [], [
      removeLock(folder),
      Command.argv('mkdir', '-p', modules),
      Command.shell(`echo ${CLIENT_FOLDER} > ${modules}/${LAMBDA_CLIENT}.pth`),
      setTimes(),
    ])];
  }
}
