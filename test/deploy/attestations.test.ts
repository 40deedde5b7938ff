import * as path from 'path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { callAws, deployedResource } from '../support/deploy/call-aws';
import { REPOSITORY } from '../support/deploy/coordinates';
import { type Descriptor, pushedJson, type PushedManifest, pushedManifest } from '../support/deploy/pushed-manifest';
import { StoreDeployment } from '../support/deploy/store-deployment';
import { docker } from '../support/docker/run-docker';

const SETTINGS = { provenance: ['Api'], functions: ['Plain'] };
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

test('the image in the index has the layers of one without provenance, to the last bit', async () => {
  const name = `${inject('registryAddress')}/without-provenance`;
  const context = path.join(attested.assembly, `asset.${attested.tagOf('Api/Image')}`);
  await docker(['build', '--platform=linux/amd64', `--tag=${name}`, context], { environment: attested.engine });
  try {
    await docker(['push', '--quiet', name], { environment: attested.engine });
    const digests = ({ layers }: PushedManifest) => layers!.map(({ digest }) => digest);
    const without = pushedManifest('without-provenance', 'latest');
    expect(without.manifests).toBeUndefined();
    expect(digests(pushedJson(inIndex('Api/Image').image.digest) as PushedManifest)).toEqual(digests(without));
  } finally {
    await docker(['image', 'rm', name], { environment: attested.engine });
  }
});

test('the image of a function is no index, which Lambda would refuse, though the engine keeps images as the registry has them', () => {
  const { Code: { ImageUri } } = callAws('lambda', 'get_function', { FunctionName: deployedResource('Attested', 'AWS::Lambda::Function') }) as { Code: { ImageUri: string } };
  const { mediaType, manifests, config, layers } = pushedManifest(REPOSITORY, ImageUri.split(':').at(-1)!);
  expect(mediaType).toMatch(/^application\/vnd\.(oci\.image\.manifest\.v1|docker\.distribution\.manifest\.v2)\+json$/);
  expect(manifests).toBeUndefined();
  // https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
  [config!, ...layers!].forEach((part) => expect(part.mediaType).toMatch(/^application\/vnd\.(oci\.image\.(config\.v1\+json|layer\.v1\.tar\+gzip)|docker\.(container\.image\.v1\+json|image\.rootfs\.diff\.tar\.gzip))$/));
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
