import { Construct } from 'constructs';
import { buildWithBuildx } from './buildx-build';
import { BuiltImage, ImageBuild } from './image-build';
import { buildLocally } from './local-build';
import { LocalBuilderOptions } from './local-builder-options';
import { CodedError } from '../private/coded-error';

/**
 * By the Docker here. The manifest of a stack's assets has no word for provenance, and the CLI switches it off, so an image with it is built by a program of its own.
 */
export function buildHere(image: Construct, build: ImageBuild, options: LocalBuilderOptions): BuiltImage {
  if (!build.provenance) {
    return buildLocally(image, build, options);
  }
  if (options.exportsCache !== true) {
    refuseProvenance(image, 'the Docker of most machines keeps no index (ERROR: Attestation is not supported for the docker driver)',
      'imageBuilder: ImageBuilder.local({ exportsCache: true }) where the containerd image store is on, or provenance: false');
  }
  return buildWithBuildx(image, build);
}

/** Fails with `ProvenanceUnsupported`. */
export function refuseProvenance(image: Construct, found: string, write: string): never {
  throw new CodedError('ProvenanceUnsupported', {
    what: 'an image with provenance is an index, and what builds it can make none', found, expected: 'a builder that can, or no provenance', write,
  }, image.node.path);
}
