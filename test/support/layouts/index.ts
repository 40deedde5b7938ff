import { HATCH_LAYOUTS } from './hatch-layouts';
import { Layout } from './layout';
import { OTHER_LAYOUTS } from './other-layouts';
import { SETUPTOOLS_LAYOUTS } from './setuptools-layouts';

/** Layouts that back ends map, each shown by a build: `test/image/wheel-layouts.test.ts`. */
export const LAYOUTS: Record<string, Layout> = { ...HATCH_LAYOUTS, ...SETUPTOOLS_LAYOUTS, ...OTHER_LAYOUTS };
