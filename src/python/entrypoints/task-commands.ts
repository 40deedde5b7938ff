import { plainCommand } from './command-line';
import { isIdle } from './idle-command';
import { isPython } from './python-words';
import { isTaken } from './started-file';
import { hint } from '../source/hint-file';
import { SourceFolder } from '../source/source-folder';
import { isTable, tableAt, TomlTable } from '../source/toml-file';

/** What people call the task that starts an app, the likeliest first. */
const NAMES = ['start', 'serve', 'prod', 'production', 'run', 'server', 'web', 'api', 'up'];
/** Tables of task runners in pyproject.toml. Sources: Poe the Poet, "Defining tasks"; taskipy; PDM, "PDM Scripts"; Hatch, "Environment configuration". */
const TABLES = [['poe', 'tasks'], ['taskipy', 'tasks'], ['pdm', 'scripts'], ['hatch', 'envs', 'default', 'scripts'], ['rye', 'scripts']];

/** Commands of the tasks of a project that would start it by their names, where each is one plain command of Python's: of pyproject.toml, a Makefile and a justfile. */
export function taskCommands(source: SourceFolder, tool: TomlTable): string[] {
  const tasks = [
    ...TABLES.map((path) => tableAt(tool, ...path) ?? {}),
    ...['Makefile', 'justfile'].map((file) => recipesOf(hint(() => source.isFile(file) ? source.readUnicode(file)?.text : undefined) ?? '')),
  ];
  const found = tasks.flatMap((table) => NAMES.flatMap((name) => {
    const said = Object.hasOwn(table, name) ? table[name] : undefined;
    const command = isTable(said) ? said.cmd ?? said.shell : said;
    return typeof command === 'string' ? [plainCommand(command.trim())] : [];
  }));
  return [...new Set(found)].filter((line) => {
    const [program] = line.split(/\s+/);
    return /^[\w\s./:=@%+,$-]+$/.test(line) && !/\$\(/.test(line) && (isPython(program) || isTaken(program)) && !isIdle(line) && !/(?:^|\s)(?:--reload|--debug|runserver|dev)(?:\s|$)/.test(line);
  });
}

/** Targets of one line. Variables of make are none of the shell. */
function recipesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^([\w-]+):[^=\n]*\n((?:[ \t]+[^\n]*\n?)+)/gm)].flatMap(([, name, recipe]) => {
    const lines = recipe.split('\n').map((line) => line.trim().replace(/^[@-]+/, '')).filter((line) => line !== '' && !line.startsWith('#'));
    return lines.length === 1 && !/\$[({]/.test(lines[0]) ? [[name, lines[0].replace(/\$\$/g, '$')]] : [];
  }));
}
