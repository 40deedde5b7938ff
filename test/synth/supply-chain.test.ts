import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { PythonApp, PythonAppDefaults, RuntimeBaseStage, SbomLocation, SharedImage, SharedStages } from '../../src';
import { testApp, testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';
import { commit, git } from '../support/git-project';
import { FLAT, SCRIPT, UV_ASGI } from '../support/projects';

const bills = (app: PythonApp) => fs.readdirSync(path.dirname(app.image.contextDirectory)).filter((name) => name.endsWith('.cdx.json'));
const propertiesOf = (app: PythonApp): Record<string, string> =>
  Object.fromEntries(JSON.parse(app.image.sbom ?? '').metadata.component.properties.map(({ name, value }: Record<string, string>) => [name, value]));

test('the bill of materials is in the assembly by the tag of the image, and leaves no trace in it', () => {
  const source = folderWith(UV_ASGI);
  const [billed, unbilled] = [testApp({ source }), testApp({ source, sbom: SbomLocation.NONE })];
  expect(bills(billed)).toEqual([`sbom.${billed.image.imageTag}.cdx.json`]);
  expect(fs.readFileSync(path.join(path.dirname(billed.image.contextDirectory), bills(billed)[0]), 'utf8')).toBe(billed.image.sbom);
  expect([bills(unbilled), unbilled.image.sbom]).toEqual([[], undefined]);
  expect(unbilled.assetHash).toBe(billed.assetHash);
});

test('the same lock gives the same bill, wherever it lies and whatever the app is called', () => {
  const [one, two] = [UV_ASGI, UV_ASGI].map((files, index) => new PythonApp(testStack(), `App${index}`, { source: folderWith(files) }));
  expect(one.image.sbom).toBe(two.image.sbom);
  expect(one.image.sbom).not.toMatch(/timestamp|serialNumber/);
});

test('a bill in the image is one of its files', () => {
  const source = folderWith(UV_ASGI);
  const app = testApp({ source, sbom: SbomLocation.IMAGE });
  const file = 'written/runtime-sbom/app.cdx.json';
  expect(app.image.contextFiles).toContain(file);
  expect(fs.readFileSync(path.join(app.image.contextDirectory, file), 'utf8')).toBe(app.image.sbom);
  expect(bills(app)).toHaveLength(1);
});

test('the platform team decides for all apps, and an app for itself', () => {
  const stack = testStack();
  PythonAppDefaults.set(stack, { sbom: SbomLocation.NONE });
  const [api, own] = [new PythonApp(stack, 'Api', { source: folderWith(SCRIPT) }), new PythonApp(stack, 'Own', { source: folderWith(FLAT), sbom: SbomLocation.ASSEMBLY })];
  expect([api.image.sbom, typeof own.image.sbom]).toEqual([undefined, 'string']);
});

test('the labels of the image are in its bill, those that were added last among them', () => {
  const app = testApp({ source: folderWith(SCRIPT), labels: { team: 'shop' }, revision: '1234567' });
  expect(propertiesOf(app)).toEqual({ 'org.opencontainers.image.revision': '1234567', 'team': 'shop' });
  const added = testApp({ source: folderWith(SCRIPT), labels: { team: 'shop' } });
  added.runtime.addLabel('team', 'desk');
  expect(propertiesOf(added)).toEqual({ team: 'desk' });
});

test('the revision is the commit of git by choice, in the image and in its bill', () => {
  const folder = folderWith({ 'services/api/main.py': 'print(1)\n', 'services/api/requirements.txt': '' });
  git(folder, 'init', '--quiet');
  commit(folder, 'first');
  const head = git(folder, 'rev-parse', 'HEAD');
  const source = path.join(folder, 'services', 'api');
  const app = testApp({ source, revisionFromGit: true });
  expect(app.image.dockerfile).toContain(`org.opencontainers.image.revision=${head}`);
  expect(propertiesOf(app)).toEqual({ 'org.opencontainers.image.revision': head });
  expect(testApp({ source, revisionFromGit: true, revision: 'v1' }).image.dockerfile).toContain('image.revision=v1');
  expect(testApp({ source }).image.dockerfile).not.toContain('image.revision');
  const stack = testStack();
  PythonAppDefaults.set(stack.node.root, { revisionFromGit: true });
  expect(propertiesOf(new PythonApp(stack, 'Api', { source }))).toEqual({ 'org.opencontainers.image.revision': head });
});

test('fails where there is no repository to take the revision from', () => {
  expect(() => testApp({ source: folderWith(SCRIPT), revisionFromGit: true })).toThrow(coded('RevisionNotFound', /Stack\/Api.*no git repository/s));
});

test('an image whose stage does not say what is in it has no bill', () => {
  const shared = new SharedStages(testStack(), 'Shared');
  expect(new SharedImage(shared, 'Image', { target: new RuntimeBaseStage(shared, 'Base') }).sbom).toBeUndefined();
});
