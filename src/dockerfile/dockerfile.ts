import type { IConstruct } from 'constructs';
import type { BaseImage } from './base-image';
import type { ContextPart } from './context-part';
import { DockerfileNames } from './dockerfile-names';
import { HandedToBuild, handedToBuild } from './handed-to-build';
import type { IImageSource } from './image-source';
import type { ImageStage } from './image-stage';
import type { InstructionData } from './instruction-data';
import { rawImages } from './raw-images';
import { renderInstruction } from './render-instruction';
import type { StageArtifact } from './stage-artifact';
import type { StageScope } from './stage-scope';
import { CodedError, atConstruct } from '../private/coded-error';
import { checkedLines, commentLines } from '../private/quoting';

/**
 * What a build reads of its context for the stages of one app.
 * @internal
 */
export interface ContextRead {
  /** The construct that owns these stages. */
  readonly owner: IConstruct;
  /** The path among what the app has: `app`, `files/uv.lock`, `tools/check-image`. */
  readonly path: string;
  /** The path in the context. */
  readonly contextPath: string;
  /** What is there, when it is no path of the source folder. */
  readonly part?: ContextPart;
}

/** The Dockerfile of one target: the stages that it reaches and nothing else. */
export class Dockerfile {
  /**
   * Follows the edges from the target. Reads nothing from disk.
   *
   * Fails with `StageCycle` when stages need each other, with `StageForeign` when one of another app is for another platform,
   * and with `ArtifactMismatch` when an artifact cannot work where it is copied to.
   */
  public static fromTarget(target: ImageStage): Dockerfile {
    const collected = new Map<ImageStage, InstructionData[]>();
    collect(target, target, [], collected);
    return new Dockerfile(target, collected);
  }

  private readonly names: DockerfileNames;

  private constructor(
    /** The stage that is built. */
    public readonly target: ImageStage,
    private readonly collected: Map<ImageStage, InstructionData[]>,
  ) {
    this.names = new DockerfileNames(target._scope, this.stages);
  }

  /** The stages in the order in which they are written: each after those that it needs, in the order of their use. The last is the target. */
  public get stages(): ImageStage[] {
    return [...this.collected.keys()];
  }

  /**
   * What the build reads of its context, sorted: the app is `app`, files and folders that instructions name are below `files/`,
   * other projects that it is installed with below `members/`, what the library wrote for an installer below `written/`, programs of this
   * library below `tools/`; what stages of another app read is below `apps/` and the name of that app.
   */
  public get contextPaths(): string[] {
    return this._contextReads.map(({ contextPath }) => contextPath);
  }

  /**
   * The same with the apps that they are read from.
   * @internal
   */
  public get _contextReads(): ContextRead[] {
    const reads = new Map<string, ContextRead>();
    for (const [stage, instructions] of this.collected) {
      for (const { path, part } of instructions.flatMap(contextPathsOf)) {
        const contextPath = this.names.contextPath(stage, path);
        reads.set(contextPath, { owner: stage._scope.root, path, contextPath, part });
      }
    }
    return [...reads.values()].sort((a, b) => a.contextPath < b.contextPath ? -1 : 1);
  }

  /**
   * The names of the stages in which something runs on the platform of the image.
   * @internal
   */
  public get _runningOnTarget(): string[] {
    return [...this.collected].filter(([stage, data]) => !stage.onBuildPlatform && data.some(({ kind }) => kind === 'run'))
      .map(([stage]) => this.names.nameOf(stage));
  }

  /**
   * What the build has to be handed beside its context: `--secret` by id, as CDK and Docker write it, and `--ssh`.
   * @internal
   */
  public get _handed(): HandedToBuild {
    return handedToBuild([...this.collected.values()].flat().flatMap((data) => data.kind === 'run' ? data.mounts : []));
  }

  /**
   * The references of the images that are pulled, without the digests of a lock, sorted.
   * @internal
   */
  public get _pulled(): string[] {
    return [...new Set(this.pulled.map(([scope, image]) => scope._pulledFrom(image)))].sort();
  }

  /**
   * The references of those that are pulled by their tags: no lock has them.
   * @internal
   */
  public get _unpinned(): string[] {
    return [...new Set(this.pulled.map(([scope, image]) => scope._pinned(image)))].filter((reference) => !reference.includes('@')).sort();
  }

  /**
   * What raw text names by a tag: no lock and no mirror has it. By the paths of the stages.
   * @internal
   */
  public get _rawImages(): Record<string, string[]> {
    const names = this.stages.map((stage) => this.names.nameOf(stage));
    const found = [...this.collected].map(([stage, data]): [string, string[]] => [stage.node.path, data.flatMap((one) => one.kind === 'raw' ? rawImages(one.lines, names) : [])]);
    return Object.fromEntries(found.filter(([, images]) => images.length > 0));
  }

  private get pulled(): [StageScope, BaseImage][] {
    return [...this.collected].flatMap(([stage, data]) => [stage.parent, ...data.flatMap(sourcesOf)]
      .filter((source): source is IImageSource => source !== undefined && source._stage === undefined && source.rootImage.libc !== undefined)
      .map(({ rootImage }): [StageScope, BaseImage] => [stage._scope, rootImage]));
  }

  /** The text. The same stages give the same text. */
  public render(): string {
    const blocks = [[`# Generated by cdk-python-images for ${this.target.platform.value}. Change the construct, not this file.`]];
    for (const [stage, instructions] of this.collected) {
      blocks.push(atConstruct(stage.node.path, () => withoutTokens(this.renderStage(stage, instructions))));
    }
    return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  }

  private renderStage(stage: ImageStage, instructions: InstructionData[]): string[] {
    const nameOf = (source: IImageSource) => source._stage === undefined
      ? stage._scope._pinned(source.rootImage)
      : this.names.nameOf(source._stage);
    const context = { nameOf, contextPath: (path: string) => this.names.contextPath(stage, path), shell: stage.rootImage.shell };
    const name = nameOf(stage);
    // `docker buildx build --call=targets` shows the comment that begins with the name of the stage.
    const description = stage.description === undefined ? [] : commentLines(`${name} ${stage.description}`);
    const platform = stage.onBuildPlatform && stage.parent._stage === undefined ? '--platform=$BUILDPLATFORM ' : '';
    const from = `FROM ${platform}${nameOf(stage.parent)} AS ${name}`;
    const lines = [...checkedLines(description, 'the description of a stage'), from, ...instructions.flatMap((data) => renderInstruction(data, context))];
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  }
}

/** Depth first, so that every stage comes after what it needs. */
function collect(stage: ImageStage, target: ImageStage, users: ImageStage[], collected: Map<ImageStage, InstructionData[]>): void {
  if (collected.has(stage)) {
    return;
  }
  if (users.includes(stage)) {
    throw new CodedError('StageCycle', {
      what: 'stages need each other, so none can be built first',
      found: [...users.slice(users.indexOf(stage)), stage].map((one) => one.node.path).join(' -> '),
      expected: 'stages that can be built one after the other',
      write: 'a third stage for what both need',
    }, stage.node.path);
  }
  if (stage.platform.value !== target.platform.value) {
    throw new CodedError('StageForeign', {
      what: 'a stage of an app for another platform is used here; all stages of a Dockerfile are for one platform',
      found: `${stage.node.path} for ${stage.platform.value} is used for ${target.node.path} for ${target.platform.value}`,
      expected: `stages for ${target.platform.value}`,
      write: `an app of the same source with the platform ${target.platform.value}, or an image of both platforms in a registry`,
    }, users.at(-1)?.node.path);
  }
  const instructions = stage._allInstructions().map((instruction) => instruction._data);
  const sources = [stage.parent, ...instructions.flatMap(sourcesOf)];
  for (const source of sources.flatMap((one) => one?._stage ?? [])) {
    collect(source, target, [...users, stage], collected);
  }
  for (const data of instructions) {
    artifactsOf(data).forEach((artifact) => artifact._checkFits(stage));
  }
  collected.set(stage, instructions);
}

function sourcesOf(data: InstructionData): (IImageSource | undefined)[] {
  switch (data.kind) {
    case 'run':
      return data.mounts.map((mount) => mount.from);
    case 'copy':
      return [data.from];
    default:
      return [];
  }
}

function artifactsOf(data: InstructionData): StageArtifact[] {
  switch (data.kind) {
    case 'run':
      return data.mounts.flatMap((mount) => mount.artifact ?? []);
    case 'copy':
      return data.artifact === undefined ? [] : [data.artifact];
    default:
      return [];
  }
}

function contextPathsOf(data: InstructionData): { path: string; part?: ContextPart }[] {
  switch (data.kind) {
    case 'run':
      return data.mounts.flatMap(({ contextPath: path, part }) => path === undefined ? [] : [{ path, part }]);
    case 'copy':
      return data.from === undefined ? data.sources.map((path) => ({ path })) : [];
    default:
      return [];
  }
}

/** What CDK writes for a value that is known only at deployment: text, a list, and a number. */
const TOKEN = /\$\{Token\[[^\]]*\]\}|#\{Token\[[^\]]*\]\}|-1\.888154589\d+e\+289/;

/** The text of an image is fixed at synth, and its hash with it. */
function withoutTokens(lines: string[]): string[] {
  const line = lines.find((one) => TOKEN.test(one));
  if (line !== undefined) {
    throw new CodedError('TokenInDockerfile', {
      what: 'a value that is known only when the stack is deployed would be written into the image',
      found: line.trim(),
      expected: 'a value that is known now',
      write: 'the variable in the environment of the container or function that runs the image',
    });
  }
  return lines;
}
