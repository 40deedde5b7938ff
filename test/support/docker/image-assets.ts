import * as fs from 'fs';
import * as path from 'path';

/** An image asset as `cdk deploy` finds it. */
export interface ImageAsset {
  /** The construct. */
  readonly displayName: string;
  readonly hash: string;
  readonly contextDirectory: string;
  readonly platform?: string;
  readonly buildArgs: Record<string, string>;
  readonly secrets?: Record<string, string>;
  readonly ssh?: string;
}

interface AssetManifest {
  readonly dockerImages?: Record<string, {
    readonly displayName?: string;
    readonly source: {
      readonly directory: string;
      readonly dockerBuildArgs?: Record<string, string>;
      readonly dockerBuildSecrets?: Record<string, string>;
      readonly dockerBuildSsh?: string;
      readonly platform?: string;
    };
  }>;
}

/** The image assets in the manifests that synth wrote into a folder. Each can be given to `dockerBuild` as it is. */
export function imageAssets(assembly: string): ImageAsset[] {
  return fs.readdirSync(assembly).filter((name) => name.endsWith('.assets.json')).sort().flatMap((name) => {
    const manifest = JSON.parse(fs.readFileSync(path.join(assembly, name), 'utf8')) as AssetManifest;
    return Object.entries(manifest.dockerImages ?? {}).map(([hash, { displayName, source }]) => ({
      displayName: displayName ?? hash,
      hash,
      contextDirectory: path.join(assembly, source.directory),
      platform: source.platform,
      buildArgs: source.dockerBuildArgs ?? {},
      secrets: source.dockerBuildSecrets,
      ssh: source.dockerBuildSsh,
    }));
  });
}
