import { plainCommand } from './command-line';
import { readProcfile } from './procfile-processes';
import { runAliases } from './run-aliases';
import { readStartCommand } from './start-commands';
import { SourceFolder } from '../source/source-folder';

/**
 * Whether a command of the Procfile, or of the file of another platform, starts a file of the source: `python manage.py migrate`, `./serve.py`. No wheel has such a
 * file beside its modules, so the project runs from its files. A command that is one of the project's console scripts needs it installed.
 */
export function startsOwnFile(source: SourceFolder, scripts: Record<string, string>): boolean {
  const aliases = runAliases(source);
  const lines = [...Object.values(readProcfile(source) ?? {}), readStartCommand(source)?.command ?? ''].map((line) => plainCommand(line, aliases));
  const commands = lines.flatMap((line) => line.split(/&&|\|\||;/))
    .map((command) => command.trim().replace(/^(?:(?:[A-Za-z_]\w*=\S*|exec|env)\s+)+/, '').split(/\s+/));
  return !commands.some(([program]) => Object.hasOwn(scripts, program)) && commands.some((words) => startsFile(source, words));
}

function startsFile(source: SourceFolder, [program, ...words]: string[]): boolean {
  const first = words.find((word) => !/^-[bBdEIOPqsSuvx]+$/.test(word));
  const file = /^(?:python[\d.]*|(?:\S*\/)?(?:ba|da)?sh)$/.test(program) ? first ?? '' : program.startsWith('./') ? program : '';
  return /^[\w./-]+$/.test(file) && !file.startsWith('/') && !file.startsWith('-') && !file.includes('..') && source.isFile(file.replace(/^\.\//, ''));
}
