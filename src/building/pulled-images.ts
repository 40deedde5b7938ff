import { IConstruct } from 'constructs';
import { lockedDigests } from './base-image-lock';
import { ImagePlatform, StageScope } from '../dockerfile';
import { PulledImagesProps } from './pulled-images-props';
import { atConstruct } from '../private/coded-error';
import { Trait } from '../private/trait';

const LOCK = new Trait<string | undefined>('BaseImageLock');

/** Makes the construct the owner of a Dockerfile whose images come from where it says, or else the defaults. */
export function implementStageScope(construct: IConstruct, platform: ImagePlatform, props: PulledImagesProps, defaults: PulledImagesProps): void {
  const lock = props.baseImageLock ?? defaults.baseImageLock;
  StageScope.implement(construct, {
    platform,
    registry: props.registry ?? defaults.registry,
    mirrors: props.mirrors ?? defaults.mirrors,
    ...(lock !== undefined && { digests: atConstruct(construct.node.path, () => lockedDigests(lock)) }),
  });
  LOCK.implement(construct, lock);
}

/** The lock file of the images that the stages of a construct are built on. */
export function baseImageLockOf(construct: IConstruct): string | undefined {
  return LOCK.on(StageScope.of(construct).root);
}
