export * from './build-context';
export * from './stage-context';
export * from './stage-lock';
