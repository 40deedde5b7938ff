import { Construct } from 'constructs';
import { Command, Files, ImageStage, Instruction, Mount, Prefix, StageArtifact, Virtualenv, Wheelhouse } from '../../dockerfile';
import { shellWord } from '../../private/quoting';
import { Member } from '../../python/declarations/member';
import { appSettingsOf } from '../app-settings';
import { buildWheel } from './build-wheel';
import { APP_FOLDER, OUT, PREFIX, SOURCE_MOUNT, setTimes } from '../layout';
import { MEMBER_WHEELS, memberMounts, memberWheels } from './member-wheel-stage';
import { createVirtualenv, installWheelsApart, installWheelsBeside } from './virtualenv-commands';
import { ownCodeCompiles } from '../../python/declarations/own-code';
import { withoutIgnored } from '../../python/source/ignored-files';
import { interpreterOf } from '../runtimes/interpreter';

/** Where a wheel of the project is built to; those of others are below. */
const DIST = MEMBER_WHEELS.slice(0, MEMBER_WHEELS.lastIndexOf('/'));

/**
 * A folder may have files that are no Python of this version: an old script, a template. They stay as they are, as where packages are installed;
 * what the app imports at its start is tried by the check.
 */
const NOT_COMPILED = "echo 'files that do not compile are left as they are'";

/** What the stage of the app is made on. */
export interface ApplicationStageProps {
  /** The stage with the tools. */
  readonly parent: ImageStage;
  /** The path of the environment that a package is installed beside; undefined when it is installed beside the Python of the image. */
  readonly virtualenvPath?: string;
  /**
   * Other projects of the source tree that are installed with the app.
   * @default - none
   */
  readonly members?: Member[];
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
  private readonly virtualenvPath?: string;
  private readonly members: Wheelhouse[];

  constructor(scope: Construct, id: string, props: ApplicationStageProps) {
    super(scope, id, { parent: props.parent, description: "makes the app's own files: the layer that a change of the code changes" });
    this.virtualenvPath = props.virtualenvPath;
    const { project } = appSettingsOf(this);
    this.members = memberWheels(scope, id, props);
    const made = { source: this, root: OUT, compiled: ownCodeCompiles(project, props.members) };
    this.files = project.isPackage
      ? props.virtualenvPath === undefined ? new Prefix(made) : new Virtualenv({ ...made, path: props.virtualenvPath })
      : new Files({ source: this, path: APP_FOLDER, root: OUT, ...(this.members.length > 0 && { libc: this.rootImage.libc }) });
  }

  protected instructions(): Instruction[] {
    const { project } = appSettingsOf(this);
    const environment = this.virtualenvPath;
    const create = environment === undefined ? [] : [createVirtualenv(interpreterOf(this), environment)];
    const install = environment === undefined ? installWheelsBeside(DIST, PREFIX, interpreterOf(this).path) : installWheelsApart(DIST, environment);
    if (this.members.length === 0) {
      return project.isPackage ? buildWheel(this, { project }, DIST, create, install) : [this.copySource()];
    }
    const mounts = memberMounts(this.members);
    // The wheels of the others are no input of the step that builds the app: a change of one builds only its own again.
    return project.isPackage
      ? [...buildWheel(this, { project }, DIST, create), Instruction.run(install, { mounts })]
      : [Instruction.run([...create, ...install], { mounts }), this.copySource()];
  }

  private copySource(): Instruction {
    const { project } = appSettingsOf(this);
    const folder = `${OUT}${APP_FOLDER}`;
    // What starts may come from a package, and the source have nothing but requirements and a Procfile.
    if (withoutIgnored(project, project._applicationFiles()).length === 0) {
      return Instruction.run([Command.argv('mkdir', '-p', folder), setTimes()]);
    }
    const compile = [interpreterOf(this).path, '-m', 'compileall', '-q', '--invalidation-mode', 'unchecked-hash', '-s', OUT, folder];
    return Instruction.run([
      Command.argv('mkdir', '-p', folder),
      Command.argv('cp', '-R', `${SOURCE_MOUNT}/.`, folder),
      Command.shell(`${compile.map((word) => shellWord(word)).join(' ')} || ${NOT_COMPILED}`),
      setTimes(),
    ], { mounts: [Mount.bind({ target: SOURCE_MOUNT })] });
  }
}
