import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { ACCESS_GOLDENS } from './access';
import { COPIED_GOLDENS } from './copied';
import { LAMBDA_GOLDENS } from './lambda';
import { RUNTIME_GOLDENS } from './runtimes';
import { SHARED_GOLDENS } from './shared';
import { LockedStack } from '../../examples/locked/stack';
import {
  Entrypoint, HealthCheck, NuitkaDistrolessStage, NuitkaScratchStage, PythonApp, PythonImage,
  SbomLocation, SlimRuntimeStage, SystemPackages, WheelBuilderStage,
} from '../../src';
import { testApp } from '../support/app';
import { folderWith, temporaryFolder } from '../support/folder';
import { pipenvProject, poetryProject } from '../support/locked-projects';
import { DJANGO, FLASK, FLAT, INVENTORY, PROBE, SCRIPT, TAGGED, UV_ASGI } from '../support/projects';
import { WORKSPACE, WORKSPACE_LOCK } from '../support/workspaces';

/** Every golden by the name of its folder. */
export const GOLDENS: Record<string, () => { readonly image: Pick<PythonImage, 'dockerfile' | 'contextFiles'> }> = {
  ...RUNTIME_GOLDENS,
  ...SHARED_GOLDENS,
  ...COPIED_GOLDENS,
  ...LAMBDA_GOLDENS,
  ...ACCESS_GOLDENS,
  'inventory': () => testApp({ source: INVENTORY }),
  'inventory-wheels': inventoryByWheels,
  'probe-scratch': probeScratch,
  'web-distroless': webDistroless,
  'locked': () => locked().orders,
  'lock': () => ({ image: locked().locks[0] }),
  'test-target': () => ({ image: locked().tests }),
  'script': () => testApp({ source: folderWith(SCRIPT) }),
  'flat-package': () => testApp({ source: folderWith(FLAT) }),
  'uv-workspace': () => testApp({ source: path.join(folderWith({ ...WORKSPACE, 'uv.lock': WORKSPACE_LOCK }), 'services/worker') }),
  'uv-lock-asgi': () => testApp({ source: folderWith(UV_ASGI) }),
  'poetry-lock': () => testApp({ source: folderWith(poetryProject()) }),
  'pipfile-lock': () => testApp({ source: folderWith(pipenvProject()) }),
  'flask-with-server': () => testApp({
    source: folderWith(FLASK), webServer: 'gunicorn==27.0.1', healthCheck: HealthCheck.http('/health'), healthCheckInImage: true,
  }),
  'sbom-in-image': () => testApp({ source: folderWith(UV_ASGI), sbom: SbomLocation.IMAGE, revision: '0'.repeat(40) }),
  'version-of-git': () => testApp({ source: folderWith(TAGGED), version: '1.2.3' }),
  'older-python': () => testApp({ source: folderWith({ ...SCRIPT, '.python-version': '3.12.4\n' }) }),
  'procfile': () => testApp({
    source: folderWith({ ...SCRIPT, Procfile: 'release: python main.py check\nweb: python main.py prepare && PYTHONOPTIMIZE=1 python main.py --port $PORT\n' }),
  }),
  'django-in-folder': () => testApp({ source: folderWith(DJANGO) }),
  'unknown-compiles': () => testApp({
    source: folderWith({ ...SCRIPT, 'requirements.txt': '--no-binary idna\nidna==3.10\n' }),
    registry: 'docker.io',
  }),
};

/** A program in the empty image, which is run by the check. */
function probeScratch(): PythonApp {
  const app = testApp({ source: PROBE });
  new NuitkaScratchStage(app, 'Tiny', { checkArguments: ['--version'] });
  return app;
}

/** A web application that is no package, compiled for a distroless base. */
function webDistroless(): PythonApp {
  const app = testApp({ source: folderWith(UV_ASGI), entrypoint: Entrypoint.asgi('main:app') });
  new NuitkaDistrolessStage(app, 'Small');
  return app;
}

/** The example whose lock Docker computes, and whose tests are a target. */
const locked = () => new LockedStack(new App({ outdir: temporaryFolder() }), 'Locked');

/** The same app by a chain of stages made by hand. */
function inventoryByWheels(): PythonApp {
  const app = testApp({ source: INVENTORY });
  const wheels = new WheelBuilderStage(app, 'Wheels', {
    systemPackages: SystemPackages.combine(SystemPackages.forPython('psycopg2'), SystemPackages.apt({ runtimePackages: ['libmagic1t64'] })),
  });
  const runtime = new SlimRuntimeStage(app, 'Runtime', { install: wheels.wheelhouse, entrypoint: Entrypoint.asgi('inventory.app:app') });
  runtime.addEnv('TZ', 'UTC');
  return app;
}
