export * from './builder-props';
export * from './builder-stage';
export * from './slim-runtime-props';
export * from './slim-runtime-stage';
export * from './virtualenv-builder-stage';
export * from './wheel-builder-stage';
