import { parse, TomlError, TomlTableWithoutBigInt } from 'smol-toml';
import { refuseConflict } from './merge-conflict';
import { CodedError } from '../../private/coded-error';

/** A table of a TOML file. */
export type TomlTable = TomlTableWithoutBigInt;

/** Parses TOML. A mistake is told with the line, the column and the text of the line. */
export function parseToml(text: string, file: string): TomlTable {
  try {
    return parse(text) as TomlTable;
  } catch (error) {
    if (!(error instanceof TomlError)) {
      throw error;
    }
    refuseConflict(text, file, 'TomlInvalid');
    const { line, column } = error;
    const wrong = text.split(/\r?\n/)[line - 1] ?? '';
    throw new CodedError('TomlInvalid', {
      what: `${file} has a syntax error in line ${line}, column ${column}: ${problemOf(error)}`,
      found: excerpt(wrong, column),
      expected: 'valid TOML, see toml.io',
      write: `line ${line} as one of: [table], key = "text", key = ["a", "b"], key = true`,
    });
  }
}

/** The line with a caret below the column, cut to what a terminal shows. */
export function excerpt(line: string, column: number): string {
  const width = 100;
  const start = Math.max(0, Math.min(column - 1 - width / 2, line.length - width));
  const shown = line.slice(start, start + width).replace(/[\u0000-\u001f\u007f]/g, ' ');
  return `${shown}\n${' '.repeat(Math.max(0, column - 1 - start))}^`;
}

function problemOf(error: TomlError): string {
  return error.message.split('\n')[0].replace(/^Invalid TOML document: /, '');
}

/** Whether it is a table (and not a list, a date or a plain value). */
export function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The table at a path of keys; undefined when there is none. */
export function tableAt(table: TomlTable, ...keys: string[]): TomlTable | undefined {
  let current: unknown = table;
  for (const key of keys) {
    current = isTable(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return isTable(current) ? current : undefined;
}

/** The strings of a list; values of other types are left out. */
export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The tables of a list. */
export function tables(value: unknown): TomlTable[] {
  return Array.isArray(value) ? value.filter((one): one is TomlTable => isTable(one)) : [];
}
