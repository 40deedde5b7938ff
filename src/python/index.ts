export * from './dependencies';
export * from './dependencies-options';
export * from './entrypoint';
export * from './package-index';
export * from './python-project';
export * from './python-version';
export * from './static-files';
export * from './system-packages';
