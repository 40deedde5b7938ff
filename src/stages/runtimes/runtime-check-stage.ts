import { Construct } from 'constructs';
import { Command, Files, ImageStage, Instruction, Mount, StageArtifact } from '../../dockerfile';
import { installTarget } from '../builders/builder-plan';
import { environmentOf, Installed, modulesOf, programOf } from '../builders/installed';
import { APP_FOLDER, CHECKED } from '../layout';
import { RuntimeUser } from './runtime-user';
import { checkImage, triesOf } from './try-entrypoint';
import type { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';
import { uvWordsFor } from '../builders/uv-platform';
import { UvStage } from '../builders/uv-stage';

/** What is checked. */
export interface RuntimeCheckStageProps {
  /** Where the check runs: the image without the app, or the same on the platform that builds. */
  readonly environment: ImageStage;
  /** The image without the app. */
  readonly image: ImageStage;
  /** The environment in it. */
  readonly virtualenv: Installed;
  /**
   * What calls the app, where it is no dependency of it.
   * @default - nothing
   */
  readonly client?: Files;
  /**
   * The app's files.
   * @default - none: the app has no code of its own
   */
  readonly application?: StageArtifact;
  /** Who runs the app. */
  readonly user: RuntimeUser;
  /** How the app starts: what it imports has to be importable. */
  readonly entrypoint: BoundEntrypoint;
  /** Links to scripts, which have to lead to one. */
  readonly links: string[];
}

const CHECK_TOOL = '/tools/check-image';
/** Where the check sees the image, when it runs on another platform. */
const IMAGE = '/image';

/**
 * Tries the image before it is one: a missing library, a conflict of versions or a broken import fails the build, not the container.
 * The runtime takes the app's files from here, so it cannot be built around the check.
 */
export class RuntimeCheckStage extends ImageStage {
  /** The app's files, checked; an empty folder if there are none: who copies it has been checked all the same. */
  public readonly files: Files;
  private readonly image: ImageStage;
  private readonly virtualenv: Installed;
  private readonly client?: Files;
  private readonly application?: StageArtifact;
  private readonly user: RuntimeUser;
  private readonly entrypoint: BoundEntrypoint;
  private readonly links: string[];
  private readonly uv: UvStage;

  constructor(scope: Construct, id: string, props: RuntimeCheckStageProps) {
    super(scope, id, { parent: props.environment, description: 'fails the build where the container would fail' });
    this.image = props.image;
    this.virtualenv = props.virtualenv;
    this.client = props.client;
    this.application = props.application;
    this.user = props.user;
    this.entrypoint = props.entrypoint;
    this.links = [...props.links];
    this.uv = UvStage.for(this);
    this.files = new Files({ source: this, path: APP_FOLDER, root: CHECKED, libc: this.rootImage.libc });
  }

  protected instructions(): Instruction[] {
    const tool = Mount._tool('check-image', CHECK_TOOL);
    const foreign = this.image !== this.parent;
    // uv takes the platform that it runs on for that of the environment, if nothing is said.
    const uv = foreign ? uvWordsFor(installTarget(this, this)) : { before: [], options: [] };
    const { path: place } = this.virtualenv;
    const installed = place.startsWith(`${APP_FOLDER}/`) ? APP_FOLDER : place;
    const client = this.client === undefined ? [] : [this.client.path];
    const libraries = this.check([['libraries', ...(foreign ? ['--root', IMAGE] : []), modulesOf(this.virtualenv), ...client], ['writable', installed, ...client]]);
    return [
      ...(foreign ? [Instruction.arg('BUILDPLATFORM'), Instruction.arg('TARGETPLATFORM')] : []),
      ...(this.application === undefined ? [Instruction.workdir(CHECKED)] : []),
      Instruction.user(this.user.spec),
      Instruction.run([Command.argv(...libraries)], {
        mounts: [tool, ...(foreign ? [Mount.bindFrom(this.image, { source: '/', target: IMAGE })] : [])],
      }),
      ...(this.application === undefined ? [] : copies(this.application)),
      Instruction.run([
        Command.argv(...uv.before, 'uv', 'pip', 'check', '--no-cache', '--python', environmentOf(this.virtualenv), ...uv.options),
        ...this.tryApplication(foreign),
      ], { mounts: [tool, Mount.bindArtifact(this.uv.executable)] }),
    ];
  }

  /** What was built for another platform than the one that builds is looked at, but nothing of it can be imported there. */
  private tryApplication(foreign: boolean): Command[] {
    const scripts = [...this.entrypoint.scripts ?? [], ...this.links];
    const files = [
      ...(this.application === undefined ? [] : [['libraries', CHECKED], ['writable', CHECKED]]),
      ...(scripts.length === 0 ? [] : [['scripts', ...scripts]]),
    ];
    const tries = triesOf(this.entrypoint);
    const native = foreign && tries.length > 0 ? [['native']] : [];
    const checks = [...files, ...native, ...tries];
    return checks.length === 0 ? [] : [Command.argv(...this.check(checks))];
  }

  private check(checks: string[][]): string[] {
    return checkImage(this.entrypoint.interpreter ?? programOf(this.virtualenv), CHECK_TOOL, checks);
  }
}

/** The files where they run, and once more where they wait. */
function copies(application: StageArtifact): Instruction[] {
  const { root, path, source } = application;
  return [Instruction.copyArtifact(application), Instruction.copyFrom(source, { sources: [root], target: root === path ? `${CHECKED}${path}` : CHECKED })];
}
