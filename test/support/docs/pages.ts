import * as fs from 'fs';
import * as path from 'path';

export const ROOT = path.resolve(__dirname, '..', '..', '..');

/** A form to fill in: its links lead nowhere yet. */
const TEMPLATE = 'docs/decisions/0000-template.md';

/** What a stranger reads: every page in Markdown but API.md, which is generated. Paths are relative to the repository. */
export const PAGES = [
  'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md',
  ...fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).sort().map((name) => `docs/${name}`),
  ...fs.readdirSync(path.join(ROOT, 'examples')).sort().map((name) => `examples/${name}/README.md`).filter((page) => fs.existsSync(path.join(ROOT, page))),
].filter((page) => page !== TEMPLATE);

/** A fenced block of a page. */
export interface CodeBlock {
  readonly page: string;
  /** The line of the page that its first line is, from 1. */
  readonly line: number;
  readonly language: string;
  readonly lines: string[];
  /** The name in `<!-- generated: NAME -->` directly above: a test writes the block. */
  readonly generated?: string;
  /** The reason in `<!-- not checked: REASON -->` directly above. */
  readonly notChecked?: string;
}

export function readPage(page: string): string {
  return fs.readFileSync(path.join(ROOT, page), 'utf8');
}

/** The fenced blocks of a page, in their order. Fails for one that does not end. */
export function codeBlocks(page: string, text: string = readPage(page)): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = text.split('\n');
  for (let n = 0; n < lines.length; n++) {
    const [, indent, language] = /^( *)```(.*)$/.exec(lines[n]) ?? [];
    if (language === undefined) {
      continue;
    }
    const end = lines.indexOf(`${indent}\`\`\``, n + 1);
    if (end === -1) {
      throw new Error(`${page}:${n + 1}: the block does not end`);
    }
    const remark = (name: string) => new RegExp(`^ *<!-- ${name}: (.+) -->$`).exec(lines[n - 1] ?? '')?.[1];
    blocks.push({
      page, line: n + 2, language, lines: lines.slice(n + 1, end).map((line) => line.slice(indent.length)), generated: remark('generated'), notChecked: remark('not checked'),
    });
    n = end;
  }
  return blocks;
}

/** The text without its fenced blocks; lines keep their numbers. */
export function prose(page: string): string[] {
  const lines = readPage(page).split('\n');
  for (const { line, lines: inside } of codeBlocks(page)) {
    inside.forEach((_, n) => lines[line - 1 + n] = '');
  }
  return lines;
}
