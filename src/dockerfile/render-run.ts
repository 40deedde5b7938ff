import type { CommandData, RunData } from './instruction-data';
import type { RenderContext } from './render-instruction';
import { CodedError } from '../private/coded-error';
import * as quote from '../private/quoting';

/** Words of one command beyond this column go on the next line. */
const WIDTH = 110;

/**
 * The lines of a RUN. Each flag stands on a line of its own, then the commands: joined by `&&`, or as a here-document
 * as soon as one of them has several lines (or holds what a continued line would change).
 */
export function renderRun(data: RunData, context: RenderContext): string[] {
  const flags = data.network === undefined ? [] : [`--network=${data.network}`];
  for (const mount of data.mounts) {
    const from: [string, string][] = mount.from === undefined ? [] : [['from', context.nameOf(mount.from)]];
    const fields = mount.fields.map(([name, value]): [string, string?] =>
      [name, name === 'source' && mount.contextPath !== undefined ? context.contextPath(mount.contextPath) : value]);
    flags.push(quote.mountFlag([['type', mount.kind], ...from, ...fields]));
  }
  if (context.shell === undefined) {
    return data.commands.flatMap((command) => instruction([...flags, quote.jsonArgv(wordsOf(command), 'a word of a RUN')]));
  }
  if (data.commands.some((command) => needsHereDocument(command, data.commands.length > 1))) {
    const lines = script(data.commands);
    const end = quote.heredocEnd(lines.join('\n'));
    return [...instruction([...flags, `<<'${end}'`]), ...lines, end, ''];
  }
  const commands = data.commands.map((command, n) => {
    const text = 'text' in command ? [grouped(command.text, data.commands.length > 1)] : shellWords(command.words);
    return wrap(n === 0 ? text : ['&&', ...text]);
  });
  return instruction([...flags, ...commands]);
}

/** The parts on one line each; a part may itself go on over lines. */
function instruction(parts: string[]): string[] {
  return `RUN ${parts.join(' \\\n    ')}`.split('\n');
}

function wrap(words: string[]): string {
  const lines = [words[0]];
  for (const word of words.slice(1)) {
    const last = lines[lines.length - 1];
    if (last !== '&&' && last.length + 1 + word.length > WIDTH) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = `${last} ${word}`;
    }
  }
  return lines.join(' \\\n      ');
}

function shellWords(words: string[]): string[] {
  return words.map((word, n) => quote.shellWord(word, n === 0));
}

/**
 * Whether a command can stand only in a here-document: it has several lines; or, on a continued line, the parser or the shell would read it
 * differently: a comment would swallow the next command, `<<` opens a here-document (for some tools also in quotes), `--x` is a flag, `["a"]` is the exec form.
 */
function needsHereDocument(command: CommandData, joined: boolean): boolean {
  if ('words' in command) {
    return command.words.some((word) => /\n|<</.test(word));
  }
  const { text } = command;
  return /[\n\r]|<<|^--|^\[\s*("|\])/.test(text) || joined && /(^|[\s;&|()])#/.test(text);
}

/** A list that is not `&&` all through would bind to its neighbours in another way: `a && b || c`. */
function grouped(text: string, joined: boolean): string {
  if (!joined || !/[;|&]/.test(text.replace(/&&/g, ''))) {
    return text;
  }
  return `{ ${text}${/[;&]$/.test(text) ? '' : ';'} }`;
}

function script(commands: CommandData[]): string[] {
  const [only] = commands;
  if (commands.length === 1 && 'text' in only && only.text.startsWith('#!')) {
    return only.text.split('\n');
  }
  const lines = ['set -eu'];
  commands.forEach((command, n) => {
    const text = 'text' in command ? command.text : shellWords(command.words).join(' ');
    lines.push(...text.split('\n'));
    // `set -e` does not see a failure on the left of `&&` or after `!`.
    if ('text' in command && /&&|\|\||!/.test(text) && n < commands.length - 1) {
      lines.push('test $? -eq 0');
    }
  });
  return lines;
}

function wordsOf(command: CommandData): string[] {
  if ('text' in command) {
    throw new CodedError('ShellMissing', {
      what: 'a shell command in a stage whose base image has no shell',
      found: JSON.stringify(command.text),
      expected: 'a command that runs without a shell',
      write: 'Command.argv(…), or another base image',
    });
  }
  return command.words;
}
