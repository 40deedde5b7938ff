export * from './bake-file';
export * from './build-context';
export * from './stage-context';
export * from './staged-records';
