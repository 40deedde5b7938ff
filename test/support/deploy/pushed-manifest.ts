import * as fs from 'fs';
import * as path from 'path';
import { inject } from 'vitest';

/** What a manifest names: https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly annotations?: Record<string, string>;
  readonly platform?: { readonly os: string; readonly architecture: string };
}

/** An image or an index of images, as a registry has it. */
export interface PushedManifest {
  readonly mediaType: string;
  readonly config?: Descriptor;
  readonly layers?: Descriptor[];
  readonly manifests?: Descriptor[];
}

/** Reads from the disk of the registry what a tag of a repository names. */
export function pushedManifest(repository: string, tag: string): PushedManifest {
  const link = path.join(inject('registryFolder'), 'docker/registry/v2/repositories', repository, '_manifests/tags', tag, 'current/link');
  return pushedJson(fs.readFileSync(link, 'utf8').trim()) as PushedManifest;
}

/** A blob or a manifest that is JSON. */
export function pushedJson(digest: string): unknown {
  const [algorithm, value] = digest.split(':');
  return JSON.parse(fs.readFileSync(path.join(inject('registryFolder'), 'docker/registry/v2/blobs', algorithm, value.slice(0, 2), value, 'data'), 'utf8'));
}
