import { SourceFolder } from '../source/source-folder';

/** A script of the project by its path, executed or given to a shell. */
const CALL = /^(?:exec\s+)?(?:((?:\/[\w/]+\/)?(?:ba|da)?sh)\s+(?:\.\/)?|\.\/)([\w][\w./-]*)$/;
/** What only some shells read, and what depends on where the script lies or on what it was given. */
const NOT_MOVED = /\[\[|<\(|<<|&>|\$\{[^}]*[/^,]|\$\(|`|\$[0-9*#]|\$\{[0-9*#]/;

/**
 * The only command of a script of the project that a command line runs: `./start.sh` with `exec gunicorn app:app` is that. Undefined for
 * other lines, and for scripts that do more. A container is started by the command, so signals arrive at the server.
 */
export function onlyCommand(source: SourceFolder, line: string): string | undefined {
  const [, shell, file] = CALL.exec(line) ?? [];
  const text = file === undefined || file.endsWith('.py') || !source.isFile(file) ? '' : source.read(file) ?? '';
  if (shell === undefined && !/^#! ?\/\S*(?:\benv )?\S*sh\b/.test(text)) {
    return undefined;
  }
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/).map((one) => one.trim()).filter((one) => one !== '' && !one.startsWith('#') && !/^set [-+]\w/.test(one));
  return lines.length !== 1 || NOT_MOVED.test(lines[0]) ? undefined : lines[0].replace(/\s+"\$@"$/, '').replace(/\s+/g, ' ');
}
