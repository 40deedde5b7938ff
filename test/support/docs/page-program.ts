import type { CodeBlock } from './pages';

/** A program that is made of blocks of a page, and the line of the page that each of its lines comes from; 0 for a line that is ours. */
export interface PageProgram {
  /** The name of its file. No such file is there. */
  readonly file: string;
  readonly page: string;
  readonly text: string;
  readonly origins: number[];
}

/** The names of what given.ts gives to each block. */
const GIVEN = ['app', 'repository', 'stack', 'taskDefinition'];

/** What given.ts has that is no value. */
const TYPES = ['Given', 'IAspect', 'IConstruct'];

/** A block that imports something is a file by itself: it uses nothing but what it declares. */
export function isWhole({ lines }: CodeBlock): boolean {
  return lines.some((line) => line.startsWith('import '));
}

/** The programs of a page: one for each whole block, and one for all others, each of which sees what those above it declare, as a reader does. */
export function pagePrograms(page: string, blocks: CodeBlock[], exported: string[]): PageProgram[] {
  const name = page.replace(/\W+/g, '-');
  const whole = blocks.filter(isWhole).map(({ lines, line }) => ({
    file: `${name}-${line}.ts`, page, text: [...lines.map(spelledOut), ''].join('\n'), origins: lines.map((_, n) => line + n),
  }));
  const parts = blocks.filter((block) => !isWhole(block));
  return parts.length === 0 ? whole : [...whole, ofParts(page, `${name}.ts`, parts, exported)];
}

/** What a page shortens to its first letters. */
function spelledOut(line: string): string {
  return line.replaceAll('sha256:…', `sha256:${'0'.repeat(64)}`).replaceAll('AAAAC3…', `AAAAC3NzaC1lZDI1NTE5${'A'.repeat(48)}`);
}

function ofParts(page: string, file: string, parts: CodeBlock[], exported: string[]): PageProgram {
  const lines: [string, number][] = [
    [`import { ${[...exported, ...TYPES.map((name) => `type ${name}`)].join(', ')} } from './given';`, 0],
    ['export function program(given: (line: number) => Given): void {', 0],
  ];
  const declared = new Set<string>();
  for (const { line, lines: inside } of parts) {
    lines.push([`{ const { ${GIVEN.filter((name) => !declared.has(name)).join(', ')} } = given(${line}); {`, 0]);
    lines.push(...inside.map((text, n): [string, number] => [spelledOut(text), line + n]));
    for (const [, name] of inside.join('\n').matchAll(/^(?:const|let|class|function) (\w+)/gm)) declared.add(name);
  }
  lines.push(['} }'.repeat(parts.length), 0], ['}', 0], ['', 0]);
  return { file, page, text: lines.map(([text]) => text).join('\n'), origins: lines.map(([, origin]) => origin) };
}
