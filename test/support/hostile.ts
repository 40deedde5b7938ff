import * as fc from 'fast-check';

const PIECES = [
  '$', '${', '}', '$HOME', '${PATH:-x}', '$$', '\\', '\\\\', '\\"', '"', '""', "'", "''", '`', '`id`', '$(id)', ' ', '  ', '\t', '#', ' # ', '!', '=', ',', ';',
  '&', '&&', '||', '|', '<', '<<', '<<EOF', 'EOF', "<<'EOF'", '>', '*', '?', '[', ']', '[a]', '[^', '**', '^', '{', '(', ')', '~', '%', '--', '--x', '-', '.',
  '..', '/', ':', '@', '+', 'a', 'B', '0', 'é', 'ß', '日本', '🐍', 'e\u0301', '\u200b', '\u00a0', '\u2028', '\u0085', '\ufeff', '\u0001', '\u001b[0m', '\u007f', '\v', '\f',
  'FROM x', '["a"]', '{}', 'true', 'null',
];

const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }).filter((text) => !/[\0\r\n]/.test(text)) },
);

/** Strings of what means something to Docker, a shell, JSON or CSV; of one line, also empty, with blanks at the ends. */
export const hostileLine = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

/** The same with line breaks: also `\r`, blank lines, and lines that look like the end of a here-document. */
export const hostileText = fc.array(
  fc.oneof({ weight: 4, arbitrary: piece }, { weight: 2, arbitrary: fc.constantFrom('\n', '\r\n', '\nEOF\n', '\nEOF2\n', '\nEOF\r\n', '\r', '\n# c\n', '\\\n') }),
  { maxLength: 12 },
).map((pieces) => pieces.join(''));

/** The same within ASCII, for the flags of an instruction. */
export const hostileAscii = hostileLine.map((text) => text.replace(/[^\x01-\x7f]/g, '_'));

/** The first `count` values of an arbitrary that are all different: the same in every run. */
export function sampleOf<T>(arbitrary: fc.Arbitrary<T>, count: number): T[] {
  return [...new Set(fc.sample(arbitrary, { numRuns: count * 4, seed: 20_261_121 }))].slice(0, count);
}
