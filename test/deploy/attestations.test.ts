import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { REPOSITORY } from '../support/deploy/coordinates';
import { type Descriptor, pushedJson, type PushedManifest, pushedManifest } from '../support/deploy/pushed-manifest';
import { StoreDeployment } from '../support/deploy/store-deployment';

const SETTINGS = { provenance: ['Api'] };
const INSTALLED = /^#\d+ [\d.]+ Resolved 1 package in/gm;
let attested: StoreDeployment;
/** The digest of the image that was deployed with provenance. */
let deployed: string;

beforeAll(async () => {
  attested = new StoreDeployment('Attested', ['Api', 'Plain']);
  const { exitCode, log } = await attested.with(SETTINGS).deploy();
  expect(exitCode, log).toBe(0);
});

afterAll(() => attested.remove());

/** What is said of an image: https://github.com/in-toto/attestation */
interface Statement {
  readonly predicateType: string;
  readonly subject: { readonly digest: { readonly sha256: string } }[];
  readonly predicate: { readonly materials: { readonly uri: string }[] };
}

/** The image in an index, and what is said of it. */
function inIndex(construct: string): { readonly image: Descriptor; readonly statement: Statement } {
  const { mediaType, manifests } = pushedManifest(REPOSITORY, attested.tagOf(construct));
  expect(mediaType).toBe('application/vnd.oci.image.index.v1+json');
  const [image, attestation, ...others] = manifests!;
  expect(others).toEqual([]);
  expect(image.platform).toEqual({ os: 'linux', architecture: 'amd64' });
  expect(attestation.annotations).toEqual({ 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': image.digest });
  const [layer, ...more] = (pushedJson(attestation.digest) as PushedManifest).layers!;
  expect(more).toEqual([]);
  return { image, statement: pushedJson(layer.digest) as Statement };
}

test('an image with provenance is pushed as an index that says which base it was built from; one without is an image', () => {
  const { image, statement } = inIndex('Api/Image');
  deployed = image.digest;
  expect(statement.predicateType).toMatch(/^https:\/\/slsa\.dev\/provenance\//);
  expect(statement.subject.map(({ digest }) => `sha256:${digest.sha256}`)).toEqual([image.digest]);
  expect(statement.predicate.materials.map(({ uri }) => uri)).toContain(`pkg:docker/${inject('registryAddress')}/docker/library/python@3.13-slim-trixie?platform=linux%2Famd64`);
  expect(pushedManifest(REPOSITORY, attested.tagOf('Plain/Image')).manifests).toBeUndefined();
});

test('baking builds what two apps share once', async () => {
  await attested.forgetBuilds();
  expect((await attested.with(SETTINGS).run(['synth', '--quiet'])).exitCode).toBe(0);
  const log = await attested.bake();
  expect(log.match(INSTALLED)).toHaveLength(1);
});

test('what was baked with provenance is pushed with it, and built no more', async () => {
  attested.editLine('Api');
  attested.editLine('Plain');
  expect((await attested.with(SETTINGS).run(['synth', '--quiet'])).exitCode).toBe(0);
  await attested.bake();
  const { exitCode, log } = await attested.with(SETTINGS).deploy();
  expect(exitCode, log).toBe(0);
  expect(log).not.toContain('#1 [internal]');
  expect(inIndex('Api/Image').image.digest).not.toBe(deployed);
  expect(pushedManifest(REPOSITORY, attested.tagOf('Plain/Image')).manifests).toBeUndefined();
});
