import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { Measurement } from '../../bench/measurement';
import { withMeasured } from '../../bench/page';
import { peerNames } from '../../bench/peer-subject';
import { WAYS, waysMarkdown } from '../../bench/ways';

const PAGE = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'seeds.md'), 'utf8');

function measured(name: string, size: number, count: number, fileBytes: number): Measurement {
  const measurement = new Measurement({ name } as Measurement['subject']);
  measurement.size = size;
  measurement.changed = { count, fileBytes, archiveBytes: 0, compressedBytes: 0 };
  return measurement;
}

test('each way is a Dockerfile that is measured, and the page tells of it', () => {
  expect(WAYS.filter((name) => !peerNames().includes(name))).toEqual([]);
  expect(WAYS.filter((name) => !PAGE.includes(`(../bench/peers/${name}/Dockerfile)`))).toEqual([]);
});

test('the page has the image, what changes and the rebuild of each way beside ours, and no row for what was not measured', () => {
  const library = measured('library', 190e6, 1, 9_400);
  [[2, 3], [1, 4], [3, 2.5]].forEach(([mine, theirs]) => library.addPair('wheelhouse', { mine, theirs }));
  const page = withMeasured(PAGE, waysMarkdown([library, measured('naive', 1, 1, 1), measured('wheelhouse', 210e6, 2, 13_500), measured('venv-copy', 202e6, 1, 77e6)]));
  expect(page).toContain('| [wheelhouse](../bench/peers/wheelhouse/Dockerfile) | 210.00 MB | 190.00 MB | 13.5 kB, 2 layers | 9.4 kB |');
  expect(page).toContain('| [wheelhouse](../bench/peers/wheelhouse/Dockerfile) | 3.00 s | 2.00 s | 2 of 3 |');
  expect(page.match(/peers\/venv-copy\/Dockerfile\) \|/g)).toHaveLength(1);
  expect(page).not.toContain('peers/naive');
});
