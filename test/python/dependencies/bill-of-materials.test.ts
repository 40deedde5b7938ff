import { expect, test } from 'vitest';
import { ImagePlatform, Libc } from '../../../src';
import { billOfMaterials, ImageContents } from '../../../src/python/dependencies/bill-of-materials';
import { DependencyPlan, NO_DEPENDENCIES } from '../../../src/python/dependencies/dependency-plan';
import { LockedFile } from '../../../src/python/locks/lock-inventory';
import { LockedPackage } from '../../../src/python/locks/locked-package';
import { sbomFindings } from '../../support/validate-sbom';

const IDNA: LockedPackage = { name: 'idna', version: '3.10', extras: [], source: 'index' };

function contents(packages: LockedPackage[] = [], more: Partial<DependencyPlan> = {}, other: Partial<ImageContents> = {}): ImageContents {
  return {
    plan: { ...NO_DEPENDENCIES, packages, packagesFor: () => packages, ...more },
    target: {
      python: { implementation: 'cpython', version: '3.13', path: '/usr/local/bin/python3.13' }, libc: Libc.GLIBC, glibcVersion: '2.41', platform: ImagePlatform.LINUX_AMD64,
    },
    systemPackages: [],
    distribution: { distribution: 'debian', suite: 'trixie', architecture: 'amd64' },
    base: 'scratch',
    ...other,
  };
}

const bill = (subject: ImageContents, labels: Record<string, string> = {}) => JSON.parse(billOfMaterials({ name: 'app', labels }, subject));
const withFiles = (...files: LockedFile[]) => bill(contents([IDNA], { inventory: { filesOf: () => files } })).components[0].externalReferences;

test('an empty image of an app without dependencies is made of nothing', async () => {
  const text = billOfMaterials({ name: 'app', labels: {} }, contents());
  expect(JSON.parse(text)).toMatchObject({ components: [], metadata: { component: { name: 'app', properties: [] } } });
  expect(await sbomFindings(text)).toBe('');
});

test('of the files of a package those are named that an installer chooses from', () => {
  const wheel = (tags: string) => ({ place: `https://pypi.example/idna-3.10-${tags}.whl` });
  const [arm, amd, sdist] = [wheel('cp313-cp313-manylinux_2_17_aarch64'), wheel('cp313-cp313-manylinux_2_17_x86_64'), { place: 'idna-3.10.tar.gz' }];
  expect(withFiles(arm, amd, sdist)).toEqual([{ type: 'distribution', url: amd.place }]);
  expect(withFiles(arm, sdist)).toEqual([{ type: 'distribution', url: 'idna-3.10.tar.gz' }]);
  expect(withFiles(arm)).toBeUndefined();
  const noBinary = bill(contents([{ ...IDNA, noBinary: true }], { inventory: { filesOf: () => [amd, sdist] } }));
  expect(noBinary.components[0].externalReferences).toEqual([{ type: 'distribution', url: 'idna-3.10.tar.gz' }]);
});

test('hashes without names are those of what the package URL leads to', () => {
  expect(withFiles({ hash: 'sha256:AA' }, { hash: 'sha512:bb' }, { hash: 'blake2b:cc' })).toEqual([{
    type: 'distribution', url: 'pkg:pypi/idna@3.10', comment: 'the file that is installed has one of these hashes',
    hashes: [{ alg: 'SHA-256', content: 'aa' }, { alg: 'SHA-512', content: 'bb' }],
  }]);
});

test('a package that is not installed is not needed, and one of which nothing is known has no entry', () => {
  const needs = new Map([['', new Set(['idna', 'colorama'])], ['colorama', new Set(['idna'])]]);
  expect(bill(contents([IDNA], { inventory: { filesOf: () => [], needsFor: () => needs } })).dependencies).toEqual([{ ref: 'app', dependsOn: ['python:idna@3.10'] }]);
  expect(bill(contents([IDNA], { inventory: { filesOf: () => [] } }))).not.toHaveProperty('dependencies');
});

test('what nothing locks is said to be incomplete', async () => {
  const text = billOfMaterials({ name: 'app', labels: {} }, contents([{ name: 'idna', extras: [], source: 'index' }], { locked: false }));
  expect(JSON.parse(text).compositions).toEqual([{ aggregate: 'incomplete', assemblies: ['app'] }]);
  expect(await sbomFindings(text)).toBe('');
});

test('a project of the source tree has a name, and no address', () => {
  const [component] = bill(contents([{ name: 'common', extras: [], source: 'path', path: 'libs/common' }])).components;
  expect(component).toEqual({ 'type': 'library', 'bom-ref': 'python:common', 'name': 'common' });
});

test('system packages and the base image, by tag or by digest', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const image = { systemPackages: ['libpq5=17.6-0'], base: `registry.example:5000/python:3.13@${digest}` };
  expect(bill(contents([], {}, image)).components).toEqual([
    { 'type': 'library', 'bom-ref': 'system:libpq5', 'name': 'libpq5', 'version': '17.6-0', 'purl': 'pkg:deb/debian/libpq5@17.6-0?arch=amd64&distro=trixie' },
    expect.objectContaining({ 'bom-ref': 'base', 'name': 'registry.example:5000/python', 'version': digest }),
  ]);
});

test.each([
  ['MIT', [{ expression: 'MIT' }]],
  ['Apache-2.0 OR (MIT AND BSD-3-Clause)', [{ expression: 'Apache-2.0 OR (MIT AND BSD-3-Clause)' }]],
  ['The MIT Licence', [{ license: { name: 'The MIT Licence' } }]],
])('the licence %s', async (licence, licenses) => {
  const text = billOfMaterials({ name: 'app', labels: { 'org.opencontainers.image.licenses': licence, 'org.opencontainers.image.version': '1.0' } }, contents());
  expect(JSON.parse(text).metadata.component).toMatchObject({ licenses, version: '1.0' });
  expect(await sbomFindings(text)).toBe('');
});

test('what is installed beside the lock is in it, once, and so are images that something was copied from', async () => {
  const client = { ...IDNA, name: 'awslambdaric', version: '4.2.2' };
  const text = billOfMaterials({ name: 'app', labels: {} }, contents([IDNA], {}, {
    beside: [client, IDNA, { ...IDNA, version: '3.11' }], base: 'docker.io/library/python:3.13', copiedFrom: ['public.ecr.aws/awsguru/aws-lambda-adapter:0.9.1'],
  }));
  expect(await sbomFindings(text)).toBe('');
  expect((JSON.parse(text) as { components: Record<string, string>[] }).components.map((one) => one['bom-ref'])).toEqual([
    'python:idna@3.10', 'python:awslambdaric@4.2.2', 'python:idna@3.11', 'base', 'image:public.ecr.aws/awsguru/aws-lambda-adapter:0.9.1',
  ]);
});
