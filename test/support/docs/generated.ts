import * as fs from 'fs';
import * as path from 'path';
import { type CodeBlock, codeBlocks, PAGES, readPage, ROOT } from './pages';

/** The blocks that a test writes, by the name above them. Fails for a name that stands in two places. */
export function generatedBlocks(): Map<string, CodeBlock> {
  const blocks = PAGES.flatMap((page) => codeBlocks(page)).filter(({ generated }) => generated !== undefined);
  const byName = new Map(blocks.map((block) => [block.generated!, block]));
  if (byName.size !== blocks.length) {
    throw new Error(`a name stands above several blocks: ${blocks.map(({ generated }) => generated).sort().join(', ')}`);
  }
  return byName;
}

/** What the block has now; with UPDATE_GOLDENS=1 it is written before. */
export function currentText(name: string, text: string): string | undefined {
  const block = generatedBlocks().get(name);
  if (block === undefined || process.env.UPDATE_GOLDENS !== '1') {
    return block?.lines.join('\n');
  }
  const lines = readPage(block.page).split('\n');
  lines.splice(block.line - 1, block.lines.length, ...text.split('\n'));
  fs.writeFileSync(path.join(ROOT, block.page), lines.join('\n'));
  return text;
}
