export * from './ecs-container-options';
export * from './image-repository';
export * from './image-repository-props';
