import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { BuildContext, stageContext } from '../../src/context';
import { Dockerfile } from '../../src/dockerfile';
import { testApp } from '../support/app';
import { coded } from '../support/coded';
import { folderWith, temporaryFolder, writeFiles } from '../support/folder';
import { FLAT } from '../support/projects';

function planOf(source: string): BuildContext {
  const app = testApp({ source });
  return BuildContext.plan(Dockerfile.fromTarget(app.runtime));
}

test('the folder is named by the hash, and there once for the same files', () => {
  const assets = temporaryFolder();
  const context = planOf(folderWith(FLAT));
  const folder = stageContext(context, assets);
  expect(path.relative(assets, folder)).toBe(`asset.${context.hash}`);
  const { ino } = fs.statSync(path.join(folder, 'Dockerfile'));
  expect(stageContext(context, assets)).toBe(folder);
  expect(fs.statSync(path.join(folder, 'Dockerfile')).ino).toBe(ino);
});

test.each<[string, (folder: string) => void]>([
  ['was changed', (folder) => fs.writeFileSync(path.join(folder, 'Dockerfile'), 'FROM half')],
  ['is not whole', (folder) => fs.rmSync(path.join(folder, 'Dockerfile'))],
  ['has a file more', (folder) => fs.writeFileSync(path.join(folder, 'app', 'more.py'), '')],
  ['has another mode', (folder) => fs.chmodSync(path.join(folder, 'app', 'pyproject.toml'), 0o755)],
])('a folder of that name that %s is replaced', (_, damage) => {
  const assets = temporaryFolder();
  const context = planOf(folderWith(FLAT));
  damage(stageContext(context, assets));
  expect(context.isWrittenTo(path.join(assets, `asset.${context.hash}`))).toBe(false);
  expect(context.isWrittenTo(stageContext(context, assets))).toBe(true);
});

test('fails with the reason when nothing can be written', () => {
  const assets = path.join(folderWith({ file: '' }), 'file');
  const context = planOf(folderWith(FLAT));
  expect(() => stageContext(context, assets)).toThrow(coded('AssemblyNotWritable', /found: {4}ENOTDIR: not a directory, at .*\/file(.|\n)*cdk synth --output/));
});

test('fails without a trace in the assembly when a file changes meanwhile', () => {
  const assets = temporaryFolder();
  const source = folderWith(FLAT);
  const context = planOf(source);
  writeFiles(source, { 'greeter/__init__.py': 'changed = True\n' });
  expect(() => stageContext(context, assets)).toThrow(coded('SourceChanged', /greeter/));
  expect(fs.readdirSync(assets)).toEqual([]);
});
