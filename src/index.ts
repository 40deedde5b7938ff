export * from './defaults';
export * from './dockerfile';
export * from './lambda-code-options';
export * from './python';
export * from './python-app';
export * from './python-app-props';
export * from './python-image';
export * from './stages';
