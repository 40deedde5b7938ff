import { isPython, pythonTarget } from './python-words';
import { startedCommands } from './started-commands';
import { SourceFolder } from '../source/source-folder';

/**
 * Whether a command of the Procfile, or of the file of another platform, starts a file of the source: `python manage.py migrate`, `./serve.py`. No wheel has such a
 * file beside its modules, so the project runs from its files. A command that is one of the project's console scripts needs it installed.
 */
export function startsOwnFile(source: SourceFolder, scripts: Record<string, string>): boolean {
  const commands = startedCommands(source);
  return !commands.some(([program]) => Object.hasOwn(scripts, program)) && commands.some((words) => startsFile(source, words));
}

function startsFile(source: SourceFolder, [program, ...words]: string[]): boolean {
  const runs = isPython(program) || /^(?:\S*\/)?(?:ba|da)?sh$/.test(program);
  const file = runs ? words[pythonTarget(words)] ?? '' : program.startsWith('./') ? program : '';
  return /^[\w./-]+$/.test(file) && !file.startsWith('/') && !file.startsWith('-') && !file.includes('..') && source.isFile(file.replace(/^\.\//, ''));
}
