export * from './build-context';
export * from './stage-context';
