import { LambdaRuntimeStage, LambdaWebAdapter, PythonApp, PythonImage } from '../../src';
import { testApp } from '../support/app';
import { folderWith } from '../support/folder';
import { SCRIPT, UV_ASGI } from '../support/projects';

/** A function in a file beside a program. */
const EVENTS = { ...SCRIPT, 'events.py': 'def handle(event, context):\n    return event\n' };

/** Goldens of images for Lambda. */
export const LAMBDA_GOLDENS: Record<string, () => { readonly image: PythonImage }> = {
  'lambda-aws-base': lambdaOnItsBase,
  'lambda-beside-container': lambdaBesideContainer,
  'lambda-web-adapter': lambdaWebAdapter,
};

function lambdaOnItsBase(): PythonApp {
  const app = testApp({ source: folderWith(EVENTS) });
  new LambdaRuntimeStage(app, 'Fn', { handler: 'events.handle' });
  return app;
}

/** The image for Lambda of an app that has one for containers, too. */
function lambdaBesideContainer(): { readonly image: PythonImage } {
  const app = testApp({ source: folderWith(EVENTS) });
  app.toEcsContainerImage();
  app.toLambdaCode({ handler: 'events.handle' });
  return { image: app.node.findChild('LambdaImage') as PythonImage };
}

function lambdaWebAdapter(): PythonApp {
  const app = testApp({ source: folderWith(UV_ASGI) });
  new LambdaRuntimeStage(app, 'Web', { webAdapter: LambdaWebAdapter.official() });
  return app;
}
