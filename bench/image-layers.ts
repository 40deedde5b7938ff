import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { gzipSync } from 'zlib';
import { tarEntries } from './tar-entries';
import { dockerHistory } from '../test/support/docker/docker-history';
import { imageInspect } from '../test/support/docker/image-inspect';
import { docker } from '../test/support/docker/run-docker';

/** A layer of an image. */
export interface ImageLayer {
  /** `sha256:…` of its archive, not compressed. */
  readonly digest: string;
  /** What `docker history` says: the bytes of its files. */
  readonly fileBytes: number;
  /** The bytes of its archive. */
  readonly archiveBytes: number;
  /** The bytes of its archive compressed by gzip, as a push sends it. */
  readonly compressedBytes: number;
}

interface ImageConfig {
  readonly history: { readonly empty_layer?: boolean }[];
}

/** The layers of an image that are not among the known ones. Those are not compressed only to be counted. */
export async function layersBeside(known: readonly string[], image: string): Promise<ImageLayer[]> {
  const { Id, RootFS } = await imageInspect(image);
  const blobs = await savedBlobs(image, [Id, ...RootFS.Layers.filter((digest) => !known.includes(digest))]);
  const { history } = JSON.parse(blobs(Id).toString('utf8')) as ImageConfig;
  const sizes = (await dockerHistory(image)).reverse().filter((_, index) => !history[index].empty_layer);
  return RootFS.Layers.flatMap((digest, index) => known.includes(digest) ? [] : [{
    digest,
    fileBytes: sizes[index].bytes,
    archiveBytes: blobs(digest).length,
    compressedBytes: gzipSync(blobs(digest)).length,
  }]);
}

/** The config and the archives of layers, as `docker save` writes them. */
async function savedBlobs(image: string, digests: string[]): Promise<(digest: string) => Buffer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-image-'));
  try {
    const archive = path.join(folder, 'image.tar');
    await docker(['save', `--output=${archive}`, image]);
    const wanted = new Map(digests.map((digest) => [`blobs/${digest.replace(':', '/')}`, digest]));
    const blobs = new Map<string, Buffer>();
    for (const { name, content } of tarEntries(archive)) {
      const digest = wanted.get(name);
      if (digest !== undefined) {
        blobs.set(digest, content);
      }
    }
    return (digest) => {
      const blob = blobs.get(digest);
      if (blob === undefined) {
        throw new Error(`docker save did not write ${digest} of ${image}`);
      }
      return blob;
    };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
