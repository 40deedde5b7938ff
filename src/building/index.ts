export * from './build-cache';
export * from './buildx-builder-options';
export * from './code-build-builder-options';
export * from './image-build-props';
export * from './image-builder';
export * from './local-builder-options';
export * from './pulled-images-props';
export * from './registry-cache-options';
