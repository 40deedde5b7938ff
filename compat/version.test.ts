import * as fs from 'fs';
import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { testApp } from '../test/support/app';
import { folderWith } from '../test/support/folder';
import { SCRIPT } from '../test/support/projects';

const read = (file: string) => JSON.parse(fs.readFileSync(path.join(__dirname, file), 'utf8'));

test('the tests and the library use the aws-cdk-lib of this folder, the newest', () => {
  const wanted = read('package.json').dependencies['aws-cdk-lib'];
  expect(read('node_modules/aws-cdk-lib/package.json').version).toBe(wanted);
  const app = testApp({ source: folderWith(SCRIPT) });
  expect(Stack.of(app)).toBeInstanceOf(Stack);
  app.image.toEcsContainerImage();
  const { tree } = JSON.parse(fs.readFileSync(path.join(synthesized(app), 'tree.json'), 'utf8'));
  expect(tree.constructInfo).toEqual({ fqn: 'aws-cdk-lib.App', version: wanted });
});

test('the project itself is compiled and tested with the lowest that it says it supports', () => {
  const { peerDependencies, devDependencies } = read('../package.json');
  expect(peerDependencies['aws-cdk-lib']).toBe(`^${devDependencies['aws-cdk-lib']}`);
  expect(read('../node_modules/aws-cdk-lib/package.json').version).toBe(devDependencies['aws-cdk-lib']);
});

function synthesized(app: { readonly node: { readonly root: unknown } }): string {
  return (app.node.root as { synth(): { directory: string } }).synth().directory;
}
