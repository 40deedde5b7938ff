import { Decision } from './decision';
import { TOOLS_FOLDER } from '../dockerfile/context-layout';

/** Decisions for people: what, why and from where, and how to have it otherwise. The files of the context are counted, not listed. */
export function explanationText(decisions: Decision[]): string {
  const files = decisions.filter(({ topic }) => topic === 'context');
  const others = decisions.filter((decision) => !files.includes(decision)).map(({ topic, decided, because, file, line, changedBy }) => [
    `${topic}: ${decided}`,
    `  because   ${because}${file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`}`,
    `  otherwise ${changedBy}`,
  ].join('\n'));
  const own = files.filter(({ decided }) => decided.startsWith(`${TOOLS_FOLDER}/`)).length;
  return [...others, `context: ${files.length - own} files of the project, ${own} programs of the library that run in the build`].join('\n');
}
