import { spawnSync } from 'child_process';
import * as path from 'path';
import { folderWith } from './folder';

/** A file as `docker save` writes it, without layers: an image for each configuration. */
export function imageTarball(configurations: Record<string, string>[], options: { readonly compressed?: boolean } = {}): string {
  const names = configurations.map((_, n) => `blobs/sha256/${String(n).repeat(64)}`);
  const folder = folderWith({
    // Before what is read, as layers are, and larger than a block.
    'blobs/sha256/layer': 'x'.repeat(1500),
    ...Object.fromEntries(configurations.map((configuration, n) => [names[n], JSON.stringify(configuration)])),
    'manifest.json': JSON.stringify(names.map((Config) => ({ Config, RepoTags: null, Layers: ['blobs/sha256/layer'] }))),
  });
  const file = path.join(folder, 'image.tar');
  const { status, stderr } = spawnSync('tar', [options.compressed ? '-czf' : '-cf', file, '-C', folder, 'blobs', 'manifest.json'], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return file;
}
