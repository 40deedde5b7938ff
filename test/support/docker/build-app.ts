import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { type BuildOptions, type BuiltImage, dockerBuild } from './docker-build';
import { imageAssets } from './image-assets';
import { PythonApp, type PythonAppProps } from '../../../src';

export interface BuildAppOptions extends Pick<BuildOptions, 'noCache' | 'onLine' | 'target'> {
  /** Called with the app before it is rendered. */
  readonly configure?: (app: PythonApp) => void;
  /** Called with the staged context before it is built. */
  readonly stagedContext?: (folder: string) => void;
}

/** Declares an app in a stack, synthesizes it, and builds what is in the assembly the way `cdk deploy` does. */
export async function buildApp(props: PythonAppProps, options: BuildAppOptions = {}): Promise<BuiltImage> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-python-images-'));
  try {
    const cdk = new App({ outdir });
    const app = new PythonApp(new Stack(cdk, 'Stack'), 'Api', props);
    options.configure?.(app);
    const [asset] = imageAssets(cdk.synth().directory);
    options.stagedContext?.(asset.contextDirectory);
    return await dockerBuild({ ...asset, ...options });
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}
