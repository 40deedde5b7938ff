import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { PAIR_CASES, PairSource, synthesize } from '../../bench/pair-case';
import { migratedMarkdown, pairsMarkdown } from '../../bench/pair-report';
import type { PairImage } from '../../bench/pair-rounds';
import { imageAssets } from '../support/docker/image-assets';
import { temporaryFolder } from '../support/folder';

test.each(PAIR_CASES.map((pair) => [pair.name, pair] as const))('%s: a change of the code and one of the lock are in the context, and both images start from the same base', (_name, pair) => {
  const source = new PairSource(pair, path.join(temporaryFolder(), 'app'));
  source.changeCode('a-revision');
  source.changeLock('another', true);
  const [{ contextDirectory }] = imageAssets(synthesize(pair, source.folder, temporaryFolder()));
  const read = (file: string) => fs.readFileSync(path.join(contextDirectory, file), 'utf8');
  expect(read(`app/${pair.file}`)).toMatch(/\nREVISION = 'a-revision'\n$/);
  expect(read('files/requirements.txt')).toMatch(/\niniconfig==[^]*\n# another\n$/);
  const base = (dockerfile: string) => [...dockerfile.matchAll(/^FROM ([^\s$]+:\S+)/gm)].map(([, image]) => image.replace(/^public\.ecr\.aws\/docker\/library\//, '')).at(-1);
  expect(base(fs.readFileSync(pair.dockerfile, 'utf8'))).toBe(base(read('Dockerfile')));
});

test('the pages say medians, and in how many pairs the library took less time', () => {
  const image = (seconds: number[]): PairImage => ({
    subject: undefined as never,
    seconds: { cold: [20], code: seconds, dependency: seconds, unchanged: seconds },
    size: 120e6,
    code: { count: 1, fileBytes: 900, archiveBytes: 2048, compressedBytes: 700 },
  });
  const result = { pair: PAIR_CASES[0], library: image([1, 2, 3]), hand: image([2, 3, 1]) };
  expect(pairsMarkdown([result], 'Here.')).toContain('| 20.00 s / 20.00 s (0 of 1) | 2.00 s / 2.00 s (2 of 3) |');
  expect(pairsMarkdown([result], 'Here.')).toContain('| [by hand](../bench/pairs/src-layout/Dockerfile) | 120.00 MB | 1, 0.7 kB | – |');
  expect(migratedMarkdown([result], 'Here.')).toContain('| a rebuild after one line of code | 2.00 s | 2.00 s | 2 of 3 |');
});
