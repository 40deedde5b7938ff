import {
  AlpineRuntimeStage, BaseImage, DistrolessRuntimeStage, PrefixBuilderStage, PythonApp, VirtualenvBuilderStage,
} from '../../src';
import { testApp } from '../support/app';
import { folderWith } from '../support/folder';
import { FLAT, INVENTORY, UV_ASGI } from '../support/projects';

/** Goldens of the bases that are not the official slim image, and of packages beside the Python of the image. */
export const RUNTIME_GOLDENS: Record<string, () => PythonApp> = {
  'inventory-alpine': inventoryOnAlpine,
  'flat-distroless': flatDistroless,
  'uv-lock-prefix': uvLockPrefix,
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
