import { shellWord } from '../../private/quoting';
import { unlessRefused } from '../../private/unless-refused';
import { remembered } from '../source/remembered';
import { SourceFolder } from '../source/source-folder';
import { isTable, parseToml, stringsOf, tableAt } from '../source/toml-file';

/** The files in which a tool looks for a command by its name, and the table there. Sources: Pipenv, "Custom Script Shortcuts"; PDM, "PDM Scripts". */
const TABLES: Record<string, string[]> = { 'Pipfile': ['scripts'], 'pyproject.toml': ['tool', 'pdm', 'scripts'] };
/** Where PDM puts the arguments, and what it puts there if there are none. */
const ARGUMENTS = / ?\{args(?::([^{}]*))?\}/g;
/** A word with variables, for which PDM puts their values as a shell does. */
const VARIABLES = /^(?:[\w@%+=:,./-]|\$[A-Za-z_]|\$\{[A-Za-z_]\w*\})+$/;

/** What `pipenv run NAME` and `pdm run NAME` stand for, by the name, where that is a command. A file that cannot be read has none: whoever needs it says so. */
export const runAliases = remembered((source): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(TABLES).flatMap(([file, path]) => unlessRefused(() => aliasesOf(source, file, path), () => []))));

function aliasesOf(source: SourceFolder, file: string, path: string[]): [string, string][] {
  const table = source.isFile(file) ? tableAt(parseToml(source.read(file) ?? '', file), ...path) ?? {} : {};
  const plain = (text: string): string => file === 'Pipfile' ? text : text.replace(ARGUMENTS, (all: string, preset: string = '') => preset !== '' && all.startsWith(' ') ? ` ${preset}` : preset);
  return Object.entries(table).flatMap(([name, value]) => {
    const said = isTable(value) ? value.cmd ?? value.shell : value;
    const command = Array.isArray(said) ? joined(stringsOf(said).map((word) => word === '' ? word : plain(word) || undefined)) : typeof said === 'string' ? plain(said) : undefined;
    return command !== undefined && !command.includes('\n') ? [[name, command.trim()]] : [];
  });
}

function joined(words: (string | undefined)[]): string {
  return words.filter((word) => word !== undefined).map((word, n) => word.includes('$') && VARIABLES.test(word) ? word : shellWord(word, n === 0)).join(' ');
}
