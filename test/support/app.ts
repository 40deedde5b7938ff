import { App, Stack } from 'aws-cdk-lib';
import { temporaryFolder } from './folder';
import { PythonApp, PythonAppProps } from '../../src';

/** A stack whose assembly goes when the test is done. */
export function testStack(): Stack {
  return new Stack(new App({ outdir: temporaryFolder() }), 'Stack');
}

/** An app in a stack of its own. */
export function testApp(props: PythonAppProps): PythonApp {
  return new PythonApp(testStack(), 'Api', props);
}
