import { Construct } from 'constructs';
import { Command, Files, ImageStage, Instruction, Mount, StageArtifact, Virtualenv } from '../dockerfile';
import { appSettingsOf } from './app-settings';
import { buildWheel } from './build-wheel';
import { interpreterOf } from './interpreter';
import { APP_FOLDER, OUT, SOURCE_MOUNT, setTimes } from './layout';
import { createVirtualenv, installWheelsApart } from './virtualenv-commands';
import { whyOwnCodeCompiles } from '../python/own-code';

/** Where a wheel of the project is built to. */
const DIST = '/dist';

/** What the stage of the app is made on. */
export interface ApplicationStageProps {
  /** The stage with the tools. */
  readonly parent: ImageStage;
  /** The path of the environment that a package is installed beside. */
  readonly virtualenvPath: string;
}

/**
 * The app's own files and nothing else, laid over the environment of its dependencies: the only layer that a change of the code changes.
 *
 * A project that can be built is built into a wheel and installed without its dependencies. The wheel is made anew each time:
 * uv keeps wheels of local projects by the time of their pyproject.toml, and would install the old code.
 */
export class ApplicationStage extends ImageStage {
  /** The files, assembled for the root of an image: those of a package are an overlay of its environment. */
  public readonly files: StageArtifact;
  private readonly virtualenvPath: string;

  constructor(scope: Construct, id: string, props: ApplicationStageProps) {
    super(scope, id, { parent: props.parent, description: "makes the app's own files: the layer that a change of the code changes" });
    this.virtualenvPath = props.virtualenvPath;
    const { project } = appSettingsOf(this);
    this.files = project.isPackage
      ? new Virtualenv({ source: this, path: props.virtualenvPath, root: OUT, compiled: whyOwnCodeCompiles(project) !== undefined })
      : new Files({ source: this, path: APP_FOLDER, root: OUT, libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const { project } = appSettingsOf(this);
    return project.isPackage
      ? buildWheel(this, project, DIST, [createVirtualenv(interpreterOf(this), this.virtualenvPath)], installWheelsApart(DIST, this.virtualenvPath))
      : [this.copySource()];
  }

  private copySource(): Instruction {
    const folder = `${OUT}${APP_FOLDER}`;
    return Instruction.run([
      Command.argv('mkdir', '-p', folder),
      Command.argv('cp', '-R', `${SOURCE_MOUNT}/.`, folder),
      Command.argv(interpreterOf(this).path, '-m', 'compileall', '-q', '--invalidation-mode', 'unchecked-hash', '-s', OUT, folder),
      setTimes(),
    ], { mounts: [Mount.bind({ target: SOURCE_MOUNT })] });
  }
}
