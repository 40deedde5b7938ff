import type { CommandData } from './instruction-data';
import { CodedError } from '../private/coded-error';
import { expectText, expectTexts } from '../private/expected-text';

/** One command of a RUN. */
export class Command {
  /** A command word by word. Every word arrives as it is: `$`, `*`, quotes and blanks mean themselves. */
  public static argv(...words: string[]): Command {
    if (words.length === 0 || words[0] === '') {
      throw new CodedError('InstructionInvalid', {
        what: 'a command has no name',
        found: JSON.stringify(words),
        expected: 'the program and its arguments',
        write: "Command.argv('uv', 'sync')",
      });
    }
    return new Command({ words: expectTexts(words, 'the words of a command', "Command.argv('uv', 'sync')") });
  }

  /**
   * Text for the shell of the image: variables, pipes and redirections work. It may have several lines.
   *
   * A RUN in which a command has several lines becomes a here-document that starts with `set -eu`, unless its only command starts with `#!`.
   */
  public static shell(text: string): Command {
    const trimmed = expectText(text, 'a shell command', "'mkdir -p /data'").replace(/^\s*\n/, '').trimEnd();
    const found = JSON.stringify(text);
    if (trimmed.trim() === '') {
      throw new CodedError('InstructionInvalid', { what: 'a shell command is empty', found, expected: 'a command', write: "Command.shell('mkdir -p /data')" });
    }
    if (/(^|[^\\])(\\\\)*\\$/.test(trimmed)) {
      throw new CodedError('InstructionInvalid', {
        what: 'a shell command ends in a backslash, which would join it with what follows',
        found,
        expected: 'a whole command',
        write: JSON.stringify(trimmed.replace(/\\+$/, '').trimEnd()),
      });
    }
    return new Command({ text: trimmed.includes('\n') ? trimmed : trimmed.trim() });
  }

  private constructor(/** @internal */ public readonly _data: CommandData) {}
}
