export * from './builder-props';
export * from './builder-stage';
export * from './python-runtime-props';
export * from './python-runtime-stage';
export * from './runtime-stage';
export * from './slim-runtime-stage';
export * from './virtualenv-builder-stage';
export * from './wheel-builder-stage';
