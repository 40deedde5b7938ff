import { DEPENDENCIES } from './dependencies';
import { LAYOUTS } from './layouts';
import { REPOSITORIES } from './repositories';
import { RUNNING } from './running';
import type { Situation } from './situation';

/** Every situation by the name of its golden. */
export const SITUATIONS: Record<string, Situation> = { ...DEPENDENCIES, ...LAYOUTS, ...RUNNING, ...REPOSITORIES };
