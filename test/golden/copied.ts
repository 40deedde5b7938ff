import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { LettersStack } from '../../examples/letters/stack';
import { MigratedStack } from '../../examples/migrated/stack';
import { BaseImage, BuilderBase, PythonApp, PythonTool, PythonVersion, SlimRuntimeStage, VirtualenvBuilderStage } from '../../src';
import { testApp, testStack } from '../support/app';
import { folderWith, temporaryFolder } from '../support/folder';
import { FLAT } from '../support/projects';

/** Environments that are copied to a thin image, an example that had a Dockerfile by hand, and tools without a source. */
export const COPIED_GOLDENS: Record<string, () => PythonApp> = {
  letters: () => new LettersStack(new App({ outdir: temporaryFolder() }), 'Letters').letters,
  migrated: () => new MigratedStack(new App({ outdir: temporaryFolder() }), 'Migrated').web,
  ubuntu: onUbuntu,
  tool: () => new PythonTool(testStack(), 'Http', {
    requirement: 'httpie', lockFile: path.join(__dirname, '../../examples/tools/locks/httpie.txt'), script: 'http', exposeScripts: ['http', 'https'],
  }),
};

/** Built on an Ubuntu for an Ubuntu that somebody else keeps. */
function onUbuntu(): PythonApp {
  const app = testApp({ source: folderWith(FLAT), python: PythonVersion.V3_12 });
  const { virtualenv: install } = new VirtualenvBuilderStage(app, 'Builder', { baseImage: BuilderBase.ubuntu(app, 'Base') });
  const python = { implementation: 'cpython', version: '3.12', path: '/usr/bin/python3.12' };
  const baseImage = BaseImage.of({ reference: 'registry.example.com/platform/python:3.12-noble', python, distribution: 'ubuntu', suite: 'noble' });
  new SlimRuntimeStage(app, 'Runtime', { install, baseImage });
  return app;
}
