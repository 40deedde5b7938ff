import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(__dirname, '../..');

function linesOf(folder: string): Record<string, number> {
  const files = fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return Object.fromEntries(files.map((file) => [
    `${folder}/${file}`,
    fs.readFileSync(path.join(ROOT, folder, file), 'utf8').trimEnd().split('\n').length,
  ]));
}

test.each(['src', 'test', 'projenrc'])('no file of %s has more than 300 lines', (folder) => {
  const lines = linesOf(folder);
  expect(Object.keys(lines)).not.toHaveLength(0);
  expect(Object.entries(lines).filter(([, count]) => count > 300)).toEqual([]);
});

test('half of the files of src have at most 120 lines', () => {
  const counts = Object.values(linesOf('src')).sort((a, b) => a - b);
  expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(120);
});
