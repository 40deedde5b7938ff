import {
  AlpineRuntimeStage, BaseImage, DistrolessRuntimeStage, PrefixBuilderStage, PythonApp, ScratchRuntimeStage,
  VirtualenvBuilderStage,
} from '../../src';
import { testApp } from '../support/app';
import { BASES } from '../support/bases';
import { folderWith } from '../support/folder';
import { FLAT, INVENTORY, UV_ASGI } from '../support/projects';

/** Goldens of the bases that are not the official slim image, and of packages beside the Python of the image. */
export const RUNTIME_GOLDENS: Record<string, () => PythonApp> = {
  'inventory-alpine': inventoryOnAlpine,
  'flat-distroless': flatDistroless,
  'uv-lock-prefix': uvLockPrefix,
  'bases-scratch': basesScratch,
};

/** On musl, where psycopg2 compiles. */
function inventoryOnAlpine(): PythonApp {
  const app = testApp({ source: INVENTORY });
  const builder = new VirtualenvBuilderStage(app, 'Builder', { baseImage: BaseImage.pythonAlpine('3.13') });
  new AlpineRuntimeStage(app, 'Runtime', { install: builder.virtualenv });
  return app;
}

/** A package on Debian's own Python, without a shell. */
function flatDistroless(): PythonApp {
  const app = testApp({ source: folderWith(FLAT) });
  const builder = new VirtualenvBuilderStage(app, 'Builder', { baseImage: BaseImage.debian() });
  new DistrolessRuntimeStage(app, 'Runtime', { install: builder.virtualenv });
  return app;
}

/** Installed beside the Python of the image. */
function uvLockPrefix(): PythonApp {
  const app = testApp({ source: folderWith(UV_ASGI) });
  new PrefixBuilderStage(app, 'Builder');
  return app;
}

/** Python itself in the empty image. */
function basesScratch(): PythonApp {
  const app = testApp({ source: BASES });
  const builder = new VirtualenvBuilderStage(app, 'Builder');
  new ScratchRuntimeStage(app, 'Runtime', { install: builder.virtualenv, excludedModules: ['sqlite3'] });
  return app;
}
