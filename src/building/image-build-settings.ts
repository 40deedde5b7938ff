import { IConstruct } from 'constructs';
import { ImageBuildProps } from './image-build-props';
import { ImageBuilder } from './image-builder';

/** How the images of a construct are built. */
export interface ImageBuildSettings extends ImageBuildProps {
  readonly imageBuilder: ImageBuilder;
}

const SETTINGS = Symbol.for('cdk-python-images.ImageBuildSettings');

/** Settles how the images below the construct are built: what it says itself goes before the defaults. */
export function implementImageBuild(construct: IConstruct, props: ImageBuildProps, defaults: ImageBuildProps): void {
  const value: ImageBuildSettings = {
    imageBuilder: props.imageBuilder ?? defaults.imageBuilder ?? ImageBuilder.local(),
    buildCache: props.buildCache ?? defaults.buildCache,
    provenance: props.provenance ?? defaults.provenance,
  };
  Object.defineProperty(construct, SETTINGS, { value, configurable: true, enumerable: false });
}

/** How the images of the nearest app are built. */
export function imageBuildOf(construct: IConstruct): ImageBuildSettings {
  const above = construct.node.scopes.map((one) => (one as { [SETTINGS]?: ImageBuildSettings })[SETTINGS]);
  return above.filter((one) => one !== undefined).at(-1) ?? { imageBuilder: ImageBuilder.local() };
}
