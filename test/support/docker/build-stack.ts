import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { type BuildOptions, type BuiltImage, dockerBuild } from './docker-build';
import { imageAssets } from './image-assets';

/** Synthesizes what is declared and builds every image of it the way `cdk deploy` does: by the path of the image's construct. */
export async function buildStack(declare: (app: App) => void, options: Pick<BuildOptions, 'noCache'> = {}): Promise<Record<string, BuiltImage>> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-python-images-'));
  try {
    const app = new App({ outdir });
    declare(app);
    const built: Record<string, BuiltImage> = {};
    for (const asset of imageAssets(app.synth().directory)) {
      built[asset.displayName] = await dockerBuild({ ...asset, ...options });
    }
    return built;
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}
