import * as fs from 'fs';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { expect } from 'vitest';
import { imageAssets } from './docker/image-assets';
import { OrdersStack } from '../../examples/orders/stack';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

/** Copies an example in another language, and the projects that it is about, into a folder with nothing of the library above it. */
export function copyClient(name: string, folder: string): string {
  for (const example of [name, 'orders']) {
    fs.cpSync(path.join(EXAMPLES, example), path.join(folder, example), { recursive: true, filter: (file) => !/\/(cdk\.out|__pycache__|target)$/.test(file) });
  }
  return path.join(folder, name);
}

/** Compares the stack Orders of an assembly with what examples/orders is in TypeScript: hashes, Dockerfiles, all files of the contexts and the resources. */
export function expectOrdersOfTypeScript(assembly: string, folder: string): void {
  const outdir = path.join(folder, 'typescript.out');
  // As CDK's command line asks for it.
  const app = new App({ outdir, context: { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true } });
  new OrdersStack(app, 'Orders', { projects: path.join(folder, 'orders') });
  app.synth();
  const images = imageAssets(outdir);
  expect(images).toHaveLength(2);
  for (const image of images) {
    const theirs = imageAssets(assembly).find(({ displayName }) => displayName === image.displayName);
    expect(theirs).toEqual({ ...image, contextDirectory: path.join(assembly, path.basename(image.contextDirectory)) });
    expect(filesOf(theirs!.contextDirectory)).toEqual(filesOf(image.contextDirectory));
  }
  expect(resourcesOf(assembly)).toEqual(resourcesOf(outdir));
}

function filesOf(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => fs.statSync(path.join(folder, file)).isFile()).sort();
  expect(files).toContain('Dockerfile');
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(folder, file), 'latin1')]));
}

/** Without that which says with which language and versions the stack was made. */
function resourcesOf(assembly: string): object {
  const { Resources } = JSON.parse(fs.readFileSync(path.join(assembly, 'Orders.template.json'), 'utf8')) as { Resources: Record<string, { Type: string }> };
  return Object.fromEntries(Object.entries(Resources).filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata'));
}
