import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { BakedImage, stageBakeFile } from '../../src/context';
import { temporaryFolder } from '../support/folder';

const IMAGE: BakedImage = { construct: 'Stack/Api/Image', context: 'asset.1', tag: 'cdkasset-1', platform: 'linux/arm64', arguments: { A: 'b' }, secrets: {}, provenance: false };

function staged(...images: Partial<BakedImage>[]) {
  const folder = temporaryFolder();
  stageBakeFile(images.map((image) => ({ ...IMAGE, ...image })), folder);
  return JSON.parse(fs.readFileSync(path.join(folder, 'docker-bake.json'), 'utf8'));
}

test('has a target for each image, and a group of all of them', () => {
  expect(staged({}, { construct: 'Prod/Web/Image', context: 'asset.2', tag: 'cdkasset-2' })).toEqual({
    group: { default: { targets: ['Prod-Web-Image', 'Stack-Api-Image'] } },
    target: {
      'Prod-Web-Image': expect.objectContaining({ context: 'asset.2', tags: ['cdkasset-2'] }),
      'Stack-Api-Image': {
        description: 'Stack/Api/Image',
        context: 'asset.1',
        platforms: ['linux/arm64'],
        args: { A: 'b' },
        tags: ['cdkasset-1'],
        output: ['type=docker'],
        attest: ['type=provenance,disabled=true'],
      },
    },
  });
});

test('hands on what a build has to be given', () => {
  const { target } = staged({ secrets: { token: 'env=TOKEN', netrc: 'src=/home/me/.netrc' }, ssh: 'default' });
  expect(target['Stack-Api-Image']).toMatchObject({ secret: ['id=token,env=TOKEN', 'id=netrc,src=/home/me/.netrc'], ssh: ['default'] });
  expect(staged({ provenance: true }).target['Stack-Api-Image'].attest).toEqual(['type=provenance,mode=max']);
});

test('tells paths apart that bake has one name for, whatever their order', () => {
  const paths = ['A/b', 'A-b', 'A.b'].map((construct) => ({ construct, context: `asset.${construct.length}` }));
  expect(Object.keys(staged(...paths).target)).toEqual(['A-b', 'A-b-2', 'A-b-3']);
  expect(staged(...paths)).toEqual(staged(...[...paths].reverse()));
});
