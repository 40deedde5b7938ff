import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { SITUATIONS } from './index';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';

const names = (failing: boolean) => Object.keys(SITUATIONS).filter((name) => (SITUATIONS[name].fails !== undefined) === failing);

test.each(names(false))('%s becomes an image by its source alone, as committed', async (name) => {
  const { files, has = [], lacks = [], warns } = SITUATIONS[name];
  const app = testApp({ source: folderWith(files) });
  const { dockerfile, contextFiles } = app.image;
  const warnings = app.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data)).filter((text) => !text.includes(':unlocked]'));
  expect(warnings).toEqual(warns === undefined ? [] : [expect.stringMatching(warns)]);
  expect(contextFiles).toEqual(expect.arrayContaining(has));
  expect(contextFiles.filter((file) => lacks.includes(file))).toEqual([]);
  await expect(`${dockerfile}\n# The context:\n${contextFiles.map((file) => `# ${file}\n`).join('')}`).toMatchFileSnapshot(path.join(__dirname, `${name}.Dockerfile`));
});

test.each(names(true))('fails for %s, saying what to write', (name) => {
  const { files, fails: [code, message] = ['EntrypointNotFound', /$^/] } = SITUATIONS[name];
  expect(() => testApp({ source: folderWith(files) }).image).toThrow(coded(code, message));
});

test('every golden is that of a situation', () => {
  const goldens = fs.readdirSync(__dirname).filter((file) => file.endsWith('.Dockerfile')).map((file) => file.replace('.Dockerfile', ''));
  expect(goldens.sort()).toEqual(names(false).sort());
});
