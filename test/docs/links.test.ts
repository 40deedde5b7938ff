import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { anchorsOf, linksOf } from '../support/docs/links';
import { PAGES, ROOT } from '../support/docs/pages';

test.each(PAGES)('every link of %s leads to a file and to a heading that are there', (page) => {
  const broken = linksOf(page).filter(({ file, anchor }) => !fs.existsSync(path.join(ROOT, file))
    || (anchor !== undefined && !(file.endsWith('.md') && anchorsOf(file).has(anchor))));
  expect(broken.map(({ line, file, anchor }) => `${page}:${line}: ${file}${anchor === undefined ? '' : `#${anchor}`}`)).toEqual([]);
});

test('every page is reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const { file } of linksOf(page)) {
      const target = fs.existsSync(path.join(ROOT, file, 'README.md')) ? path.join(file, 'README.md') : file;
      if (PAGES.includes(target)) {
        reached.add(target);
      }
    }
  }
  expect(PAGES.filter((page) => !reached.has(page))).toEqual([]);
});
