export * from './build-context';
