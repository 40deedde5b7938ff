import { expect, test } from 'vitest';
import { currentText, generatedBlocks } from '../support/docs/generated';
import { GENERATORS } from '../support/docs/generators';
import { mermaidOf } from '../support/docs/mermaid';

test('every block that says so is generated, and nothing else is', () => {
  expect([...generatedBlocks().keys()].sort()).toEqual(Object.keys(GENERATORS).sort());
});

test.each(Object.entries(GENERATORS))('the block %s is what the library says now; UPDATE_GOLDENS=1 writes it', (name, generate) => {
  const text = generate();
  expect(currentText(name, text)).toBe(text);
});

test('a flowchart has each stage, what it starts from and what it takes files of', () => {
  expect(mermaidOf('FROM x:1 AS a\nFROM a AS b\nCOPY --link --from=a /x /x\nRUN --mount=type=bind,from=a,source=/x,target=/x true\nCOPY --from=x:1 /y /y\n')).toBe(
    'flowchart LR\n  a\n  b\n  a --> b\n  a -.-> b');
});
