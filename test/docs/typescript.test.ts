import * as path from 'path';
import { expect, test } from 'vitest';
import * as given from '../support/docs/given';
import { pagePrograms } from '../support/docs/page-program';
import { codeBlocks, PAGES } from '../support/docs/pages';
import { enterPagesFolder } from '../support/docs/pages-folder';
import { runProgram } from '../support/docs/run-program';
import { typeCheck } from '../support/docs/type-check';

const blocks = PAGES.flatMap((page) => codeBlocks(page)).filter(({ language, notChecked }) => language === 'ts' && notChecked === undefined);
const pages = [...new Set(blocks.map(({ page }) => page))];
const blocksOf = (page: string) => blocks.filter((block) => block.page === page);
const programsOf = (page: string) => pagePrograms(page, blocksOf(page), Object.keys(given).filter((name) => name !== 'newGiven'));

test('the TypeScript on all pages compiles against the library', () => {
  expect(typeCheck(pages.flatMap(programsOf))).toEqual([]);
}, 240_000);

test.each(pages)('the TypeScript of %s synthesizes', async (page) => {
  const folder = enterPagesFolder();
  let n = 0;
  const faults: string[] = [];
  for (const program of programsOf(page)) {
    faults.push(...await runProgram(program, blocksOf(page), () => path.join(folder, 'assemblies', `${n++}`)));
  }
  expect(faults).toEqual([]);
});
