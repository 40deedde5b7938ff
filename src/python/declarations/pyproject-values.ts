import { CodedError } from '../../private/coded-error';
import { keyLine, lineNumber } from '../source/text-lines';
import { isTable, TomlTable } from '../source/toml-file';
import { parseRequirement, Requirement, meantRequirement } from '../syntax/requirement';
import { parsed } from '../syntax/syntax-problem';

export const PYPROJECT = 'pyproject.toml';

/** One requirement of pyproject.toml. `where` is the table and the key, for the message, and `document` the whole text, for the line. */
export function readRequirement(text: string, where: string, document = ''): Requirement {
  return parsed(() => parseRequirement(text), ({ problem, position }) => {
    const name = meantRequirement(text);
    const line = placed(lineNumber(document, (one) => text !== '' && one.includes(text)));
    throw new CodedError('RequirementsInvalid', {
      what: `a requirement in ${PYPROJECT} ${where}${line} cannot be read`,
      found: `${JSON.stringify(text)} at character ${position + 1}`,
      expected: problem,
      write: name === undefined ? 'a requirement such as "fastapi>=0.115,<1"' : JSON.stringify(name),
    });
  });
}

/** The table of a key; undefined when it is not there. */
export function optionalTable(table: TomlTable, key: string, where: string): TomlTable | undefined {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  if (value !== undefined && !isTable(value)) {
    throw new CodedError('PyprojectInvalid', { what: `${where} of ${PYPROJECT} is not a table`, found: show(value), expected: `a table ${where}`, write: where.startsWith('[') ? where : `[${where}]` });
  }
  return value;
}

/** The text of a key; undefined when it is not there. With `document`, the whole text, the message has the value as it is written. */
export function optionalString(table: TomlTable, key: string, where: string, document = ''): string | undefined {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  if (value !== undefined && typeof value !== 'string') {
    const written = keyLine(document, where, key);
    throw written === undefined || !/^[\w.+-]+$/.test(written.value) ? invalid(key, where, value, 'text in quotes') : new CodedError('PyprojectInvalid', {
      what: `${key} in ${where} of ${PYPROJECT}${placed(written.line)} is not valid`,
      found: written.value,
      expected: 'text in quotes',
      // A bare number is no version specifier.
      write: `${key} = "${key === 'requires-python' ? '>=' : ''}${written.value}"`,
    });
  }
  return value;
}

/** A list of strings; undefined when the key is not there. */
export function stringList(table: TomlTable, key: string, where: string): string[] | undefined {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  if (value === undefined) {
    return undefined;
  }
  // PEP 639 was once a draft with `license-files = { paths = […] }`, which back ends still take.
  const list = isTable(value) && key === 'license-files' ? value.paths ?? value.globs : value;
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) {
    throw invalid(key, where, value, 'a list of texts, ["…", "…"]');
  }
  return list;
}

/** The error of a value that is not what the standard says. */
export function invalid(key: string, where: string, found: unknown, expected: string, write: string = `${key} = …, which is ${expected}`): CodedError {
  return new CodedError('PyprojectInvalid', {
    what: `${key} in ${where} of ${PYPROJECT} is not valid`, found: show(found), expected, write,
  });
}

/** The place of a line in a message; nothing when there is none. */
function placed(line: number | undefined): string {
  return line === undefined ? '' : `, line ${line},`;
}

/** A value of a TOML file as one short line. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 120)} …` : text;
}
