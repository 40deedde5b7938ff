import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';

const PAGE = path.resolve(__dirname, '../../docs/dockerfile.md');
const BLOCK = /```dockerfile\n([^]*?)\n```\n([^]*?)(?=```dockerfile|\n## |$)/g;

/** The golden, one block for each stage. */
function paragraphs(): string[] {
  return fs.readFileSync(path.join(__dirname, 'inventory/Dockerfile'), 'utf8').trimEnd().split('\n\n');
}

test('the page about the Dockerfile has the golden, stage by stage', async () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  const stages = paragraphs();
  let n = 0;
  const asCommitted = page.replace(BLOCK, (_, __, notes: string) => `\`\`\`dockerfile\n${stages[n++]}\n\`\`\`\n${notes}`);
  expect(n).toBe(stages.length);
  await expect(asCommitted).toMatchFileSnapshot(PAGE);
});

test('each note of the page begins with what the stage above it has', () => {
  const blocks = [...fs.readFileSync(PAGE, 'utf8').matchAll(BLOCK)];
  const quoted = blocks.map(([, stage, notes]) => [...notes.matchAll(/^- `([^`]+)`/gm)].map(([, code]) => ({ code, there: stage.replace(/\\\n\s*/g, '').includes(code) })));
  expect(quoted.flat().filter(({ there }) => !there)).toEqual([]);
  expect(quoted.slice(1).every((notes) => notes.length > 0)).toBe(true);
});
