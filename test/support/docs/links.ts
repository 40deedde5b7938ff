import * as path from 'path';
import { prose } from './pages';

export interface Link {
  readonly page: string;
  readonly line: number;
  /** Relative to the repository; the page itself for a link to one of its headings. */
  readonly file: string;
  readonly anchor?: string;
}

/** The links of a page that lead to files of the repository. What is in code is no link. */
export function linksOf(page: string): Link[] {
  return prose(page).flatMap((text, n) => [...text.replace(/`[^`]*`/g, '``').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file, anchor] = target.split('#');
      return { page, line: n + 1, file: file === '' ? page : path.join(path.dirname(page), file), ...(anchor !== undefined && { anchor }) };
    }));
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of prose(page).map((line) => /^#{1,6} (.+)$/.exec(line) ?? [])) {
    if (heading === undefined) {
      continue;
    }
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
    let anchor = words;
    for (let n = 1; anchors.has(anchor); n++) anchor = `${words}-${n}`;
    anchors.add(anchor);
  }
  return anchors;
}
