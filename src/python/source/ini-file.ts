import { linesOf } from './text-lines';

/** The sections of an INI file: section, key in lower case, value with its lines. */
export type IniFile = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Reads an INI file as Python's configparser does: a line that is indented continues the value above, `#` and `;` begin a comment line.
 * What is no section, key or comment is passed over. Source: the documentation of configparser, "Supported INI File Structure".
 */
export function parseIni(text: string): IniFile {
  const file: Record<string, Record<string, string>> = {};
  let section: Record<string, string> | undefined;
  let key: string | undefined;
  for (const line of linesOf(text.replace(/^\ufeff/, ''))) {
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    const pair = /^([^\s=:#;[][^=:]*?)\s*[=:]\s*(.*)$/.exec(line);
    if (/^\s*[#;]/.test(line) || line.trim() === '') {
      continue;
    } else if (/^\s/.test(line) && section !== undefined && key !== undefined) {
      section[key] += `\n${line.trim()}`;
    } else if (header !== undefined) {
      section = file[header.trim()] = Object.hasOwn(file, header.trim()) ? file[header.trim()] : {};
      key = undefined;
    } else if (pair && section !== undefined) {
      key = pair[1].toLowerCase();
      section[key] = pair[2].trim();
    }
  }
  return file;
}

/** The entries of a value that is a list: one a line, or with `;` between them where setuptools allows it. */
export function iniList(value: string | undefined): string[] {
  return (value ?? '').split('\n').map((line) => line.replace(/\s#.*$/, '').trim()).filter((line) => line !== '');
}
