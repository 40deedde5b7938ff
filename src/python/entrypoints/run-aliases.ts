import { SourceFolder } from '../source/source-folder';
import { isTable, parseToml, stringsOf, tableAt } from '../source/toml-file';

/** The files in which a tool looks for a command by its name, and the table there. Sources: Pipenv, "Custom Script Shortcuts"; PDM, "PDM Scripts". */
const TABLES: Record<string, string[]> = { 'Pipfile': ['scripts'], 'pyproject.toml': ['tool', 'pdm', 'scripts'] };

/** What `pipenv run NAME` and `pdm run NAME` stand for, by the name, where that is a command. */
export function runAliases(source: SourceFolder): Record<string, string> {
  const all = Object.entries(TABLES).flatMap(([file, path]) => {
    const table = source.isFile(file) ? tableAt(parseToml(source.read(file) ?? '', file), ...path) ?? {} : {};
    return Object.entries(table).flatMap(([name, value]) => {
      const said = isTable(value) ? value.cmd ?? value.shell : value;
      const command = Array.isArray(said) ? stringsOf(said).join(' ') : said;
      return typeof command === 'string' && !command.includes('\n') ? [[name, command.trim()] as const] : [];
    });
  });
  return Object.fromEntries(all);
}
