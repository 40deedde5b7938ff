import { Decision } from './decision';

/** Decisions for people: what, why and from where, and how to have it otherwise. The files of the context are counted, not listed. */
export function explanationText(decisions: Decision[]): string {
  const files = decisions.filter(({ topic }) => topic === 'context');
  const others = decisions.filter((decision) => !files.includes(decision)).map(({ topic, decided, because, file, line, changedBy }) => [
    `${topic}: ${decided}`,
    `  because   ${because}${file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`}`,
    `  otherwise ${changedBy}`,
  ].join('\n'));
  return [...others, `context: ${files.length} files`].join('\n');
}
