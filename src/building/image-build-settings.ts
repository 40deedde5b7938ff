import { IConstruct } from 'constructs';
import { ImageBuildProps } from './image-build-props';
import { ImageBuilder } from './image-builder';
import { Trait } from '../private/trait';

/** How the images of a construct are built. */
export interface ImageBuildSettings extends ImageBuildProps {
  readonly imageBuilder: ImageBuilder;
}

const SETTINGS = new Trait<ImageBuildSettings>('ImageBuildSettings');

/** Settles how the images below the construct are built: what it says itself goes before the defaults. */
export function implementImageBuild(construct: IConstruct, props: ImageBuildProps, defaults: ImageBuildProps): void {
  SETTINGS.implement(construct, {
    imageBuilder: props.imageBuilder ?? defaults.imageBuilder ?? ImageBuilder.local(),
    buildCache: props.buildCache ?? defaults.buildCache,
    provenance: props.provenance ?? defaults.provenance,
  });
}

/** How the images of the nearest app are built. */
export function imageBuildOf(construct: IConstruct): ImageBuildSettings {
  return SETTINGS.nearest(construct) ?? { imageBuilder: ImageBuilder.local() };
}
