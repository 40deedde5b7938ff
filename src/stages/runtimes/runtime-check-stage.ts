import { posix } from 'path';
import { Construct } from 'constructs';
import { collectedFiles, StaticCollecting } from './collect-static';
import { APP_FOLDER, CHECKED, sourceDateEpoch } from '../layout';
import { RuntimeUser } from './runtime-user';
import { checkImage, checkTool, triesOf } from './try-entrypoint';
import { Command, Files, ImageStage, Instruction, Mount, StageArtifact } from '../../dockerfile';
import type { BoundEntrypoint } from '../../python/entrypoints/entrypoint-binding';
import { WEB_SERVERS } from '../../python/entrypoints/web-server';
import { installTarget } from '../builders/builder-plan';
import { environmentOf, Installed, modulesOf, programOf } from '../builders/installed';
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
  /** Whether packages come with the app's files: the app itself, or other projects of the source tree. */
  readonly bringsPackages: boolean;
  /**
   * The static files that are collected in the check, which imports the application anyway.
   * @default - none
   */
  readonly collecting?: StaticCollecting;
  /** Who runs the app. */
  readonly user: RuntimeUser;
  /** How the app starts: what it imports has to be importable. */
  readonly entrypoint: BoundEntrypoint;
  /** Links to scripts, which have to lead to one. */
  readonly links: string[];
}

const NOTHING = { imports: [], requires: [], importPath: [] };
/** Where the check sees the image, when it runs on another platform. */
const IMAGE = '/image';

/**
 * Tries the image before it is one: a missing library, a conflict of versions or a broken import fails the build, not the container.
 * The runtime takes the app's files from here, so it cannot be built around the check.
 */
export class RuntimeCheckStage extends ImageStage {
  /** The app's files, checked; an empty folder if there are none: who copies it has been checked all the same. */
  public readonly files: Files;
  /** The static files that were collected; undefined when none were to be. */
  public readonly collected?: Files;
  private readonly props: RuntimeCheckStageProps;
  private readonly uv: UvStage;

  constructor(scope: Construct, id: string, props: RuntimeCheckStageProps) {
    super(scope, id, { parent: props.environment, description: 'fails the build where the container would fail' });
    this.props = { ...props, links: [...props.links] };
    this.uv = UvStage.for(this);
    this.files = new Files({ source: this, path: APP_FOLDER, root: CHECKED, libc: this.rootImage.libc });
    this.collected = props.collecting && collectedFiles(this, props.collecting);
  }

  protected instructions(): Instruction[] {
    const { application, collecting, user } = this.props;
    return [
      ...(this.foreign ? [Instruction.arg('BUILDPLATFORM'), Instruction.arg('TARGETPLATFORM')] : []),
      ...(application === undefined ? [Instruction.workdir(CHECKED)] : []),
      Instruction.user(user.spec),
      this.checkEnvironment(),
      ...(application === undefined ? [] : copies(application)),
      ...(collecting === undefined ? [] : [sourceDateEpoch()]),
      ...this.checkApplication(),
    ];
  }

  /** Whether the check runs on another platform than the image. */
  private get foreign(): boolean {
    return this.props.image !== this.parent;
  }

  /** What a change of the code cannot change, in a step that it does not repeat. */
  private checkEnvironment(): Instruction {
    const { image, virtualenv, client, bringsPackages } = this.props;
    const { path: place } = virtualenv;
    const installed = place.startsWith(`${APP_FOLDER}/`) ? APP_FOLDER : place;
    const also = client === undefined ? [] : [client.path];
    const checks = [
      ['libraries', ...(this.foreign ? ['--root', IMAGE] : []), modulesOf(virtualenv), ...also],
      ['writable', installed, ...also],
      ...this.native(triesOf({ ...NOTHING, importedBy: this.servers })),
    ];
    return Instruction.run([...(bringsPackages ? [] : [this.checkVersions()]), this.check(checks)], {
      mounts: [checkTool(), ...(bringsPackages ? [] : [Mount.bindArtifact(this.uv.executable)]), ...(this.foreign ? [Mount.bindFrom(image, { source: '/', target: IMAGE })] : [])],
    });
  }

  /** The step that is repeated when the code changes; none where nothing is left to try. */
  private checkApplication(): Instruction[] {
    const { application, bringsPackages, collecting, entrypoint, links } = this.props;
    const scripts = [...entrypoint.scripts ?? [], ...links];
    const importedBy = entrypoint.importedBy?.filter((script) => !this.servers.includes(script));
    const checks = [
      ...(application === undefined ? [] : [['libraries', CHECKED], ['writable', CHECKED]]),
      ...(scripts.length === 0 ? [] : [['scripts', ...scripts]]),
      ...this.native([
        ...triesOf({ ...entrypoint, importedBy, ...(collecting && { imports: [] }) }),
        ...(collecting === undefined ? [] : [collecting.words]),
      ]),
    ];
    const commands = [
      ...(bringsPackages ? [this.checkVersions()] : []), ...(checks.length === 0 ? [] : [this.check(checks, collecting?.variables)]),
    ];
    const mounts = [
      ...(checks.length === 0 ? [] : [checkTool()]), ...(bringsPackages ? [Mount.bindArtifact(this.uv.executable)] : []), ...collecting?.mounts ?? [],
    ];
    return commands.length === 0 ? [] : [Instruction.run(commands, { mounts })];
  }

  /** What was built for another platform than the one that builds is looked at, but nothing of it can be imported there. */
  private native(tries: string[][]): string[][] {
    return this.foreign && tries.length > 0 ? [['native'], ...tries] : tries;
  }

  /** The scripts of dependencies that start the app: what they import is there before the app is. */
  private get servers(): string[] {
    const { bringsPackages, entrypoint: { importedBy = [] } } = this.props;
    const names: string[] = WEB_SERVERS.map(({ script }) => script);
    return bringsPackages ? importedBy.filter((script) => names.includes(posix.basename(script))) : importedBy;
  }

  /** uv takes the platform that it runs on for that of the environment, if nothing is said. */
  private checkVersions(): Command {
    const { before, options } = this.foreign ? uvWordsFor(installTarget(this, this)) : { before: [], options: [] };
    return Command.argv(...before, 'uv', 'pip', 'check', '--no-cache', '--python', environmentOf(this.props.virtualenv), ...options);
  }

  private check(checks: string[][], variables?: string[]): Command {
    const { entrypoint, virtualenv } = this.props;
    return Command.argv(...checkImage(entrypoint.interpreter ?? programOf(virtualenv), checks, variables));
  }
}

/** The files where they run, and once more where they wait. */
function copies(application: StageArtifact): Instruction[] {
  const { root, path, source } = application;
  return [Instruction.copyArtifact(application), Instruction.copyFrom(source, { sources: [root], target: root === path ? `${CHECKED}${path}` : CHECKED })];
}
