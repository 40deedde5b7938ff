import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';

const FOLDER = path.resolve(__dirname, '../../docs/decisions');
const decisions = fs.readdirSync(FOLDER).filter((file) => file !== 'README.md').sort();

test('the index lists every decision once, in order', () => {
  const index = fs.readFileSync(path.join(FOLDER, 'README.md'), 'utf8');
  const listed = [...index.matchAll(/^\| \[(\d{4})\]\((.+?)\)/gm)];
  expect(listed.map((row) => row[2])).toEqual(decisions);
  expect(listed.map((row) => row[1])).toEqual(decisions.map((file) => file.slice(0, 4)));
});

test.each(decisions)('%s has the parts of the template', (file) => {
  const text = fs.readFileSync(path.join(FOLDER, file), 'utf8');
  expect(file).toMatch(/^\d{4}(-[a-z0-9]+)+\.md$/);
  expect(text).toMatch(new RegExp(`^# ${file.slice(0, 4)}: .+\n\nStatus: `));
  expect([...text.matchAll(/^## (.+)$/gm)].map((heading) => heading[1])).toEqual(['Context', 'Decision', 'Alternatives', 'Consequences']);
});
