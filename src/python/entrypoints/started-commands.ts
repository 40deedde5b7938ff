import { plainCommand } from './command-line';
import { readProcfile } from './procfile-processes';
import { runAliases } from './run-aliases';
import { readStartCommand } from './start-commands';
import { SourceFolder } from '../source/source-folder';

/** The words of every command in the Procfile and in the file of another platform, without assignments. */
export function startedCommands(source: SourceFolder): string[][] {
  const aliases = runAliases(source);
  const lines = [...Object.values(readProcfile(source) ?? {}), readStartCommand(source)?.command ?? ''].map((line) => plainCommand(line, aliases));
  return lines.flatMap((line) => line.split(/&&|\|\||;/))
    .map((command) => command.trim().replace(/^(?:(?:[A-Za-z_]\w*=\S*|exec|env)\s+)+/, '').split(/\s+/));
}
