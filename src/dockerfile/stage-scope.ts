import { IConstruct } from 'constructs';
import type { BaseImage } from './base-image';
import { ImagePlatform } from './image-platform';
import type { ImageStage } from './image-stage';
import { mirroredReference } from './mirrored-reference';
import { stageNameOf } from './stage-name';
import { CodedError } from '../private/coded-error';
import { Trait } from '../private/trait';

/** What the stages of one app share. */
export interface StageScopeProps {
  /** The platform that the images run on. */
  readonly platform: ImagePlatform;

  /**
   * Where the official images are pulled from: a registry or a mirror with its prefix, `123456789012.dkr.ecr.eu-west-1.amazonaws.com/mirror`.
   * @default 'public.ecr.aws'
   */
  readonly registry?: string;

  /**
   * Mirrors and pull-through caches by the registries that they stand for, for every image that is named: `{ 'gcr.io': 'mirror.example.com/gcr' }`.
   * @default - none
   */
  readonly mirrors?: Record<string, string>;

  /**
   * The digests of images by the references that are written without: `{ 'docker.io/library/python:3.13-slim': 'sha256:…' }`.
   * @default - none: the images are what their tags are when they are pulled
   */
  readonly digests?: Record<string, string>;
}

/**
 * A trait of the construct that owns a Dockerfile. All stages below it belong to that Dockerfile:
 * they get their names from their paths below it, and they are frozen together when an image is made.
 */
export class StageScope {
  /**
   * Makes the construct the owner of a Dockerfile.
   * Fails with `BaseImageInvalid` when the registry is none.
   */
  public static implement(construct: IConstruct, props: StageScopeProps): StageScope {
    const registry = props.registry ?? 'public.ecr.aws';
    [registry, ...Object.values(props.mirrors ?? {})].forEach((prefix) => checkPrefix(prefix, construct));
    const scope = new StageScope(construct, props.platform, registry, { ...props.mirrors }, { ...props.digests });
    STAGE_SCOPE.implement(construct, scope);
    return scope;
  }

  /**
   * The scope of the nearest owner: the construct itself or one above it.
   * Fails with `StageOutsideApp` when there is none.
   */
  public static of(construct: IConstruct): StageScope {
    const scope = STAGE_SCOPE.nearest(construct);
    if (scope === undefined) {
      throw outsideApp(construct, 'a stage needs an app above it', 'app');
    }
    return scope;
  }

  private readonly stages = new Map<string, ImageStage>();
  private frozen?: string;

  private constructor(
    /** The construct that owns the Dockerfile. */
    public readonly root: IConstruct,
    /** The platform that the images run on. */
    public readonly platform: ImagePlatform,
    /** Where the official images are pulled from. */
    public readonly registry: string,
    private readonly mirrors: Record<string, string>,
    private readonly digests: Record<string, string>,
  ) {}

  /** The path of the construct that froze the stages first, once there is one. */
  public get frozenBy(): string | undefined {
    return this.frozen;
  }

  /**
   * Closes all stages that exist now: a later addition to one of them fails with `AppFrozen`.
   * A stage that is made afterwards is open, so that one app can have several images.
   *
   * @param by the path of the construct that rendered them
   */
  public freeze(by: string): void {
    this.frozen = this.frozen ?? by;
    for (const stage of this.stages.values()) {
      stage._freeze(by);
    }
  }

  /**
   * Where an image is pulled from: in the registry or the mirror of the app, without the digest of a lock.
   * @internal
   */
  public _pulledFrom(image: BaseImage): string {
    return mirroredReference(image._reference(this.registry), this.mirrors);
  }

  /**
   * The reference for FROM and --from, with the digest that a lock has for it.
   * @internal
   */
  public _pinned(image: BaseImage): string {
    const reference = this._pulledFrom(image);
    return Object.hasOwn(this.digests, reference) ? `${reference}@${this.digests[reference]}` : reference;
  }

  /**
   * Takes a new stage in and gives it its name.
   * @internal
   */
  public _name(stage: ImageStage): string {
    const above = this.root.node.scopes.length;
    const name = stageNameOf(stage.node.scopes.slice(above).map((scope) => scope.node.id));
    const taken = this.stages.get(name);
    if (taken !== undefined) {
      throw new CodedError('StageNameTaken', {
        what: `the stage would get the name ${JSON.stringify(name)}, which another stage has`,
        found: `${taken.node.path} and ${stage.node.path}`,
        expected: 'ids that differ in more than case and punctuation',
        write: 'another id for one of them',
      });
    }
    this.stages.set(name, stage);
    return name;
  }
}

const STAGE_SCOPE = new Trait<StageScope>('StageScope');

/** The error of a stage without an app above it. */
export function outsideApp(construct: IConstruct, what: string, missing: string): CodedError {
  return new CodedError('StageOutsideApp', {
    what,
    found: `no ${missing} between ${JSON.stringify(construct.node.path)} and the root`,
    expected: 'an app as the scope of the stage',
    write: "const app = new PythonApp(stack, 'Api', { source: 'services/api' }), then the stage with app as its scope",
  }, construct.node.path);
}

function checkPrefix(prefix: string, construct: IConstruct): void {
  if (!/^[A-Za-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*\/?$/.test(prefix)) {
    throw new CodedError('BaseImageInvalid', {
      what: 'the registry or the mirror that images are pulled from is none',
      found: JSON.stringify(prefix),
      expected: 'a host with an optional port and prefix, and no scheme; not a token, since the Dockerfile is text',
      write: "'public.ecr.aws' or 'registry.example.com:5000/mirror'",
    }, construct.node.path);
  }
}
